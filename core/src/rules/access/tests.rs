//! Who may do what with whom, in words.

use super::*;
use crate::model::{PersonId, PersonKind, Rank, Tenure, Timestamp, UnitKind};

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
        moved_from: vec![],
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
        tenure: Tenure::default(),
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
fn a_ring_in_the_tree_ends() {
    let c = county();
    let ring = |id, parent| Unit {
        id,
        parent: Some(parent),
        name: String::new(),
        kind: UnitKind::Bureau,
        workplace: None,
        moved_from: vec![],
        hours: vec![],
    };
    let units = UnitTree::new([&ring(c.village, c.township), &ring(c.township, c.village)]);
    assert!(!units.covers(c.county, c.village));
}
