//! Giving tasks, and passing parts of one's own on.

use super::{due, head_of, known, points, policy, unfinished};
use crate::model::{Person, Points, Record, RecordId, TEXT_MAX, TITLE_MAX, Task, TaskState};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::access::{answers_for_task, may_give_task, may_pass_on_task};
use crate::rules::judge::checks::{own, refuse, unused, when};
use crate::rules::judge::words::{line, text};
use crate::rules::judge::{Effect, Verdict, World};
use crate::rules::policy::TaskPolicy;

const HOUR_MS: i64 = 3_600_000;

/// Most hands through which a task goes. From the county to a village there are four levels; sixteen times as many leave room
/// for sharing out within each, as often as anybody will, and what has to be read to judge or show a chain stays bounded.
pub const DEPTH_MAX: usize = 64;

/// Gives a task: one of its own, or a part of a task that the actor answers for and that is not finished. Parts have parts
/// in turn, through [`DEPTH_MAX`] hands.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): tasks are.
/// - [`Forbidden`](ProblemKind::Forbidden): in another's name; a part of somebody else's task; or see [`may_give_task`] and
///   [`may_pass_on_task`].
/// - [`Conflict`](ProblemKind::Conflict): the id is in use.
/// - [`NotFound`](ProblemKind::NotFound): no such parent, unit or assignee.
/// - [`AlreadyAccepted`](ProblemKind::AlreadyAccepted), [`AlreadyCancelled`](ProblemKind::AlreadyCancelled): the parent is
///   finished.
/// - [`NotTheHead`](ProblemKind::NotTheHead): given to a unit, but not to the [head](head_of) of its leading group.
/// - [`DueTooSoon`](ProblemKind::DueTooSoon): with a penalty, and less time than the policy's notice.
/// - [`DueAfterParent`](ProblemKind::DueAfterParent), [`OverParent`](ProblemKind::OverParent): more time or points than the
///   parent has.
/// - [`Invalid`](ProblemKind::Invalid): begun already, no title, words too long, a deadline that is over, points that the
///   policy does not give, a part for somebody who already answers for the chain above it, or one that goes too deep.
/// - [`TooLate`](ProblemKind::TooLate): the deadline was over before it reached the record.
pub fn give(world: &impl World, task: &Task) -> Verdict {
    let policy = policy(world)?;
    own(world, task.assigner)?;
    unused(world, task.id.0)?;
    is_new(world, task)?;
    let today = world.calendar().day(world.done_at());
    let assignee = world
        .person(task.assignee)
        .filter(|person| !person.has_left(today));
    let Some(assignee) = assignee else {
        return refuse(ProblemKind::NotFound, "nobody to give it to");
    };
    let parent = task.parent.map(|parent| known(world, parent)).transpose()?;
    match parent {
        Some(parent) => as_part(world, task, parent, assignee)?,
        None if !may_give_task(world.actor(), assignee, world.tree()) => {
            return refuse(ProblemKind::Forbidden, "nobody to whom the actor gives tasks");
        }
        None => {}
    }
    if let Some(unit) = task.unit {
        if world.unit(unit).is_none() {
            return refuse(ProblemKind::NotFound, "no such unit");
        }
        if head_of(world, unit) != Some(task.assignee) {
            return refuse(ProblemKind::NotTheHead, "the assignee does not head the unit");
        }
    }
    points::check(world, task, parent, policy)?;
    leaves_time(world, task, policy)?;
    Ok(vec![Effect::Put(Record::Task {
        task: Box::new(Task {
            given_at: when(world, task.given_at),
            ..task.clone()
        }),
    })])
}

fn is_new(world: &impl World, task: &Task) -> Result<(), Problem> {
    if task.state != TaskState::Open || !task.deliveries.is_empty() {
        return refuse(ProblemKind::Invalid, "a new task is open and has no results");
    }
    line("the title", &task.title, TITLE_MAX)?;
    if !task.text.is_empty() {
        text("the text", &task.text, TEXT_MAX)?;
    }
    if task.deadline <= world.done_at() {
        return refuse(ProblemKind::Invalid, "the deadline is over");
    }
    // Given where there is no signal: nobody is late with what they could not have heard of.
    if task.deadline <= world.received() {
        return refuse(
            ProblemKind::TooLate,
            "the deadline was over before the task reached the record",
        );
    }
    Ok(())
}

/// That whoever answers for a task with a penalty has time to hear of it.
fn leaves_time(world: &impl World, task: &Task, policy: TaskPolicy) -> Result<(), Problem> {
    let notice = policy.points.map_or(0, |points| i64::from(points.notice_hours));
    if task.penalty > Points::ZERO && task.deadline < world.received().plus(notice * HOUR_MS) {
        return refuse(
            ProblemKind::DueTooSoon,
            format!("a task with a penalty leaves {notice} hours at least"),
        );
    }
    Ok(())
}

fn as_part(world: &impl World, task: &Task, parent: &Task, assignee: &Person) -> Result<(), Problem> {
    if !answers_for_task(world.actor(), parent) {
        return refuse(
            ProblemKind::Forbidden,
            "only who answers for a task passes parts of it on",
        );
    }
    if !may_pass_on_task(world.actor(), assignee, world.tree()) {
        return refuse(ProblemKind::Forbidden, "nobody to whom the actor passes tasks on");
    }
    unfinished(parent)?;
    if task.deadline > due(parent).by {
        return refuse(ProblemKind::DueAfterParent, "the part is due after its task");
    }
    let chain = upward(world, parent);
    // Handed to somebody above, a part would come back to its giver.
    let answers = |above: &&Task| [above.assigner, above.assignee].contains(&assignee.id);
    if chain.iter().any(answers) {
        return refuse(ProblemKind::Invalid, "the assignee answers for the chain above");
    }
    if chain.len() >= DEPTH_MAX {
        return refuse(
            ProblemKind::Invalid,
            format!("a task goes through at most {DEPTH_MAX} hands"),
        );
    }
    Ok(())
}

/// A task and those above it; of more than can be, as a ring in damaged records would be, no more than [`DEPTH_MAX`].
fn upward<'a>(world: &'a impl World, task: &'a Task) -> Vec<&'a Task> {
    let above = |task: &&'a Task| match world.record(RecordId(task.parent?.0)) {
        Some(Record::Task { task }) => Some(&**task),
        _ => None,
    };
    std::iter::successors(Some(task), above).take(DEPTH_MAX).collect()
}

#[cfg(test)]
mod tests;
