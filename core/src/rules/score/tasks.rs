//! Tasks: the reward on the day of acceptance, the penalty on the day of the deadline.

use std::collections::BTreeMap;

use super::{Booking, ByDay, Facts, Given, Period};
use crate::model::{Evidence, Points, Rule, Standing, TaskId, Timestamp};
use crate::rules::calendar::Calendar;
use crate::rules::tasks::is_late;

pub(super) struct Days {
    accepted: ByDay<On>,
    overdue: ByDay<On>,
}

/// A task on the day on which it means something.
#[derive(Clone, Copy)]
struct On {
    at: Timestamp,
    task: TaskId,
    points: Points,
}

impl Days {
    pub(super) fn new(facts: &Facts, calendar: &Calendar, period: Period) -> Self {
        let each: BTreeMap<TaskId, &Given> = facts.tasks.iter().map(|task| (task.id, task)).collect();
        let (mut accepted, mut overdue) = (Vec::new(), Vec::new());
        for task in each.values() {
            let on = |at, points| On {
                at,
                task: task.id,
                points,
            };
            accepted.extend(task.accepted.map(|at| on(at, task.reward)));
            if is_late(task.deadline, task.delivered) {
                overdue.push(on(task.deadline, -task.penalty));
            }
        }
        let by_day = |tasks: &[On]| ByDay::new(tasks, calendar, period, |on| on.at, |on| on.task);
        Self {
            accepted: by_day(&accepted),
            overdue: by_day(&overdue),
        }
    }

    pub(super) fn book(&mut self, booking: &mut Booking<'_>) {
        let (accepted, overdue) = (self.accepted.take(booking), self.overdue.take(booking));
        let Some(points) = booking.policy.tasks.and_then(|tasks| tasks.points) else {
            return;
        };
        for on in accepted {
            booking.add(Rule::TaskAccepted, evidence(on), on.points, Standing::Counted);
        }
        let published = booking.kind.is_working().is_some();
        for on in overdue {
            let due = on.at.plus(i64::from(points.arrival_hours) * 3_600_000);
            if published && booking.rules.as_of >= due && on.points != Points::ZERO {
                booking.add(Rule::TaskOverdue, evidence(on), on.points, Standing::Counted);
            }
        }
    }
}

const fn evidence(on: &On) -> Evidence {
    Evidence::Task { id: on.task.0 }
}
