//! Who may see and do what. The only place where that is decided, on the device as on the server.

use std::collections::HashMap;

use crate::model::{Person, PersonId, Rank, Role, Unit, UnitId};

/// The tree of units, as far as access needs it.
#[derive(Clone, Debug, Default)]
pub struct UnitTree {
    parents: HashMap<UnitId, Option<UnitId>>,
}

impl UnitTree {
    /// The tree that `units` make.
    pub fn new<'a>(units: impl IntoIterator<Item = &'a Unit>) -> Self {
        Self {
            parents: units.into_iter().map(|unit| (unit.id, unit.parent)).collect(),
        }
    }

    /// Whether `upper` is `unit` or lies above it. A unit that is not in the tree lies below nothing but itself.
    #[must_use]
    pub fn covers(&self, upper: UnitId, unit: UnitId) -> bool {
        self.upward(unit).any(|here| here == upper)
    }

    /// A unit and those above it, from below.
    pub fn upward(&self, unit: UnitId) -> impl Iterator<Item = UnitId> + '_ {
        // A tree deeper than its own size would be a ring; stop there.
        std::iter::successors(Some(unit), |here| self.parents.get(here).copied().flatten())
            .take(self.parents.len() + 1)
    }

    /// All units, in no order.
    pub fn units(&self) -> impl Iterator<Item = UnitId> + '_ {
        self.parents.keys().copied()
    }
}

/// Whether `viewer` may see the moments of `author` (日志): one's own, those of colleagues in the same unit, those of
/// people of lower rank in one's unit and the units below it; the organization department sees the whole county.
#[must_use]
pub fn may_see_moments(viewer: &Person, author: &Person, units: &UnitTree) -> bool {
    viewer.id == author.id
        || viewer.role == Role::Organization
        || viewer.unit == author.unit
        || (viewer.rank > author.rank && units.covers(viewer.unit, author.unit))
}

/// Whether `giver` may react to the moments of `author`: those whom rank or neighbourhood lets see them, never one's own.
#[must_use]
pub fn may_react(giver: &Person, author: &Person, units: &UnitTree) -> bool {
    giver.id != author.id && may_see_moments(giver, author, units)
}

/// Whether `decider` may decide on a missing tap (补卡) of `asker`: who outranks them in their unit or above it, and the
/// clerk of their own unit; never oneself.
#[must_use]
pub fn may_decide_correction(decider: &Person, asker: &Person, units: &UnitTree) -> bool {
    decider.id != asker.id
        && (outranks(decider, asker, units) || (decider.role == Role::Clerk && decider.unit == asker.unit))
}

/// Whether `grantor` may grant or refuse a leave of `asker`: whom the approval chain has `named`, and who outranks
/// them from the asker's unit or above it; never oneself. `above` is the lowest rank among the leaders named; where none
/// was found and the organization department is named instead, it is `None` and nobody else may.
#[must_use]
pub fn may_grant_leave(
    grantor: &Person,
    asker: &Person,
    named: &[PersonId],
    above: Option<Rank>,
    units: &UnitTree,
) -> bool {
    grantor.id != asker.id
        && (named.contains(&grantor.id)
            || (above.is_some_and(|rank| grantor.rank > rank) && outranks(grantor, asker, units)))
}

/// Whether `person` may say where a unit works and when: its clerk and leaders, those of the units above it, the
/// organization department and the administrator.
#[must_use]
pub fn may_set_workplace(person: &Person, unit: UnitId, units: &UnitTree) -> bool {
    match person.role {
        Role::Organization | Role::Administrator => true,
        Role::Clerk | Role::Leader => units.covers(person.unit, unit),
        Role::Cadre => false,
    }
}

/// Whether `upper` has a higher rank, in the unit of `lower` or above it.
fn outranks(upper: &Person, lower: &Person, units: &UnitTree) -> bool {
    upper.rank > lower.rank && units.covers(upper.unit, lower.unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PersonKind, Timestamp, UnitKind};

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
}
