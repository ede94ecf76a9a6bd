//! Coming back from a leave before its end (销假).

use chrono::{Days, NaiveDate};

use super::half_day::before;
use super::{begins, leave};
use crate::model::{Decision, Half, HalfDay, Leave, LeaveId, LeaveSpan, LeaveState, Record};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::checks::{own, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Whole days before and after the one on which it is said, within which the last half day that was taken has to lie. One
/// says it on the day on which one is back or on the next, and by the clock of the tap: without signal it may arrive later.
/// Further back it would be asking for another past, and shifts that have been left out by then are for corrections.
const DAYS_AROUND: u64 = 1;

/// Ends one's leave with the half day `last`, one of [`last_half_days`] when it is said; what was granted after it is work
/// again, and back in the balance. Can be said from the half day before the leave on: until then one withdraws it and asks
/// for a shorter one.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such leave.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's.
/// - [`NotGranted`](ProblemKind::NotGranted): it waits, or was refused.
/// - [`AlreadyWithdrawn`](ProblemKind::AlreadyWithdrawn), [`AlreadyReturned`](ProblemKind::AlreadyReturned): it is over.
/// - [`Invalid`](ProblemKind::Invalid): `last` does not shorten the leave, or leaves nothing of it; or it is too soon.
/// - [`TooLate`](ProblemKind::TooLate): `last` is longer ago than yesterday, in the county's days.
pub fn return_early(world: &impl World, id: LeaveId, last: HalfDay) -> Verdict {
    let leave = leave(world, id)?;
    own(world, leave.person)?;
    let decision = granted(leave)?;
    if last < leave.span.from || leave.span.to <= last {
        return refuse(
            ProblemKind::Invalid,
            "the last half day does not shorten the leave",
        );
    }
    let opens = before(leave.span.from).map(|half_day| begins(half_day, world.calendar()));
    if opens.is_some_and(|opens| world.done_at() < opens) {
        return refuse(
            ProblemKind::Invalid,
            "the leave has not begun; it can be withdrawn",
        );
    }
    let (earliest, latest) = window(world.calendar().day(world.done_at()));
    if last.day < earliest {
        return refuse(
            ProblemKind::TooLate,
            "the last half day is longer ago than yesterday",
        );
    }
    if latest < last.day {
        return refuse(ProblemKind::Invalid, "the last half day is not yet near");
    }
    Ok(vec![Effect::Put(Record::Leave {
        leave: Leave {
            span: LeaveSpan {
                from: leave.span.from,
                to: last,
            },
            state: LeaveState::Returned {
                at: world.done_at(),
                decision: decision.clone(),
                granted_to: leave.span.to,
            },
            ..leave.clone()
        },
    })])
}

/// The half days with which a leave can be ended by somebody who says so on `today`, in their order.
pub fn last_half_days(today: NaiveDate) -> impl Iterator<Item = HalfDay> {
    let (earliest, latest) = window(today);
    earliest
        .iter_days()
        .take_while(move |day| *day <= latest)
        .flat_map(|day| [Half::Morning, Half::Afternoon].map(|half| HalfDay { day, half }))
}

fn window(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let days = Days::new(DAYS_AROUND);
    (
        today.checked_sub_days(days).unwrap_or(today),
        today.checked_add_days(days).unwrap_or(today),
    )
}

fn granted(leave: &Leave) -> Result<&Decision, Problem> {
    match &leave.state {
        LeaveState::Decided { decision } if decision.granted => Ok(decision),
        LeaveState::Decided { .. } => refuse(ProblemKind::NotGranted, "the leave was refused"),
        LeaveState::Asked => refuse(ProblemKind::NotGranted, "the leave waits for a decision"),
        LeaveState::Withdrawn { .. } => {
            refuse(ProblemKind::AlreadyWithdrawn, "the leave was withdrawn before")
        }
        LeaveState::Returned { .. } => refuse(ProblemKind::AlreadyReturned, "the return is on the record"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rank, Role};
    use crate::rules::judge::testing::{County, date};
    use crate::rules::leave::samples::{asked, decided, half, span};

    /// From 2026-03-12 noon to the end of the 13th; it is the 12th, afternoon.
    fn county(state: &str) -> (County, Leave) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        county.acting(&cadre);
        let leave = asked(cadre.id, span("2026-03-12 pm", "2026-03-13 pm"), county.done_at());
        let leave = match state {
            "asked" => leave,
            state => decided(leave, state == "granted"),
        };
        county.put(Record::Leave { leave: leave.clone() });
        county.clock(date("2026-03-12"), "17:00");
        (county, leave)
    }

    #[test]
    fn the_span_is_shortened_and_what_was_granted_is_kept() {
        let (mut county, leave) = county("granted");
        let last = half("2026-03-12 pm");
        county.accepts(|county| return_early(county, leave.id, last));
        let Record::Leave { leave: returned } = county.on_record(leave.id.0) else {
            panic!("another kind");
        };
        assert_eq!((returned.span.from, returned.span.to), (leave.span.from, last));
        let LeaveState::Returned { at, granted_to, .. } = returned.state else {
            panic!("{returned:?}");
        };
        assert_eq!((at, granted_to), (county.done_at(), leave.span.to));
        assert!(returned.is_granted());
        assert_eq!(
            county.refuses(|county| return_early(county, leave.id, last)),
            ProblemKind::AlreadyReturned
        );
    }

    #[test]
    fn the_last_half_day_lies_within_and_before_the_end() {
        for (last, allowed) in [
            ("2026-03-12 am", false),
            ("2026-03-12 pm", true),
            ("2026-03-13 am", true),
            ("2026-03-13 pm", false),
            ("2026-03-14 am", false),
        ] {
            let (county, leave) = county("granted");
            assert_eq!(
                return_early(&county, leave.id, half(last)).is_ok(),
                allowed,
                "{last}"
            );
        }
    }

    #[test]
    fn it_can_be_said_from_the_half_day_before() {
        for (day, time, allowed) in [("2026-03-11", "23:59", false), ("2026-03-12", "00:00", true)] {
            let (mut county, leave) = county("granted");
            county.clock(date(day), time);
            let said = return_early(&county, leave.id, half("2026-03-12 pm"));
            assert_eq!(said.is_ok(), allowed, "{day} {time}");
        }
    }

    #[test]
    fn what_was_taken_last_is_from_yesterday_to_tomorrow_by_the_clock_of_the_tap() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        county.acting(&cadre);
        let leave = asked(cadre.id, span("2026-03-02 am", "2026-03-20 pm"), county.done_at());
        let leave = decided(leave, true);
        county.put(Record::Leave { leave: leave.clone() });
        let saying = |county: &County, last: &str| {
            return_early(county, leave.id, half(last))
                .err()
                .map(|problem| problem.kind)
        };
        for (time, last, refused) in [
            ("00:00", "2026-03-10 pm", Some(ProblemKind::TooLate)),
            ("00:00", "2026-03-11 am", None),
            ("23:59", "2026-03-11 am", None),
            ("09:00", "2026-03-12 am", None),
            ("09:00", "2026-03-13 pm", None),
            ("09:00", "2026-03-14 am", Some(ProblemKind::Invalid)),
        ] {
            county.clock(date("2026-03-12"), time);
            assert_eq!(saying(&county, last), refused, "{last} said at {time}");
        }
        let offered: Vec<HalfDay> = last_half_days(date("2026-03-12")).collect();
        assert_eq!(offered.len(), 6);
        for last in offered {
            assert!(
                return_early(&county, leave.id, last).is_ok(),
                "{last:?} is offered"
            );
        }
    }

    #[test]
    fn one_returns_only_from_ones_own_granted_leave() {
        for state in ["asked", "refused"] {
            let (county, leave) = county(state);
            let kind = county.refuses(|county| return_early(county, leave.id, half("2026-03-12 pm")));
            assert_eq!(kind, ProblemKind::NotGranted, "{state}");
        }
        let (mut county, leave) = county("granted");
        let head = county.add_person(county.village, Rank::Section, Role::Leader);
        county.acting(&head);
        let kind = county.refuses(|county| return_early(county, leave.id, half("2026-03-12 pm")));
        assert_eq!(kind, ProblemKind::Forbidden);
    }
}
