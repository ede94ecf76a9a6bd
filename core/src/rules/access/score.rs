//! Who looks at the score of others, and at what they wrote before they changed it.

use super::{UnitTree, outranks};
use crate::model::{Person, Role, UnitId};

/// Whether `viewer` may see the ledger of `person`: everybody their own, leaders that of people of lower rank in their unit
/// and the units below it, the organization department the whole county's.
#[must_use]
pub fn may_see_score(viewer: &Person, person: &Person, units: &UnitTree) -> bool {
    viewer.id == person.id
        || match viewer.role {
            Role::Organization => true,
            Role::Leader => outranks(viewer, person, units),
            Role::Cadre | Role::Clerk | Role::Administrator => false,
        }
}

/// Whether `viewer` may see what the moments of `author` said before they were changed or deleted: as with the ledger, to
/// which those words may have counted.
#[must_use]
pub fn may_see_trace(viewer: &Person, author: &Person, units: &UnitTree) -> bool {
    may_see_score(viewer, author, units)
}

/// Whether `viewer` may see how the people of a unit compare: its leaders, those of the units above it, and the organization
/// department.
#[must_use]
pub fn may_see_ranking(viewer: &Person, unit: UnitId, units: &UnitTree) -> bool {
    match viewer.role {
        Role::Organization => true,
        Role::Leader => units.covers(viewer.unit, unit),
        Role::Cadre | Role::Clerk | Role::Administrator => false,
    }
}
