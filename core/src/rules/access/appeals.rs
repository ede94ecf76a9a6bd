//! Who decides appeals.

use super::{UnitTree, outranks};
use crate::model::{Person, PersonId, Role};

/// Whether `decider` may decide an appeal of `person`: the organization department, and leaders of higher rank in the
/// person's unit or above it. Never the person, and never one of those who `caused` the contested entry.
#[must_use]
pub fn may_decide_appeal(decider: &Person, person: &Person, caused: &[PersonId], units: &UnitTree) -> bool {
    decider.id != person.id
        && !caused.contains(&decider.id)
        && match decider.role {
            Role::Organization => true,
            Role::Leader => outranks(decider, person, units),
            Role::Cadre | Role::Clerk | Role::Administrator => false,
        }
}
