//! Whether a task was delivered in time: one answer for its points and for its page.

use crate::model::{Delivered, Task, TaskState, Timestamp};

/// When the result was delivered that is held against the deadline: the first that was not returned by then. Else an empty
/// result a minute before the deadline would do. `None` if there is no such result.
#[must_use]
pub fn delivered(task: &Task) -> Option<Timestamp> {
    let returned_in_time = |delivered: &&Delivered| {
        let verdict = delivered.verdict.as_ref();
        verdict.is_some_and(|verdict| !verdict.accepted && verdict.at <= task.deadline)
    };
    let standing = task
        .deliveries
        .iter()
        .filter(|delivered| !returned_in_time(delivered));
    standing.map(|delivered| delivered.at).min()
}

/// Whether a deadline was missed by a result that was [`delivered`] then, or never.
#[must_use]
pub fn is_late(deadline: Timestamp, delivered: Option<Timestamp>) -> bool {
    delivered.is_none_or(|delivered| delivered > deadline)
}

/// Whether a task's deadline has passed without a result that holds against it. One that was taken back is never overdue.
#[must_use]
pub fn is_overdue(task: &Task, now: Timestamp) -> bool {
    task.deadline < now
        && !matches!(task.state, TaskState::Cancelled { .. })
        && is_late(task.deadline, delivered(task))
}

#[cfg(test)]
mod tests {
    use super::super::testing::task;
    use super::*;
    use crate::model::{PersonId, Verdict};

    const HOUR: i64 = 3_600_000;

    #[test]
    fn what_was_returned_before_the_deadline_was_not_delivered_by_it() {
        let at = Timestamp(1_772_413_200_000);
        let (head, cadre) = (PersonId::new(at), PersonId::new(at.plus(1)));
        let open = task(head, cadre, at);
        let result = |hours_before: i64, verdict: Option<(bool, i64)>| Delivered {
            at: open.deadline.plus(-hours_before * HOUR),
            text: "已清".into(),
            attachments: vec![],
            place: None,
            verdict: verdict.map(|(accepted, hours_before)| Verdict {
                accepted,
                reason: "缺照片".into(),
                at: open.deadline.plus(-hours_before * HOUR),
            }),
        };
        for (deliveries, expected) in [
            (vec![], None),
            (vec![result(5, None)], Some(5)),
            (vec![result(5, Some((true, 1)))], Some(5)),
            (vec![result(5, Some((false, 2)))], None),
            (vec![result(5, Some((false, -2)))], Some(5)),
            (vec![result(5, Some((false, 2))), result(1, None)], Some(1)),
            (vec![result(5, Some((false, 2))), result(-3, None)], Some(-3)),
        ] {
            let task = Task {
                deliveries,
                ..open.clone()
            };
            let due = expected.map(|hours| open.deadline.plus(-hours * HOUR));
            assert_eq!(delivered(&task), due);
            let late = expected.is_none_or(|hours| hours < 0);
            assert!(!is_overdue(&task, task.deadline), "it is still the last moment");
            assert_eq!(is_overdue(&task, task.deadline.plus(1)), late, "{task:?}");
            let state = TaskState::Cancelled {
                at,
                reason: "不再需要".into(),
            };
            assert!(!is_overdue(
                &Task {
                    state,
                    ..task.clone()
                },
                task.deadline.plus(1)
            ));
        }
    }
}
