//! Leaves that follow each other: for whoever is away they are one.

use chrono::Days;

use super::half_day::{after, before};
use super::{counted_half_days, leaves_of};
use crate::model::{HalfDay, Leave, LeaveKind, LeaveSpan};
use crate::rules::calendar::Calendar;
use crate::rules::judge::World;
use crate::rules::policy::Counts;

/// How many days before and after a leave are looked at for others: what has to be known to judge one stays bounded.
pub const ADJOINING_DAYS: u16 = 60;

/// Half days, each counted by its own kind, of those of `leaves` that hold their days and lie right before or after `span`
/// or one another, with nothing but days off between. Several short leaves in a row are granted by whoever may grant one
/// that long.
#[must_use]
pub fn adjoining<'a>(
    leaves: impl IntoIterator<Item = &'a Leave>,
    span: LeaveSpan,
    counts: impl Fn(LeaveKind) -> Option<Counts>,
    calendar: &Calendar,
) -> u32 {
    let reach = i64::from(ADJOINING_DAYS);
    let is_near = |other: LeaveSpan| {
        (span.from.day - other.to.day).num_days() <= reach
            && (other.from.day - span.to.day).num_days() <= reach
    };
    let mut others: Vec<&Leave> = leaves
        .into_iter()
        .filter(|leave| leave.holds_its_days() && is_near(leave.span))
        .collect();
    let (mut away, mut half_days) = (span, 0_u32);
    while let Some(place) = others.iter().position(|other| touch(other.span, away, calendar)) {
        let other = others.swap_remove(place);
        let counted =
            counts(other.kind).and_then(|counts| counted_half_days(other.span, counts, calendar).ok());
        half_days = half_days.saturating_add(counted.unwrap_or(0));
        away = LeaveSpan {
            from: away.from.min(other.span.from),
            to: away.to.max(other.span.to),
        };
    }
    half_days
}

/// The same of the actor's own leaves on record.
pub(super) fn adjoining_own(
    world: &impl World,
    leave: &Leave,
    counts: impl Fn(LeaveKind) -> Option<Counts>,
) -> u32 {
    let days = Days::new(ADJOINING_DAYS.into());
    let first = leave.span.from.day.checked_sub_days(days);
    let last = leave.span.to.day.checked_add_days(days);
    let (Some(first), Some(last)) = (first, last) else {
        return 0;
    };
    let others = leaves_of(world, leave.person, first, last);
    adjoining(others, leave.span, counts, world.calendar())
}

/// Whether nothing but days off lies between two spans, of which neither contains the other.
fn touch(one: LeaveSpan, other: LeaveSpan, calendar: &Calendar) -> bool {
    let (earlier, later) = if one.from <= other.from {
        (one, other)
    } else {
        (other, one)
    };
    let (Some(first), Some(last)) = (after(earlier.to), before(later.from)) else {
        return false;
    };
    // The longest holiday is half of this.
    let mut gap = std::iter::successors(Some(first), |here| after(*here)).take(32);
    let is_off = |here: HalfDay| calendar.kind(here.day).is_working() == Some(false);
    gap.find(|here| *here > last || !is_off(*here))
        .is_some_and(|here| here > last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PersonId, Timestamp};
    use crate::rules::judge::testing::calendar;
    use crate::rules::leave::samples::{asked, decided, span};

    fn counted(spans: &[(&str, &str)], wanted: (&str, &str)) -> u32 {
        let person = PersonId::new(Timestamp(0));
        let leaves: Vec<Leave> = spans
            .iter()
            .map(|(from, to)| asked(person, span(from, to), Timestamp(0)))
            .collect();
        let counts = |_| Some(Counts::WorkingDays);
        adjoining(&leaves, span(wanted.0, wanted.1), counts, &calendar())
    }

    #[test]
    fn only_days_off_may_lie_between() {
        // Monday and Tuesday are wanted; Friday before them was asked for, with the weekend between.
        let wanted = ("2026-03-16 am", "2026-03-17 pm");
        assert_eq!(counted(&[("2026-03-13 am", "2026-03-13 pm")], wanted), 2);
        assert_eq!(
            counted(&[("2026-03-13 am", "2026-03-13 am")], wanted),
            0,
            "an afternoon of work"
        );
        assert_eq!(
            counted(&[("2026-03-18 am", "2026-03-18 am")], wanted),
            1,
            "right after it"
        );
        assert_eq!(counted(&[("2026-03-18 pm", "2026-03-20 pm")], wanted), 0);
    }

    #[test]
    fn a_row_of_leaves_is_followed_to_its_ends() {
        let row = [
            ("2026-03-11 pm", "2026-03-12 pm"),
            ("2026-03-20 am", "2026-03-20 pm"),
            ("2026-03-13 am", "2026-03-13 pm"),
            ("2026-03-18 am", "2026-03-19 pm"),
            ("2026-03-25 am", "2026-03-25 pm"),
        ];
        assert_eq!(counted(&row, ("2026-03-16 am", "2026-03-17 pm")), 3 + 2 + 4 + 2);
    }

    #[test]
    fn what_holds_no_days_does_not_count() {
        let person = PersonId::new(Timestamp(0));
        let friday = asked(person, span("2026-03-13 am", "2026-03-13 pm"), Timestamp(0));
        let monday = span("2026-03-16 am", "2026-03-16 pm");
        for (leave, expected) in [
            (friday.clone(), 2),
            (decided(friday.clone(), true), 2),
            (decided(friday, false), 0),
        ] {
            let counts = |_| Some(Counts::WorkingDays);
            assert_eq!(
                adjoining([&leave], monday, counts, &calendar()),
                expected,
                "{leave:?}"
            );
        }
    }
}
