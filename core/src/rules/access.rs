//! Who may see and do what. The only place where that is decided, on the device as on the server.

mod appeals;
mod learning;
mod reactions;
#[cfg(test)]
mod table;
mod tasks;

pub use appeals::may_decide_appeal;
pub use learning::{may_publish_lessons, may_withdraw_lesson};
pub use reactions::may_dislike;
pub use tasks::{may_cancel_task, may_give_task, may_pass_on_task};

use std::collections::HashMap;

use crate::model::{Person, Role, Unit, UnitId};

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
        let mut at = Some(unit);
        // A tree deeper than its own size would be a ring; stop there.
        for _ in 0..=self.parents.len() {
            match at {
                Some(here) if here == upper => return true,
                Some(here) => at = self.parents.get(&here).copied().flatten(),
                None => return false,
            }
        }
        false
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

/// Whether `upper` has a higher rank, in the unit of `lower` or above it.
fn outranks(upper: &Person, lower: &Person, units: &UnitTree) -> bool {
    upper.rank > lower.rank && units.covers(upper.unit, lower.unit)
}

#[cfg(test)]
mod tests {
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
