//! Who lets a device in for somebody, and who says that one is lost.

use super::{UnitTree, outranks};
use crate::model::{Person, Rank, Role, UnitId};

/// Whether `decider` may let a device in for `person`, or revoke theirs: who outranks them in their unit or above it, the clerk of
/// their own unit unless they rank higher, for whoever lets a device in could act with it; and the organization department and
/// the administrator for everybody, so that whoever heads the county finds somebody too. Never oneself, since a change of
/// device is approved by the unit (一机一终端).
#[must_use]
pub fn may_bind_device(decider: &Person, person: &Person, units: &UnitTree) -> bool {
    let for_all = matches!(decider.role, Role::Organization | Role::Administrator);
    let as_clerk = decider.role == Role::Clerk && decider.unit == person.unit && person.rank <= decider.rank;
    decider.id != person.id && (for_all || as_clerk || outranks(decider, person, units))
}

/// Whether there may be people in a unit for whom somebody lets devices in; of each of them [`may_bind_device`] decides.
#[must_use]
pub fn may_bind_devices(decider: &Person, unit: UnitId, units: &UnitTree) -> bool {
    match decider.role {
        Role::Organization | Role::Administrator => true,
        Role::Clerk if decider.unit == unit => true,
        Role::Clerk | Role::Leader | Role::Cadre => {
            decider.rank > Rank::None && units.covers(decider.unit, unit)
        }
    }
}
