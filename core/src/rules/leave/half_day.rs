//! Half days in their order, and when they begin.

use chrono::Datelike as _;

use crate::model::{Half, HalfDay, LeaveSpan, MinuteOfDay, Timestamp};
use crate::rules::calendar::Calendar;

/// When a half day begins: a morning with its day, an afternoon at noon.
#[must_use]
pub fn begins(half_day: HalfDay, calendar: &Calendar) -> Timestamp {
    let minute = match half_day.half {
        Half::Morning => 0,
        Half::Afternoon => MinuteOfDay::NOON.0,
    };
    calendar.at(half_day.day, minute)
}

/// The half day in which a point in time lies.
#[must_use]
pub fn half_day_at(at: Timestamp, calendar: &Calendar) -> HalfDay {
    let (day, minute) = calendar.civil(at);
    HalfDay {
        day,
        half: Half::of(minute),
    }
}

/// The half day after this one; `None` at the end of time.
pub(super) fn after(half_day: HalfDay) -> Option<HalfDay> {
    Some(match half_day.half {
        Half::Morning => HalfDay {
            half: Half::Afternoon,
            ..half_day
        },
        Half::Afternoon => HalfDay {
            day: half_day.day.succ_opt()?,
            half: Half::Morning,
        },
    })
}

/// The half day before this one; `None` at the beginning of time.
pub(super) fn before(half_day: HalfDay) -> Option<HalfDay> {
    Some(match half_day.half {
        Half::Morning => HalfDay {
            day: half_day.day.pred_opt()?,
            half: Half::Afternoon,
        },
        Half::Afternoon => HalfDay {
            half: Half::Morning,
            ..half_day
        },
    })
}

/// The half days of a span, none if it ends before it begins.
pub(super) fn half_days(span: LeaveSpan) -> impl Iterator<Item = HalfDay> {
    std::iter::successors(Some(span.from), |half_day| after(*half_day))
        .take_while(move |half_day| *half_day <= span.to)
}

/// How many half days a span has, whatever days they are; 0 if it ends before it begins.
pub(super) fn length(span: LeaveSpan) -> u32 {
    let number = |half_day: HalfDay| {
        i64::from(half_day.day.num_days_from_ce()) * 2 + i64::from(half_day.half == Half::Afternoon)
    };
    u32::try_from(number(span.to) - number(span.from) + 1).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::judge::testing::{calendar, date};
    use crate::rules::leave::samples::{any_half_day, any_span, half};
    use proptest::prelude::*;

    #[test]
    fn a_half_day_lasts_until_the_next_begins() {
        let calendar = calendar();
        let morning = half("2026-03-10 am");
        assert_eq!(begins(morning, &calendar), calendar.at(date("2026-03-10"), 0));
        let noon = calendar.at(date("2026-03-10"), 720);
        assert_eq!(begins(half("2026-03-10 pm"), &calendar), noon);
        assert_eq!(half_day_at(noon.plus(-1), &calendar), morning);
        assert_eq!(half_day_at(noon, &calendar), half("2026-03-10 pm"));
    }

    proptest! {
        #[test]
        fn forth_and_back(here in any_half_day()) {
            let next = after(here).unwrap();
            prop_assert!(next > here);
            prop_assert_eq!(before(next), Some(here));
            prop_assert_eq!(half_day_at(begins(here, &calendar()), &calendar()), here);
            prop_assert_eq!(half_day_at(begins(next, &calendar()).plus(-1), &calendar()), here);
        }

        #[test]
        fn the_length_is_the_number_of_half_days(span in any_span()) {
            prop_assert_eq!(length(span) as usize, half_days(span).count());
            prop_assert!(half_days(span).all(|half_day| span.contains(half_day)));
        }
    }
}
