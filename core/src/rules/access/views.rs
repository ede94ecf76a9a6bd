//! Who looks at the records of others: days of units, ledgers, rankings, learning.

use super::{UnitTree, outranks};
use crate::model::{Person, Role, UnitId};

/// Whether `viewer` may see what the people of `unit` did on a day, and their places: leaders and clerks in their own unit
/// and those below it, the organization department everywhere.
#[must_use]
pub fn may_see_unit(viewer: &Person, unit: UnitId, units: &UnitTree) -> bool {
    match viewer.role {
        Role::Organization => true,
        Role::Leader | Role::Clerk => units.covers(viewer.unit, unit),
        Role::Cadre | Role::Administrator => false,
    }
}

/// Whether `viewer` may see the ledger of `person`: one's own, the organization department everybody's, leaders that of
/// those whom they outrank in their unit or below it. Clerks keep attendance; points are none of their business.
#[must_use]
pub fn may_see_score(viewer: &Person, person: &Person, units: &UnitTree) -> bool {
    viewer.id == person.id
        || match viewer.role {
            Role::Organization => true,
            Role::Leader => outranks(viewer, person, units),
            Role::Cadre | Role::Clerk | Role::Administrator => false,
        }
}

/// Whether `viewer` may see the places of the people of `unit` and those below it.
#[must_use]
pub fn may_see_ranking(viewer: &Person, unit: UnitId, units: &UnitTree) -> bool {
    viewer.role != Role::Clerk && may_see_unit(viewer, unit, units)
}

/// Whether `viewer` sees how learning stands in the county: the organization department, which owes the lessons.
#[must_use]
pub fn may_see_learning(viewer: &Person) -> bool {
    viewer.role == Role::Organization
}
