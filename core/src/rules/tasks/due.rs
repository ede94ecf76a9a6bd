//! Whether a task was delivered in time: one answer for its points and for its page.

use crate::model::{Task, TaskState, Timestamp};

/// When a task has to be delivered, and when it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The deadline; after a result in time was returned, until when it is asked for again.
    pub by: Timestamp,
    /// When the result was delivered that is held against it. `None` if there is none.
    pub delivered: Option<Timestamp>,
}

/// What is held against the deadline: the first result that was not returned by then, or an empty one a minute before it
/// would do; and once that was returned, the next one against the time that there is for it, which is never less than the
/// policy lets results arrive.
#[must_use]
pub fn due(task: &Task) -> Due {
    let mut due = Due {
        by: task.deadline,
        delivered: None,
    };
    for result in &task.deliveries {
        let returned = result.verdict.as_ref().filter(|verdict| !verdict.accepted);
        let first = due.delivered.map_or(result.at, |first| first.min(result.at));
        // What was late stays so.
        let again = returned.filter(|_| !is_late(due.by, Some(first)));
        match again.and_then(|verdict| verdict.again_by) {
            Some(by) => {
                due = Due {
                    by: by.max(due.by),
                    delivered: None,
                };
            }
            // Where no time was given anew, what was returned by the deadline was not delivered by it.
            None if again.is_some_and(|verdict| verdict.at <= task.deadline) => {}
            None => due.delivered = Some(first),
        }
    }
    due
}

/// Whether a deadline was missed by a result that was delivered then, or never.
#[must_use]
pub fn is_late(deadline: Timestamp, delivered: Option<Timestamp>) -> bool {
    delivered.is_none_or(|delivered| delivered > deadline)
}

/// Whether the time at which a task is [`due`] has passed without a result that holds against it. One that was taken back is
/// never overdue.
#[must_use]
pub fn is_overdue(task: &Task, now: Timestamp) -> bool {
    let due = due(task);
    due.by < now && !matches!(task.state, TaskState::Cancelled { .. }) && is_late(due.by, due.delivered)
}

#[cfg(test)]
mod tests {
    use super::super::testing::task;
    use super::*;
    use crate::model::{Delivered, PersonId, Verdict};

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
            placed: false,
            flags: vec![],
            verdict: verdict.map(|(accepted, hours_before)| Verdict {
                accepted,
                reason: "缺照片".into(),
                at: open.deadline.plus(-hours_before * HOUR),
                by: None,
                again_by: None,
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
            let delivered = expected.map(|hours| open.deadline.plus(-hours * HOUR));
            let by = open.deadline;
            assert_eq!(due(&task), Due { by, delivered });
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

    #[test]
    fn what_was_returned_shortly_before_the_deadline_has_its_time_too() {
        let at = Timestamp(1_772_413_200_000);
        let (head, cadre) = (PersonId::new(at), PersonId::new(at.plus(1)));
        let open = task(head, cadre, at);
        let after = |hours: i64| open.deadline.plus(hours * HOUR);
        let result = |delivered: i64, again_by: Option<i64>| Delivered {
            at: after(delivered),
            text: "已清".into(),
            attachments: vec![],
            place: None,
            placed: false,
            flags: vec![],
            verdict: again_by.map(|by| Verdict {
                accepted: false,
                reason: "缺照片".into(),
                at: after(delivered + 1),
                by: None,
                again_by: Some(after(by)),
            }),
        };
        for (deliveries, by, delivered) in [
            (vec![result(-2, Some(71))], 71, None),
            (vec![result(-2, Some(71)), result(70, None)], 71, Some(70)),
            (vec![result(-2, Some(71)), result(72, None)], 71, Some(72)),
            // Returned early enough: the deadline stays.
            (vec![result(-200, Some(0)), result(1, None)], 0, Some(1)),
            (
                vec![result(-2, Some(71)), result(60, Some(0)), result(70, None)],
                71,
                Some(70),
            ),
        ] {
            let task = Task {
                deliveries,
                ..open.clone()
            };
            let expected = Due {
                by: after(by),
                delivered: delivered.map(after),
            };
            assert_eq!(due(&task), expected, "{task:?}");
        }
    }

    #[test]
    fn what_was_returned_after_the_deadline_is_due_again() {
        let at = Timestamp(1_772_413_200_000);
        let (head, cadre) = (PersonId::new(at), PersonId::new(at.plus(1)));
        let open = task(head, cadre, at);
        let after = |hours: i64| open.deadline.plus(hours * HOUR);
        // Delivered, and returned; there are three hours each time.
        let result = |delivered: i64, returned: Option<i64>| Delivered {
            at: after(delivered),
            text: "已清".into(),
            attachments: vec![],
            place: None,
            placed: false,
            flags: vec![],
            verdict: returned.map(|returned| Verdict {
                accepted: false,
                reason: "缺照片".into(),
                at: after(returned),
                by: None,
                again_by: (returned > 0).then(|| after(returned + 3)),
            }),
        };
        for (deliveries, by, delivered) in [
            (vec![result(-1, Some(5))], 8, None),
            (vec![result(-1, Some(5)), result(7, None)], 8, Some(7)),
            (vec![result(-1, Some(5)), result(9, None)], 8, Some(9)),
            (vec![result(-1, Some(5)), result(7, Some(20))], 23, None),
            (
                vec![result(-1, Some(5)), result(9, Some(20)), result(22, None)],
                8,
                Some(9),
            ),
            (vec![result(1, Some(5)), result(6, None)], 0, Some(1)),
            (vec![result(-2, Some(-1)), result(1, Some(5))], 0, Some(1)),
        ] {
            let task = Task {
                deliveries,
                ..open.clone()
            };
            let expected = Due {
                by: after(by),
                delivered: delivered.map(after),
            };
            assert_eq!(due(&task), expected, "{task:?}");
            let late = delivered.is_none_or(|delivered| delivered > by);
            assert!(!is_overdue(&task, after(by)));
            assert_eq!(is_overdue(&task, after(by).plus(1)), late);
        }
    }
}
