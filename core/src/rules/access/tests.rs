//! Who may do what with whom, in words.

use super::*;
use crate::model::{PersonId, PersonKind, Rank, Timestamp, UnitKind};

struct County {
    units: UnitTree,
    county: UnitId,
    township: UnitId,
    village: UnitId,
    bureau: UnitId,
}

fn county() -> County {
    let at = Timestamp(1_700_000_000_000);
    let unit = |parent, kind| Unit {
        id: UnitId::new(at),
        parent,
        name: String::new(),
        kind,
        workplace: None,
        hours: vec![],
    };
    let county = unit(None, UnitKind::County);
    let township = unit(Some(county.id), UnitKind::Township);
    let village = unit(Some(township.id), UnitKind::Village);
    let bureau = unit(Some(county.id), UnitKind::Bureau);
    County {
        units: UnitTree::new([&county, &township, &village, &bureau]),
        county: county.id,
        township: township.id,
        village: village.id,
        bureau: bureau.id,
    }
}

fn person(unit: UnitId, rank: Rank, role: Role) -> Person {
    Person {
        id: PersonId::new(Timestamp(1_700_000_000_000)),
        name: String::new(),
        unit,
        post: String::new(),
        rank,
        kind: PersonKind::Ordinary,
        role,
    }
}

#[test]
fn who_sees_whose_moments() {
    let c = county();
    let village_cadre = person(c.village, Rank::None, Role::Cadre);
    let colleague = person(c.village, Rank::Section, Role::Cadre);
    let township_head = person(c.township, Rank::Township, Role::Leader);
    let township_clerk = person(c.township, Rank::None, Role::Clerk);
    let bureau_head = person(c.bureau, Rank::Township, Role::Leader);
    let county_head = person(c.county, Rank::County, Role::Leader);
    let organization = person(c.bureau, Rank::None, Role::Organization);
    let table = [
        ("oneself", &village_cadre, &village_cadre, true),
        ("a colleague of the unit", &village_cadre, &colleague, true),
        ("a superior of the unit", &colleague, &village_cadre, true),
        (
            "the township's head looks down",
            &township_head,
            &village_cadre,
            true,
        ),
        ("but not up", &village_cadre, &township_head, false),
        (
            "without rank, not even down",
            &township_clerk,
            &village_cadre,
            false,
        ),
        ("another branch of the tree", &bureau_head, &village_cadre, false),
        ("the county's head", &county_head, &township_head, true),
        ("equal ranks of two units", &bureau_head, &township_head, false),
        ("the organization department", &organization, &county_head, true),
    ];
    for (what, viewer, author, expected) in table {
        assert_eq!(may_see_moments(viewer, author, &c.units), expected, "{what}");
        assert_eq!(
            may_react(viewer, author, &c.units),
            expected && viewer.id != author.id,
            "reacting: {what}"
        );
    }
}

#[test]
fn who_decides_on_a_missing_tap_of_whom() {
    let c = county();
    let cadre = person(c.village, Rank::None, Role::Cadre);
    let colleague = person(c.village, Rank::None, Role::Cadre);
    let village_clerk = person(c.village, Rank::None, Role::Clerk);
    let other_clerk = person(c.village, Rank::None, Role::Clerk);
    let village_head = person(c.village, Rank::Section, Role::Leader);
    let township_clerk = person(c.township, Rank::None, Role::Clerk);
    let township_head = person(c.township, Rank::Township, Role::Leader);
    let bureau_head = person(c.bureau, Rank::Township, Role::Leader);
    let organization = person(c.bureau, Rank::None, Role::Organization);
    let table = [
        ("oneself", &cadre, &cadre, false),
        ("the clerk for themselves", &village_clerk, &village_clerk, false),
        ("another clerk of the unit", &other_clerk, &village_clerk, true),
        ("the unit's clerk", &village_clerk, &cadre, true),
        (
            "the unit's clerk, for its head",
            &village_clerk,
            &village_head,
            true,
        ),
        ("the clerk of the unit above", &township_clerk, &cadre, false),
        ("a colleague", &colleague, &cadre, false),
        ("the unit's head", &village_head, &cadre, true),
        ("a head above", &township_head, &village_head, true),
        ("upward", &village_head, &township_head, false),
        ("another branch of the tree", &bureau_head, &cadre, false),
        ("the organization department", &organization, &cadre, false),
    ];
    for (what, decider, asker, expected) in table {
        assert_eq!(
            may_decide_correction(decider, asker, &c.units),
            expected,
            "{what}"
        );
    }
}

#[test]
fn who_grants_a_leave() {
    let c = county();
    let asker = person(c.village, Rank::None, Role::Cadre);
    let named = person(c.village, Rank::Section, Role::Leader);
    let equal = person(c.township, Rank::Section, Role::Leader);
    let higher = person(c.township, Rank::Township, Role::Leader);
    let elsewhere = person(c.bureau, Rank::Township, Role::Leader);
    let organization = person(c.bureau, Rank::None, Role::Organization);
    let section = Some(Rank::Section);
    let table = [
        ("who is named", &named, &[named.id][..], section, true),
        ("of equal rank, not named", &equal, &[named.id], section, false),
        ("higher and above", &higher, &[named.id], section, true),
        ("higher, elsewhere", &elsewhere, &[named.id], section, false),
        (
            "the organization department, not named",
            &organization,
            &[named.id],
            section,
            false,
        ),
        (
            "the organization department, named",
            &organization,
            &[organization.id],
            None,
            true,
        ),
        (
            "a leader whose rank does not suffice",
            &higher,
            &[organization.id],
            None,
            false,
        ),
        ("oneself, even if named", &asker, &[asker.id], None, false),
    ];
    for (what, grantor, named, above, expected) in table {
        assert_eq!(
            may_grant_leave(grantor, &asker, named, above, &c.units),
            expected,
            "{what}"
        );
    }
}

#[test]
fn who_says_where_a_unit_works() {
    let c = county();
    let table = [
        (c.village, Role::Clerk, true),
        (c.village, Role::Leader, true),
        (c.village, Role::Cadre, false),
        (c.township, Role::Clerk, true),
        (c.township, Role::Leader, true),
        (c.county, Role::Leader, true),
        (c.bureau, Role::Leader, false),
        (c.bureau, Role::Clerk, false),
        (c.bureau, Role::Organization, true),
        (c.bureau, Role::Administrator, true),
    ];
    for (unit, role, expected) in table {
        let who = person(unit, Rank::Section, role);
        assert_eq!(may_set_workplace(&who, c.village, &c.units), expected, "{role:?}");
    }
    let village_clerk = person(c.village, Rank::None, Role::Clerk);
    assert!(
        !may_set_workplace(&village_clerk, c.township, &c.units),
        "not upward"
    );
}

#[test]
fn who_looks_at_a_units_day_its_ranking_and_a_score() {
    let c = county();
    let cadre = person(c.village, Rank::DeputyTownship, Role::Cadre);
    // Where, rank, role; the village's day, its ranking, the ledger of a deputy township leader who works there, learning.
    let table = [
        (
            c.village,
            Rank::Township,
            Role::Cadre,
            [false, false, false, false],
        ),
        (c.village, Rank::None, Role::Clerk, [true, false, false, false]),
        (c.township, Rank::None, Role::Clerk, [true, false, false, false]),
        (c.bureau, Rank::None, Role::Clerk, [false, false, false, false]),
        (c.village, Rank::Section, Role::Leader, [true, true, false, false]),
        (
            c.village,
            Rank::DeputyTownship,
            Role::Leader,
            [true, true, false, false],
        ),
        (c.village, Rank::Township, Role::Leader, [true, true, true, false]),
        (
            c.township,
            Rank::Township,
            Role::Leader,
            [true, true, true, false],
        ),
        (c.county, Rank::County, Role::Leader, [true, true, true, false]),
        (c.bureau, Rank::County, Role::Leader, [false, false, false, false]),
        (c.bureau, Rank::None, Role::Organization, [true, true, true, true]),
        (
            c.bureau,
            Rank::County,
            Role::Administrator,
            [false, false, false, false],
        ),
    ];
    for (unit, rank, role, expected) in table {
        let who = person(unit, rank, role);
        let may = [
            may_see_unit_day(&who, c.village, &c.units),
            may_see_ranking(&who, c.village, &c.units),
            may_see_score(&who, &cadre, &c.units),
            may_see_learning(&who),
        ];
        assert_eq!(may, expected, "{role:?} {rank:?}");
    }
    assert!(may_see_score(&cadre, &cadre, &c.units), "one's own");
    let village_head = person(c.village, Rank::Section, Role::Leader);
    assert!(
        !may_see_unit_day(&village_head, c.township, &c.units),
        "not upward"
    );
    assert!(
        !may_see_ranking(&village_head, c.township, &c.units),
        "not upward"
    );
}

#[test]
fn a_ring_in_the_tree_ends() {
    let c = county();
    let ring = |id, parent| Unit {
        id,
        parent: Some(parent),
        name: String::new(),
        kind: UnitKind::Bureau,
        workplace: None,
        hours: vec![],
    };
    let units = UnitTree::new([&ring(c.village, c.township), &ring(c.township, c.village)]);
    assert!(!units.covers(c.county, c.village));
}
