//! Taking tasks back.

use super::{known, policy, unfinished};
use crate::model::{Record, RecordId, Task, TaskId, TaskState};
use crate::protocol::ProblemKind;
use crate::rules::access::may_cancel_task;
use crate::rules::judge::checks::{Reason, reason, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Takes a task back, and with it all parts of it, at any depth, that are not finished. What was accepted stays.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): tasks are.
/// - [`NotFound`](ProblemKind::NotFound): no such task.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_cancel_task`].
/// - [`AlreadyAccepted`](ProblemKind::AlreadyAccepted), [`AlreadyCancelled`](ProblemKind::AlreadyCancelled): it is
///   finished.
/// - [`Invalid`](ProblemKind::Invalid): no reason.
pub fn cancel(world: &impl World, id: TaskId, why: &str) -> Verdict {
    policy(world)?;
    let task = known(world, id)?;
    let (Some(assigner), Some(assignee)) = (world.person(task.assigner), world.person(task.assignee)) else {
        return refuse(ProblemKind::NotFound, "nobody who gave it, or nobody who has it");
    };
    let today = world.calendar().day(world.done_at());
    if !may_cancel_task(world.actor(), assigner, assignee, today, world.tree()) {
        return refuse(ProblemKind::Forbidden, "this task is for others to cancel");
    }
    unfinished(task)?;
    reason(why, Reason::Needed)?;
    let unfinished = with_parts(world, task)
        .into_iter()
        .filter(|task| unfinished(task).is_ok());
    let cancelled = unfinished.map(|task| {
        let state = TaskState::Cancelled {
            at: world.done_at(),
            reason: why.into(),
        };
        let task = Box::new(Task {
            state,
            ..task.clone()
        });
        Effect::Put(Record::Task { task })
    });
    Ok(cancelled.collect())
}

/// A task and everything into which it was split, each after what it is a part of.
fn with_parts<'a>(world: &'a impl World, task: &'a Task) -> Vec<&'a Task> {
    let mut found = vec![task];
    let mut next = 0;
    while let Some(task) = found.get(next) {
        for record in world.parts_of(RecordId(task.id.0)) {
            // A ring in damaged records must end.
            if let Record::Task { task: part } = record
                && !found.iter().any(|known| known.id == part.id)
            {
                found.push(part);
            }
        }
        next += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::testing::{part, record, stands, task};
    use super::*;
    use crate::model::{Person, Rank, Role};
    use crate::rules::judge::testing::County;

    /// A task that the township's head, who acts, gave to a cadre.
    fn given() -> (County, Task, Person) {
        let mut county = County::new();
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let task = task(head.id, cadre.id, county.done_at());
        county.put(record(&task)).acting(&head);
        (county, task, cadre)
    }

    #[test]
    fn parts_go_with_their_task_and_what_was_accepted_stays() {
        let (mut county, top, cadre) = given();
        let [open, mut accepted] = [(); 2].map(|()| part(&top, cadre.id));
        accepted.state = TaskState::Accepted;
        let mut below_open = part(&open, cadre.id);
        below_open.state = TaskState::Delivered;
        let below_accepted = part(&accepted, cadre.id);
        let elsewhere = task(top.assigner, cadre.id, county.done_at());
        for task in [&open, &accepted, &below_open, &below_accepted, &elsewhere] {
            county.put(record(task));
        }
        county.accepts(|county| cancel(county, top.id, "项目取消"));
        let state = TaskState::Cancelled {
            at: county.done_at(),
            reason: "项目取消".into(),
        };
        for cancelled in [&top, &open, &below_open, &below_accepted] {
            let expected = Task {
                state: state.clone(),
                ..cancelled.clone()
            };
            assert_eq!(stands(&county, cancelled.id), expected);
        }
        for kept in [&accepted, &elsewhere] {
            assert_eq!(stands(&county, kept.id), *kept);
        }
        let again = county.refuses(|county| cancel(county, top.id, "项目取消"));
        assert_eq!(again, ProblemKind::AlreadyCancelled);
        let kept = county.refuses(|county| cancel(county, accepted.id, "项目取消"));
        assert_eq!(kept, ProblemKind::AlreadyAccepted);
    }

    #[test]
    fn a_reason_is_needed_and_an_accepted_task_stays() {
        let (mut county, mut task, _) = given();
        assert_eq!(
            county.refuses(|county| cancel(county, task.id, " ")),
            ProblemKind::Invalid
        );
        task.state = TaskState::Accepted;
        county.put(record(&task));
        let refused = county.refuses(|county| cancel(county, task.id, "项目取消"));
        assert_eq!(refused, ProblemKind::AlreadyAccepted);
    }

    #[test]
    fn a_ring_in_damaged_records_ends() {
        let (mut county, mut one, cadre) = given();
        let two = part(&one, cadre.id);
        one.parent = Some(two.id);
        county.put(record(&one)).put(record(&two));
        let effects = cancel(&county, one.id, "记录有误").unwrap();
        assert_eq!(effects.len(), 2);
    }
}
