//! What is offered with one tap: the last kind, at its usual length, from the next half day on.

use std::collections::BTreeMap;

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::half_day::{after, half_day_at};
use super::{balance, counted_half_days};
use crate::model::{HalfDay, Leave, LeaveKind, LeaveSpan, Timestamp};
use crate::rules::calendar::Calendar;
use crate::rules::policy::{Counts, LeavePolicy};

/// How far ahead a beginning is looked for, in half days: beyond that nobody asks with one tap.
const SEARCH_HALF_DAYS: usize = 120;

/// A leave as it is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
pub struct Offer {
    /// Which kind.
    pub kind: LeaveKind,
    /// For when.
    pub span: LeaveSpan,
    /// Its counted half days.
    pub half_days: u32,
}

/// What a person most likely wants to ask for now: the kind for which they asked last, or the policy's first of which they
/// have days; as long as their leaves of that kind mostly were (of equally frequent lengths the latest), or as the policy
/// says; from the next working half day that no other leave holds, until it is long enough, the next leave begins or the
/// year's balance ends.
/// `None` where nothing sensible can be offered: nothing is left, or the calendar is not published that far.
#[must_use]
pub fn usual(
    leaves: &[&Leave],
    works_since: Option<NaiveDate>,
    policy: &LeavePolicy,
    calendar: &Calendar,
    now: Timestamp,
) -> Option<Offer> {
    let last = leaves
        .iter()
        .filter(|leave| policy.kinds.contains_key(&leave.kind))
        .max_by_key(|leave| (leave.asked_at, leave.id));
    let today = calendar.day(now);
    let first = || {
        let mut kinds = policy.kinds.iter();
        kinds.find(|(_, kind)| kind.days_in_year(works_since, today) != Some(0))
    };
    let kind = last.map_or_else(|| first().map(|(kind, _)| *kind), |last| Some(last.kind))?;
    let kind_policy = policy.kinds.get(&kind)?;
    let wanted = usual_length(leaves, kind, kind_policy.counts, calendar)
        .unwrap_or(u32::from(kind_policy.usual_days) * 2);
    let held = |half_day| {
        leaves
            .iter()
            .any(|leave| leave.holds_its_days() && leave.span.contains(half_day))
    };
    let from = beginning(calendar, now, held)?;
    let left = balance(
        leaves.iter().copied(),
        kind,
        from.day.year(),
        (
            kind_policy.counts,
            kind_policy.days_in_year(works_since, from.day),
        ),
        calendar,
    )
    .ok()?
    .left();
    let wanted = left.map_or(wanted, |left| wanted.min(left));
    let counts = |half_day: HalfDay| match kind_policy.counts {
        Counts::WorkingDays => calendar.kind(half_day.day).is_working(),
        Counts::CalendarDays => Some(true),
    };
    let (mut to, mut half_days) = (None, 0);
    let mut here = Some(from);
    while let Some(half_day) = here.filter(|half_day| half_days < wanted && !held(*half_day)) {
        // The balance is that of the year in which the leave begins.
        if left.is_some() && half_day.day.year() != from.day.year() {
            break;
        }
        if counts(half_day)? {
            (to, half_days) = (Some(half_day), half_days + 1);
        }
        here = after(half_day);
    }
    let span = LeaveSpan { from, to: to? };
    Some(Offer {
        kind,
        span,
        half_days,
    })
}

/// The next half day after now that is a working one and free.
fn beginning(calendar: &Calendar, now: Timestamp, held: impl Fn(HalfDay) -> bool) -> Option<HalfDay> {
    let next = after(half_day_at(now, calendar));
    for half_day in std::iter::successors(next, |half_day| after(*half_day)).take(SEARCH_HALF_DAYS) {
        if calendar.kind(half_day.day).is_working()? && !held(half_day) {
            return Some(half_day);
        }
    }
    None
}

/// The most frequent length of somebody's leaves of a kind; of several the one asked for last.
fn usual_length(leaves: &[&Leave], kind: LeaveKind, counts: Counts, calendar: &Calendar) -> Option<u32> {
    let mut lengths: BTreeMap<u32, (u32, Timestamp)> = BTreeMap::new();
    for leave in leaves {
        if leave.kind != kind || !leave.holds_its_days() {
            continue;
        }
        let Ok(half_days @ 1..) = counted_half_days(leave.span, counts, calendar) else {
            continue;
        };
        let (times, latest) = lengths.entry(half_days).or_default();
        *times += 1;
        *latest = leave.asked_at.max(*latest);
    }
    lengths
        .into_iter()
        .max_by_key(|(_, frequency)| *frequency)
        .map(|(half_days, _)| half_days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PersonId;
    use crate::rules::judge::testing::{calendar, date, policy};
    use crate::rules::leave::samples::{any_span, asked, decided, span};
    use proptest::prelude::*;

    fn at(day: &str, hour: u16) -> Timestamp {
        calendar().at(date(day), hour * 60)
    }

    fn taken(kind: LeaveKind, from: &str, to: &str) -> Leave {
        let leave = asked(
            PersonId::new(Timestamp(0)),
            span(from, to),
            at(&from[..10], 0).plus(-86_400_000),
        );
        decided(Leave { kind, ..leave }, true)
    }

    fn offered(leaves: &[Leave], now: Timestamp) -> Option<(LeaveKind, LeaveSpan, u32)> {
        let leaves: Vec<&Leave> = leaves.iter().collect();
        usual(&leaves, None, &policy().leave.unwrap(), &calendar(), now)
            .map(|offer| (offer.kind, offer.span, offer.half_days))
    }

    #[test]
    fn the_first_time_the_policy_says_how_long() {
        // In the morning the afternoon is next, on a Friday afternoon Monday.
        let tuesday = span("2026-03-10 pm", "2026-03-12 am");
        assert_eq!(
            offered(&[], at("2026-03-10", 9)),
            Some((LeaveKind::Annual, tuesday, 4))
        );
        let monday = span("2026-03-16 am", "2026-03-17 pm");
        assert_eq!(
            offered(&[], at("2026-03-13", 15)),
            Some((LeaveKind::Annual, monday, 4))
        );
    }

    #[test]
    fn later_the_last_kind_at_the_most_frequent_length() {
        let leaves = [
            taken(LeaveKind::Annual, "2026-01-05 am", "2026-01-05 pm"),
            taken(LeaveKind::Personal, "2026-01-12 am", "2026-01-13 pm"),
            taken(LeaveKind::Personal, "2026-01-19 am", "2026-01-19 am"),
            taken(LeaveKind::Personal, "2026-01-26 pm", "2026-01-26 pm"),
            taken(LeaveKind::Personal, "2026-02-02 am", "2026-02-03 am"),
        ];
        let half = span("2026-03-10 pm", "2026-03-10 pm");
        assert_eq!(
            offered(&leaves, at("2026-03-10", 9)),
            Some((LeaveKind::Personal, half, 1))
        );
        let once_each = [leaves[1].clone(), leaves[4].clone()];
        let latest = span("2026-03-10 pm", "2026-03-11 pm");
        assert_eq!(
            offered(&once_each, at("2026-03-10", 9)),
            Some((LeaveKind::Personal, latest, 3))
        );
    }

    #[test]
    fn an_offer_makes_way_for_other_leaves_and_ends_with_the_balance() {
        let tomorrow = taken(LeaveKind::Annual, "2026-03-11 pm", "2026-03-12 pm");
        let now = at("2026-03-10", 9);
        let until_then = span("2026-03-10 pm", "2026-03-11 am");
        assert_eq!(
            offered(&[tomorrow], now),
            Some((LeaveKind::Annual, until_then, 2))
        );
        let four_days = taken(LeaveKind::Annual, "2026-01-05 am", "2026-01-08 pm");
        let last = span("2026-03-10 pm", "2026-03-11 am");
        assert_eq!(
            offered(std::slice::from_ref(&four_days), now),
            Some((LeaveKind::Annual, last, 2))
        );
        let fifth = taken(LeaveKind::Annual, "2026-01-09 am", "2026-01-09 pm");
        assert_eq!(offered(&[four_days, fifth], now), None);
    }

    #[test]
    fn a_balance_ends_with_its_year() {
        let until_new_year = span("2025-12-30 pm", "2025-12-31 pm");
        let offer = offered(&[], at("2025-12-30", 9));
        assert_eq!(offer, Some((LeaveKind::Annual, until_new_year, 3)));
    }

    #[test]
    fn nothing_is_offered_into_a_year_that_is_not_published() {
        assert_eq!(offered(&[], at("2026-12-31", 15)), None);
    }

    proptest! {
        #[test]
        fn an_offer_is_a_leave_that_can_be_asked_for(
            spans in proptest::collection::vec(any_span(), 0..4), days in 0..360_u16, hour in 0..24_u16,
        ) {
            let leaves: Vec<Leave> = spans
                .into_iter()
                .map(|span| decided(asked(PersonId::new(Timestamp(0)), span, at("2025-01-01", 0)), true))
                .collect();
            let now = at("2026-01-01", 0).plus(i64::from(days) * 86_400_000 + i64::from(hour) * 3_600_000);
            if let Some((kind, span, half_days)) = offered(&leaves, now) {
                let policy = &policy().leave.unwrap().kinds[&kind];
                prop_assert_eq!(counted_half_days(span, policy.counts, &calendar()), Ok(half_days));
                prop_assert!(half_days > 0);
                prop_assert!(span.from > half_day_at(now, &calendar()));
                prop_assert!(leaves.iter().all(|leave| !leave.span.overlaps(&span)));
            }
        }
    }
}
