//! How long a ledger stands if nothing is put on the record.

use super::{Facts, Rules};
use crate::model::Timestamp;

const HOUR_MS: i64 = 3_600_000;

/// The next point in time, after the one from which it is looked at, at which time alone may change somebody's ledger: a day
/// begins, what was done on one has had its time to arrive, a task is overdue, an appeal lapses. Until just before that,
/// the same facts under the same rules give the same ledger.
#[must_use]
pub fn holds_until(facts: &Facts, rules: Rules<'_>) -> Timestamp {
    let Rules {
        policies,
        calendar,
        as_of,
    } = rules;
    let today = calendar.day(as_of);
    let mut hours: Vec<u16> = vec![0];
    for policy in policies.all() {
        let attendance = policy
            .attendance
            .as_ref()
            .and_then(|attendance| attendance.points);
        hours.extend(attendance.map(|points| points.arrival_hours));
        hours.extend(policy.logs.points.map(|points| points.arrival_hours));
        let tasks = policy.tasks.and_then(|tasks| tasks.points);
        hours.extend(tasks.map(|points| points.arrival_hours));
    }
    hours.sort_unstable();
    hours.dedup();
    let after = |base: Timestamp| {
        let due = hours
            .iter()
            .map(move |hours| base.plus(i64::from(*hours) * HOUR_MS));
        due.filter(|due| *due > as_of).min()
    };
    // Of the ends of all days, that plus so many hours which is next lies within a day from now.
    let midnight = calendar.at(today, 0);
    let of_days = hours.iter().map(|hours| {
        let first = midnight.plus(i64::from(hours % 24) * HOUR_MS);
        if first > as_of {
            first
        } else {
            first.plus(24 * HOUR_MS)
        }
    });
    let of_tasks = facts.tasks.iter().filter_map(|task| after(task.deadline));
    let of_appeals = facts.appeals.iter().map(|appeal| appeal.decide_by);
    of_days
        .chain(of_tasks)
        .chain(of_appeals.filter(|due| *due > as_of))
        .min()
        .unwrap_or(as_of)
}

#[cfg(test)]
mod tests {
    use super::super::{Contested, Given, Period, score};
    use super::*;
    use crate::model::{AppealId, EntryKey, Evidence, Points, Rule, TaskId};
    use crate::rules::judge::World as _;
    use crate::rules::judge::testing::{County, date};
    use proptest::prelude::*;
    use uuid::Uuid;

    const DAY_MS: i64 = 24 * HOUR_MS;

    proptest! {
        #[test]
        fn a_ledger_stands_until_then(
            day in 0_i64..30, minute in 0_i64..1_440,
            deadlines in prop::collection::vec(0_i64..40 * DAY_MS, 0..3),
            decide_by in 0_i64..40 * DAY_MS,
        ) {
            let county = County::new();
            let first = date("2026-03-02");
            let at = |millis: i64| county.calendar().at(first, 0).plus(millis);
            let facts = Facts {
                from: first,
                tasks: deadlines
                    .iter()
                    .zip(1_u128..)
                    .map(|(deadline, id)| Given {
                        id: TaskId(Uuid::from_u128(id)),
                        deadline: at(*deadline),
                        delivered: None,
                        accepted: None,
                        reward: Points::whole(1),
                        penalty: Points::whole(1),
                    })
                    .collect(),
                appeals: vec![Contested {
                    id: AppealId(Uuid::from_u128(9)),
                    entry: EntryKey { day: first, rule: Rule::LogMissed, evidence: Evidence::Day },
                    filed: at(0),
                    decide_by: at(decide_by),
                    decided: None,
                }],
                ..Facts::default()
            };
            let ledger = |as_of| {
                let rules = Rules { policies: county.policies(), calendar: county.calendar(), as_of };
                let last = county.calendar().day(as_of);
                score(&facts, rules, Period { first, last })
            };
            let now = at(day * DAY_MS + minute * 60_000);
            let rules = Rules { policies: county.policies(), calendar: county.calendar(), as_of: now };
            let until = holds_until(&facts, rules);
            prop_assert!(until > now && until <= now.plus(DAY_MS));
            prop_assert_eq!(ledger(now), ledger(until.plus(-1)));
            prop_assert_eq!(ledger(now), ledger(Timestamp(i64::midpoint(now.0, until.0 - 1))));
        }
    }
}
