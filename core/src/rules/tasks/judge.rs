//! Accepting results, and returning them.

use super::{known, policy, unfinished};
use crate::model::{Record, TaskId, TaskState, Verdict as Word};
use crate::protocol::ProblemKind;
use crate::rules::judge::checks::{Reason, own, reason, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Accepts the result that waits, or returns it to be done better, which opens the task again. Only who gave the task does
/// this, at any time.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): tasks are.
/// - [`NotFound`](ProblemKind::NotFound): no such task.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else gave it.
/// - [`AlreadyAccepted`](ProblemKind::AlreadyAccepted), [`AlreadyCancelled`](ProblemKind::AlreadyCancelled),
///   [`NotDelivered`](ProblemKind::NotDelivered): no result waits.
/// - [`Invalid`](ProblemKind::Invalid): returned without a reason.
pub fn judge(world: &impl World, id: TaskId, accepted: bool, why: &str) -> Verdict {
    policy(world)?;
    let task = known(world, id)?;
    own(world, task.assigner)?;
    unfinished(task)?;
    let mut judged = task.clone();
    let waiting = judged.deliveries.last_mut();
    let Some(waiting) = waiting.filter(|_| task.state == TaskState::Delivered) else {
        return refuse(ProblemKind::NotDelivered, "no result waits");
    };
    reason(why, Reason::needed_if(!accepted))?;
    waiting.verdict = Some(Word {
        accepted,
        reason: why.into(),
        at: world.done_at(),
    });
    judged.state = if accepted {
        TaskState::Accepted
    } else {
        TaskState::Open
    };
    Ok(vec![Effect::Put(Record::Task {
        task: Box::new(judged),
    })])
}

#[cfg(test)]
mod tests {
    use super::super::deliver;
    use super::super::testing::{record, stands, task};
    use super::*;
    use crate::model::{Person, Rank, Role, Task};
    use crate::rules::judge::testing::{County, date};

    /// A task that the township's head, who acts, gave to a cadre.
    fn given() -> (County, Task, Person, Person) {
        let mut county = County::new();
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let task = task(head.id, cadre.id, county.done_at());
        county.put(record(&task)).acting(&head);
        (county, task, head, cadre)
    }

    #[test]
    fn a_result_is_returned_done_better_and_accepted_after_the_deadline() {
        let (mut county, task, head, cadre) = given();
        county
            .acting(&cadre)
            .accepts(|county| deliver(county, task.id, "查了一半", &[], None));
        county
            .acting(&head)
            .accepts(|county| judge(county, task.id, false, "还差三组"));
        assert_eq!(stands(&county, task.id).state, TaskState::Open);
        county.clock(date("2026-03-20"), "10:00");
        county
            .acting(&cadre)
            .accepts(|county| deliver(county, task.id, "查完", &[], None));
        county
            .acting(&head)
            .accepts(|county| judge(county, task.id, true, ""));
        let done = stands(&county, task.id);
        assert_eq!(done.state, TaskState::Accepted);
        let words: Vec<_> = done
            .deliveries
            .iter()
            .map(|delivered| {
                delivered
                    .verdict
                    .as_ref()
                    .map(|word| (word.accepted, word.reason.as_str()))
            })
            .collect();
        assert_eq!(words, [Some((false, "还差三组")), Some((true, ""))]);
        assert_eq!(
            county.refuses(|county| judge(county, task.id, true, "")),
            ProblemKind::AlreadyAccepted
        );
    }

    #[test]
    fn returning_takes_a_reason_and_a_result() {
        let (mut county, task, head, cadre) = given();
        let judged = |county: &County| judge(county, task.id, false, " ");
        assert_eq!(county.refuses(judged), ProblemKind::NotDelivered);
        county
            .acting(&cadre)
            .accepts(|county| deliver(county, task.id, "查完", &[], None));
        county.acting(&head);
        assert_eq!(county.refuses(judged), ProblemKind::Invalid);
    }
}
