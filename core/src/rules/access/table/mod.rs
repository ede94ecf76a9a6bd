//! Who may do what: one table over every action, role, rank and relation, and who may look at what.
//!
//! A line tells what somebody may do to something of another person, or see of them. Its five groups are the relation: the thing is one's
//! own, of a colleague of the same unit, of somebody in a unit below, in a unit above, in another branch of the county. The
//! five columns in a group are the actor's role: cadre, leader, clerk (考勤员), organization department, administrator. And
//! the mark tells at which rank, where the other person is of deputy township level:
//!
//! | mark | the actor may if |
//! | --- | --- |
//! | `*` | always |
//! | `>` | their rank is higher than the other person's |
//! | `=` | their rank is the same or higher |
//! | `^` | their rank is the one that the policy asks for, here deputy county, or higher |
//! | `.` | never |

mod deeds;
mod looks;

use crate::model::{Person, Rank, Role, UnitId};
use crate::rules::judge::testing::County;

const ROLES: [Role; 5] = [
    Role::Cadre,
    Role::Leader,
    Role::Clerk,
    Role::Organization,
    Role::Administrator,
];
const RANKS: [Rank; 6] = [
    Rank::None,
    Rank::Section,
    Rank::DeputyTownship,
    Rank::Township,
    Rank::DeputyCounty,
    Rank::County,
];
/// The rank of the other person, and the one that the policy here asks for where it asks for one.
const OTHER: Rank = Rank::DeputyTownship;
const ASKED_FOR: Rank = Rank::DeputyCounty;

/// Where the other person is, seen from somebody in the township; `None` if they are the same.
type Relation = (&'static str, Option<fn(&County) -> UnitId>);
const RELATIONS: [Relation; 5] = [
    ("own", None),
    ("same unit", Some(|county| county.township)),
    ("unit below", Some(|county| county.village)),
    ("unit above", Some(|county| county.county)),
    ("elsewhere", Some(|county| county.bureau)),
];

/// Asks for every relation, role and rank, and tells where the answers are not those of the marks.
#[track_caller]
fn keeps_to<T: Copy>(lines: &[(&str, &str, T)], may: impl Fn(T, &mut County, &Person, &Person) -> bool) {
    let mut wrong = Vec::new();
    for (name, marks, line) in lines {
        let marks: Vec<&str> = marks.split_whitespace().collect();
        assert_eq!(marks.len(), RELATIONS.len() * ROLES.len(), "{name}");
        for ((relation, unit), marks) in RELATIONS.iter().zip(marks.chunks(ROLES.len())) {
            for (role, mark) in ROLES.iter().zip(marks) {
                for rank in RANKS {
                    let mut county = County::new();
                    let actor = county.add_person(county.township, rank, *role);
                    let other = match unit {
                        Some(unit) => county.add_person(unit(&county), OTHER, Role::Cadre),
                        None => actor.clone(),
                    };
                    let expected = means(mark, rank);
                    if may(*line, &mut county, &actor, &other) != expected {
                        wrong.push(format!(
                            "{name}, {relation}, {role:?}, {rank:?}: expected {expected}"
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn means(mark: &str, rank: Rank) -> bool {
    match mark {
        "*" => true,
        ">" => rank > OTHER,
        "=" => rank >= OTHER,
        "^" => rank >= ASKED_FOR,
        "." => false,
        _ => panic!("no mark: {mark}"),
    }
}
