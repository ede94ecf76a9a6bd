//! What somebody may see of another, checked against the functions that the server asks.

use super::{ASKED_FOR, keeps_to};
use crate::model::Person;
use crate::rules::access::{
    UnitTree, is_asked_for_leave, is_asked_instead_of_leaders, may_see_learning, may_see_moments,
    may_see_ranking, may_see_score, may_see_trace, may_see_unit_day,
};
use crate::rules::judge::World as _;

type Look = fn(&Person, &Person, &UnitTree) -> bool;

// Skipped, so that the columns stay columns.
#[rustfmt::skip]
const LINES: &[(&str, &str, Look)] = &[
    // C cadre, L leader, K clerk, O organization department, A administrator.
    //                         own        same unit  unit below unit above elsewhere
    //                         C L K O A  C L K O A  C L K O A  C L K O A  C L K O A
    ("the moments of",         "* * * * *  * * * * *  > > > * >  . . . * .  . . . * .", may_see_moments),
    ("the ledger of",          "* * * * *  . > . * .  . > . * .  . . . * .  . . . * .", may_see_score),
    ("what was written by",    "* * * * *  . > . * .  . > . * .  . . . * .  . . . * .", may_see_trace),
    ("the day of the unit of", ". * * * .  . * * * .  . * * * .  . . . * .  . . . * .",
        |viewer, other, units| may_see_unit_day(viewer, other.unit, units)),
    ("the ranking beside",     ". * . * .  . * . * .  . * . * .  . . . * .  . . . * .",
        |viewer, other, units| may_see_ranking(viewer, other.unit, units)),
    ("who has read what",      ". . . * .  . . . * .  . . . * .  . . . * .  . . . * .",
        |viewer, _, _| may_see_learning(viewer)),
    ("is asked for leave of",  ". . . . .  ^ ^ ^ ^ ^  ^ ^ ^ ^ ^  . . . . .  . . . . .",
        |viewer, other, units| is_asked_for_leave(viewer, other, ASKED_FOR, units)),
    ("is asked where none is", ". . . . .  . . . * .  . . . * .  . . . * .  . . . * .",
        |viewer, other, _| is_asked_instead_of_leaders(viewer, other)),
];

#[test]
fn looks_keep_to_the_table() {
    keeps_to(LINES, |look, county, viewer, other| {
        look(viewer, other, county.tree())
    });
}
