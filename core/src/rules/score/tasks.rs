//! Tasks: the reward on the day of acceptance, the penalty on the day of the deadline.

use std::collections::BTreeMap;

use super::{Booking, Facts, Given, Period, Rules};
use crate::model::{Entry, Evidence, Points, Rule, Standing, TaskId, Timestamp};
use crate::rules::tasks::is_late;

pub(super) fn book(entries: &mut Vec<Entry>, facts: &Facts, rules: Rules<'_>, period: Period) {
    let each: BTreeMap<TaskId, &Given> = facts.tasks.iter().map(|task| (task.id, task)).collect();
    for task in each.values() {
        let evidence = Evidence::Task { id: task.id.0 };
        if let Some(accepted) = task.accepted {
            on(entries, rules, period, accepted, |booking, _| {
                booking.add(Rule::TaskAccepted, evidence, task.reward, Standing::Counted);
            });
        }
        if is_late(task.deadline, task.delivered) {
            on(entries, rules, period, task.deadline, |booking, arrival_hours| {
                let due = task.deadline.plus(i64::from(arrival_hours) * 3_600_000);
                if booking.rules.as_of >= due && task.penalty != Points::ZERO {
                    booking.add(Rule::TaskOverdue, evidence, -task.penalty, Standing::Counted);
                }
            });
        }
    }
}

/// Books something on the day of `at`, if it lies in the period and tasks have points on that day.
fn on(
    entries: &mut Vec<Entry>,
    rules: Rules<'_>,
    period: Period,
    at: Timestamp,
    book: impl FnOnce(&mut Booking<'_>, u16),
) {
    let day = rules.calendar.day(at);
    if !period.contains(day) {
        return;
    }
    let Some(policy) = rules.policies.on(day) else {
        return;
    };
    let Some(points) = policy.tasks.and_then(|tasks| tasks.points) else {
        return;
    };
    book(
        &mut Booking::new(day, policy, rules, entries),
        points.arrival_hours,
    );
}
