//! Tasks (看任务): handed down level by level (层层发布), delivered, judged, and read as a chain.

mod cancel;
mod chain;
mod deliver;
mod due;
mod give;
mod head;
mod judge;
mod points;

pub use cancel::cancel;
pub use chain::{TaskProgress, chain, progress};
pub use deliver::{deliver, takes_result};
pub use due::{Due, due, is_late, is_overdue};
pub use give::{DEPTH_MAX, give};
pub use head::head_of;
pub use judge::judge;

#[cfg(test)]
pub(crate) mod testing;

use crate::model::{Record, RecordId, Task, TaskId, TaskState};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::World;
use crate::rules::judge::checks::refuse;
use crate::rules::judge::words::policy_then;
use crate::rules::policy::TaskPolicy;

/// The section of the policy that holds.
fn policy(world: &impl World) -> Result<TaskPolicy, Problem> {
    match policy_then(world).and_then(|policy| policy.tasks) {
        Some(policy) => Ok(policy),
        None => refuse(ProblemKind::SwitchedOff, "tasks are switched off"),
    }
}

/// A task on the record.
fn known(world: &impl World, id: TaskId) -> Result<&Task, Problem> {
    match world.record(RecordId(id.0)) {
        Some(Record::Task { task }) => Ok(task),
        _ => refuse(ProblemKind::NotFound, "no such task"),
    }
}

/// That a task is neither finished nor taken back: then parts of it can be passed on.
///
/// # Errors
/// [`AlreadyAccepted`](ProblemKind::AlreadyAccepted), [`AlreadyCancelled`](ProblemKind::AlreadyCancelled): it is.
pub fn unfinished(task: &Task) -> Result<(), Problem> {
    match task.state {
        TaskState::Open | TaskState::Delivered => Ok(()),
        TaskState::Accepted => refuse(ProblemKind::AlreadyAccepted, "the result was accepted"),
        TaskState::Cancelled { .. } => refuse(ProblemKind::AlreadyCancelled, "the task was cancelled"),
    }
}
