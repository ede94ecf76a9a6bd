//! Who may see and do what. The only place where that is decided, on the device as on the server.

mod appeals;
mod attendance;
mod devices;
mod known;
mod learning;
mod leave;
mod reactions;
mod readers;
mod score;
#[cfg(test)]
mod table;
mod tasks;
#[cfg(test)]
mod tests;

pub use appeals::may_decide_appeal;
pub use attendance::{may_decide_correction, may_review_doubt, may_see_unit_day, may_set_workplace};
pub use devices::{may_bind_device, may_bind_devices};
pub use known::may_know_of;
pub use learning::{may_publish_lessons, may_see_learning, may_see_unopened_lesson, may_withdraw_lesson};
pub use leave::{is_asked_for_leave, is_asked_instead_of_leaders, may_grant_leave};
pub use reactions::{may_dislike, may_give_dislikes};
pub use readers::{Readers, also_told, readers};
pub use score::{may_see_ranking, may_see_score, may_see_trace};
pub use tasks::{
    answers_for_task, head, may_cancel_task, may_give_task, may_give_tasks, may_judge_task, may_pass_on_task,
};

use std::collections::HashMap;

use crate::model::{Person, PersonId, Role, Unit, UnitId};

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

/// Whether something that is done in the name of `whose` is done by `person`: nobody acts for another.
#[must_use]
pub fn is_oneself(person: &Person, whose: PersonId) -> bool {
    person.id == whose
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
