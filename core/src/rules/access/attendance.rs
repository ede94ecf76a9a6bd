//! Who decides on missing taps, who says where and when a unit works, and who sees its day.

use super::{UnitTree, outranks};
use crate::model::{Person, Role, UnitId};

/// Whether `decider` may decide on a missing tap (补卡) of `asker`: who outranks them in their unit or above it, and the
/// clerk of their own unit; for those of the county's own unit, who may have nobody above them, the organization department
/// too; never oneself.
#[must_use]
pub fn may_decide_correction(decider: &Person, asker: &Person, units: &UnitTree) -> bool {
    let is_at_the_top = units.upward(asker.unit).nth(1).is_none();
    decider.id != asker.id
        && (outranks(decider, asker, units)
            || (decider.role == Role::Clerk && decider.unit == asker.unit)
            || (decider.role == Role::Organization && is_at_the_top))
}

/// Whether `reviewer` may say whether a tap or a moment of `person` counts in spite of a doubt: who may decide on their
/// missing taps.
#[must_use]
pub fn may_review_doubt(reviewer: &Person, person: &Person, units: &UnitTree) -> bool {
    may_decide_correction(reviewer, person, units)
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

/// Whether `viewer` may see what the people of a unit did on a day: its clerk and leaders, those of the units above it, and
/// the organization department.
#[must_use]
pub fn may_see_unit_day(viewer: &Person, unit: UnitId, units: &UnitTree) -> bool {
    match viewer.role {
        Role::Organization => true,
        Role::Clerk | Role::Leader => units.covers(viewer.unit, unit),
        Role::Cadre | Role::Administrator => false,
    }
}
