//! How long a leave is.

use super::half_day::{half_days, length};
use crate::model::LeaveSpan;
use crate::protocol::{Problem, ProblemKind};
use crate::rules::calendar::Calendar;
use crate::rules::judge::checks::refuse;
use crate::rules::policy::Counts;

/// Half days of a span that are counted. Statutory holidays and days of rest are no days of annual leave (Regulation
/// on Paid Annual Leave of Employees 职工带薪年休假条例, State Council Order 514, article 3); for which other kinds they are
/// is the policy's.
///
/// # Errors
/// - [`Invalid`](ProblemKind::Invalid): the span ends before it begins.
/// - [`CalendarUnpublished`](ProblemKind::CalendarUnpublished): working days of a year that nobody can count yet.
pub fn counted_half_days(span: LeaveSpan, counts: Counts, calendar: &Calendar) -> Result<u32, Problem> {
    if span.to < span.from {
        return refuse(ProblemKind::Invalid, "the leave ends before it begins");
    }
    if counts == Counts::CalendarDays {
        return Ok(length(span));
    }
    let mut count = 0;
    for half_day in half_days(span) {
        match calendar.kind(half_day.day).is_working() {
            Some(true) => count += 1,
            Some(false) => {}
            None => {
                return refuse(
                    ProblemKind::CalendarUnpublished,
                    "the span reaches a year without a published calendar",
                );
            }
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::super::half_day::after;
    use super::*;
    use crate::model::HalfDay;
    use crate::rules::judge::testing::calendar;
    use crate::rules::leave::samples::{any_half_day, any_span, span};
    use proptest::prelude::*;

    #[test]
    fn half_days_are_counted_by_kind() {
        for (from, to, working, all) in [
            ("2026-03-10 am", "2026-03-10 pm", 2, 2),
            ("2026-03-10 pm", "2026-03-10 pm", 1, 1),
            ("2026-03-10 pm", "2026-03-11 am", 2, 2),
            // Friday noon to Monday noon.
            ("2026-03-13 pm", "2026-03-16 am", 2, 6),
            ("2026-03-14 am", "2026-03-15 pm", 0, 4),
            // National Day, and the Saturday that makes up for it.
            ("2026-09-30 am", "2026-10-08 pm", 4, 18),
            ("2026-10-10 am", "2026-10-11 pm", 2, 4),
        ] {
            let span = span(from, to);
            let count = |counts| counted_half_days(span, counts, &calendar());
            assert_eq!(count(Counts::WorkingDays), Ok(working), "{from} – {to}");
            assert_eq!(count(Counts::CalendarDays), Ok(all), "{from} – {to}");
        }
    }

    #[test]
    fn only_working_days_need_a_published_calendar() {
        let span = span("2026-12-31 am", "2027-01-01 am");
        let refused = counted_half_days(span, Counts::WorkingDays, &calendar()).unwrap_err();
        assert_eq!(refused.kind, ProblemKind::CalendarUnpublished);
        assert_eq!(counted_half_days(span, Counts::CalendarDays, &calendar()), Ok(3));
    }

    #[test]
    fn a_span_that_ends_before_it_begins_is_refused() {
        for counts in [Counts::WorkingDays, Counts::CalendarDays] {
            let backward = span("2026-03-10 pm", "2026-03-10 am");
            let refused = counted_half_days(backward, counts, &calendar()).unwrap_err();
            assert_eq!(refused.kind, ProblemKind::Invalid);
        }
    }

    proptest! {
        #[test]
        fn the_parts_add_up(span in any_span(), cut in any_half_day(), working: bool) {
            prop_assume!(span.contains(cut) && cut < span.to);
            let counts = if working { Counts::WorkingDays } else { Counts::CalendarDays };
            let count = |from: HalfDay, to: HalfDay| {
                counted_half_days(LeaveSpan { from, to }, counts, &calendar()).unwrap()
            };
            let parts = count(span.from, cut) + count(after(cut).unwrap(), span.to);
            prop_assert_eq!(parts, count(span.from, span.to));
        }

        #[test]
        fn working_days_are_some_of_all(span in any_span()) {
            let working = counted_half_days(span, Counts::WorkingDays, &calendar()).unwrap();
            prop_assert!(working <= counted_half_days(span, Counts::CalendarDays, &calendar()).unwrap());
        }
    }
}
