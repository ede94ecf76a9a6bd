//! What a year has left of a kind of leave.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::counted_half_days;
use crate::model::{Half, HalfDay, Leave, LeaveKind, LeaveSpan};
use crate::protocol::Problem;
use crate::rules::calendar::Calendar;
use crate::rules::policy::Counts;

/// One person's year of one kind of leave, in counted half days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
pub struct Balance {
    /// Which year.
    pub year: i32,
    /// What a year gives; `None` if the kind has no limit.
    pub per_year: Option<u32>,
    /// Granted, and taken or to be taken.
    pub granted: u32,
    /// Asked for, and not decided.
    pub asked: u32,
}

impl Balance {
    /// What can still be asked for; `None` without a limit.
    #[must_use]
    pub fn left(&self) -> Option<u32> {
        self.per_year
            .map(|per_year| per_year.saturating_sub(self.granted.saturating_add(self.asked)))
    }
}

/// The balance of a kind in a civil year, from a person's leaves and the `days` that they have in that year (`None` without
/// a limit). A leave over New Year counts in each year with the half days that lie in it.
///
/// # Errors
/// [`CalendarUnpublished`](crate::protocol::ProblemKind::CalendarUnpublished) if one of the leaves cannot be counted.
pub fn balance<'a>(
    leaves: impl IntoIterator<Item = &'a Leave>,
    kind: LeaveKind,
    year: i32,
    (counts, days): (Counts, Option<u16>),
    calendar: &Calendar,
) -> Result<Balance, Problem> {
    let mut balance = Balance {
        year,
        per_year: days.map(|days| u32::from(days) * 2),
        granted: 0,
        asked: 0,
    };
    for leave in leaves {
        if leave.kind != kind || !leave.holds_its_days() {
            continue;
        }
        let Some(part) = part_in(leave.span, year) else {
            continue;
        };
        let half_days = counted_half_days(part, counts, calendar)?;
        if leave.is_granted() {
            balance.granted += half_days;
        } else {
            balance.asked += half_days;
        }
    }
    Ok(balance)
}

/// The first and the last day of a civil year.
pub(super) fn year_days(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((
        NaiveDate::from_ymd_opt(year, 1, 1)?,
        NaiveDate::from_ymd_opt(year, 12, 31)?,
    ))
}

/// The part of a span that lies in a civil year.
pub(super) fn part_in(span: LeaveSpan, year: i32) -> Option<LeaveSpan> {
    if year < span.from.day.year() || span.to.day.year() < year {
        return None;
    }
    let (first, last) = year_days(year)?;
    let (morning, evening) = (
        HalfDay {
            day: first,
            half: Half::Morning,
        },
        HalfDay {
            day: last,
            half: Half::Afternoon,
        },
    );
    Some(LeaveSpan {
        from: span.from.max(morning),
        to: span.to.min(evening),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LeaveState, PersonId, Timestamp};
    use crate::protocol::ProblemKind;
    use crate::rules::judge::testing::calendar;
    use crate::rules::leave::samples::{any_span, asked, decided, span};
    use proptest::prelude::*;

    const ANNUAL: (Counts, Option<u16>) = (Counts::WorkingDays, Some(5));

    fn waiting(from: &str, to: &str) -> Leave {
        let at = Timestamp(1_700_000_000_000);
        asked(PersonId::new(at), span(from, to), at)
    }

    fn withdrawn(mut leave: Leave) -> Leave {
        leave.state = LeaveState::Withdrawn {
            at: leave.asked_at,
            decision: None,
        };
        leave
    }

    #[test]
    fn what_is_granted_or_asked_is_no_longer_left() {
        let leaves = [
            decided(waiting("2026-03-10 am", "2026-03-10 pm"), true),
            decided(waiting("2026-03-17 am", "2026-03-17 pm"), false),
            waiting("2026-03-24 pm", "2026-03-24 pm"),
            withdrawn(waiting("2026-03-25 am", "2026-03-25 pm")),
            Leave {
                kind: LeaveKind::Sick,
                ..decided(waiting("2026-03-26 am", "2026-03-26 pm"), true)
            },
        ];
        let balance = balance(&leaves, LeaveKind::Annual, 2026, ANNUAL, &calendar()).unwrap();
        assert_eq!((balance.granted, balance.asked, balance.left()), (2, 1, Some(7)));
    }

    #[test]
    fn a_leave_over_new_year_is_split() {
        // Wednesday 2025-12-31 and Thursday 2026-01-01: the tests' calendar knows no New Year's Day.
        let leaves = [decided(waiting("2025-12-30 pm", "2026-01-01 am"), true)];
        for (year, used) in [(2024, 0), (2025, 3), (2026, 1)] {
            let balance = balance(&leaves, LeaveKind::Annual, year, ANNUAL, &calendar()).unwrap();
            assert_eq!(balance.granted, used, "{year}");
        }
    }

    #[test]
    fn a_year_that_cannot_be_counted_says_so() {
        let leaves = [waiting("2026-12-31 am", "2027-01-05 pm")];
        let of = |year| balance(&leaves, LeaveKind::Annual, year, ANNUAL, &calendar());
        assert_eq!(of(2026).map(|balance| balance.asked), Ok(2));
        assert_eq!(of(2027).unwrap_err().kind, ProblemKind::CalendarUnpublished);
    }

    #[test]
    fn a_kind_without_a_limit_has_nothing_left_to_run_out() {
        let unlimited = (Counts::WorkingDays, None);
        let balance = balance(&[], LeaveKind::Annual, 2026, unlimited, &calendar()).unwrap();
        assert_eq!(balance.left(), None);
    }

    proptest! {
        #[test]
        fn the_years_of_a_leave_add_up(span in any_span(), working: bool) {
            let at = Timestamp(0);
            let leaves = [decided(asked(PersonId::new(at), span, at), true)];
            let counts = if working { Counts::WorkingDays } else { Counts::CalendarDays };
            let sum: u32 = [2025, 2026]
                .map(|year| balance(&leaves, LeaveKind::Annual, year, (counts, None), &calendar()).unwrap().granted)
                .iter()
                .sum();
            prop_assert_eq!(Ok(sum), counted_half_days(span, counts, &calendar()));
        }
    }
}
