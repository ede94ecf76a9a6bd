//! Accepting results, and returning them.

use super::{known, policy, unfinished};
use crate::model::{Record, TaskId, TaskState, Verdict as Word};
use crate::protocol::ProblemKind;
use crate::rules::access::may_judge_task;
use crate::rules::judge::checks::{Reason, reason, refuse};
use crate::rules::judge::{Effect, Verdict, World};

const HOUR_MS: i64 = 3_600_000;

/// Accepts the result that waits, or returns it to be done better, which opens the task again. Who gave the task does
/// this, or after they left whoever could have given it, at any time. For what is returned there is time until the deadline,
/// and never less than the policy lets results arrive, from when the return reaches the record: before that nobody can have
/// heard of it.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): tasks are.
/// - [`NotFound`](ProblemKind::NotFound): no such task.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_judge_task`].
/// - [`AlreadyAccepted`](ProblemKind::AlreadyAccepted), [`AlreadyCancelled`](ProblemKind::AlreadyCancelled),
///   [`NotDelivered`](ProblemKind::NotDelivered): no result waits.
/// - [`Invalid`](ProblemKind::Invalid): returned without a reason.
pub fn judge(world: &impl World, id: TaskId, accepted: bool, why: &str) -> Verdict {
    let policy = policy(world)?;
    let task = known(world, id)?;
    let (Some(assigner), Some(assignee)) = (world.person(task.assigner), world.person(task.assignee)) else {
        return refuse(ProblemKind::NotFound, "nobody who gave it, or nobody who has it");
    };
    let today = world.calendar().day(world.done_at());
    if !may_judge_task(world.actor(), assigner, assignee, today, world.tree()) {
        return refuse(ProblemKind::Forbidden, "this result is for others to judge");
    }
    unfinished(task)?;
    let mut judged = task.clone();
    let waiting = judged.deliveries.last_mut();
    let Some(waiting) = waiting.filter(|_| task.state == TaskState::Delivered) else {
        return refuse(ProblemKind::NotDelivered, "no result waits");
    };
    reason(why, Reason::needed_if(!accepted))?;
    let at = world.done_at();
    let again_by = policy.points.filter(|_| !accepted).map(|points| {
        let heard = world.received().max(at);
        task.deadline
            .max(heard.plus(i64::from(points.arrival_hours) * HOUR_MS))
    });
    waiting.verdict = Some(Word {
        accepted,
        reason: why.into(),
        at,
        by: Some(world.actor().id),
        again_by,
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
    fn after_the_assigner_left_whoever_could_have_given_it_judges() {
        let (mut county, task, head, cadre) = given();
        county
            .acting(&cadre)
            .accepts(|county| deliver(county, task.id, "查完", &[], None));
        let judged = |county: &County| judge(county, task.id, true, "");
        assert_eq!(county.refuses(judged), ProblemKind::Forbidden, "never one's own");
        let officer = county.add_person(county.bureau, Rank::None, Role::Organization);
        let peer = county.add_person(county.township, Rank::Section, Role::Leader);
        let above = county.add_person(county.county, Rank::County, Role::Leader);
        for (day, may) in [("2026-03-16", false), ("2026-03-17", true)] {
            county.change_person(head.id, |head| head.tenure.left = Some(date("2026-03-16")));
            county.clock(date(day), "10:00");
            for in_their_stead in [&officer, &peer, &above] {
                county.acting(in_their_stead);
                assert_eq!(judged(&county).is_ok(), may, "{} on {day}", in_their_stead.name);
            }
            county.acting(&cadre);
            assert_eq!(county.refuses(judged), ProblemKind::Forbidden);
        }
    }

    #[test]
    fn what_is_returned_has_the_time_until_the_deadline_and_never_less_than_results_may_take() {
        // Due on the 13th at nine; a return that takes its time to arrive begins when it does.
        for (day, time, arrives_after, accepted, hours) in [
            ("2026-03-10", "09:00", 0, false, Some(72)),
            ("2026-03-10", "09:00", 1, false, Some(73)),
            ("2026-03-10", "08:00", 0, false, Some(73)),
            ("2026-03-13", "09:00", 0, false, Some(72)),
            ("2026-03-13", "09:01", 0, false, Some(72)),
            ("2026-03-13", "09:01", 100, false, Some(172)),
            ("2026-03-13", "09:01", 0, true, None),
        ] {
            let (mut county, task, head, cadre) = given();
            county.policy(|policy| {
                let points = policy.tasks.as_mut().unwrap().points.as_mut();
                points.unwrap().arrival_hours = 72;
            });
            county
                .acting(&cadre)
                .accepts(|county| deliver(county, task.id, "查了", &[], None));
            county.clock(date(day), time);
            county.received_at(county.done_at().plus(arrives_after * HOUR_MS));
            county
                .acting(&head)
                .accepts(|county| judge(county, task.id, accepted, "还差三组"));
            let verdict = stands(&county, task.id).deliveries[0].verdict.clone().unwrap();
            let expected = hours.map(|hours| county.done_at().plus(hours * HOUR_MS));
            assert_eq!(verdict.again_by, expected, "{day} {time}, {accepted}");
        }
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
