//! Taking a leave back.

use super::half_day::after;
use super::{begins, leave};
use crate::model::{Leave, LeaveId, LeaveState, Record};
use crate::protocol::ProblemKind;
use crate::rules::judge::checks::{own, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Takes one's leave back: while it waits at any time, once it is granted until its first half day is over. Whoever was at
/// work after all gives nothing up by that but the leave: the half day is judged like any other.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such leave.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's.
/// - [`AlreadyBegun`](ProblemKind::AlreadyBegun): it is granted and its first half day is over; one returns
///   early.
/// - [`AlreadyDecided`](ProblemKind::AlreadyDecided): it was refused; there is nothing to take back.
/// - [`AlreadyWithdrawn`](ProblemKind::AlreadyWithdrawn), [`AlreadyReturned`](ProblemKind::AlreadyReturned): it is over.
pub fn withdraw_leave(world: &impl World, id: LeaveId) -> Verdict {
    let leave = leave(world, id)?;
    own(world, leave.person)?;
    let decision = match &leave.state {
        LeaveState::Asked => None,
        LeaveState::Decided { decision } if !decision.granted => {
            return refuse(ProblemKind::AlreadyDecided, "the leave was refused before");
        }
        LeaveState::Decided { decision } => {
            let over = after(leave.span.from).map(|next| begins(next, world.calendar()));
            if over.is_some_and(|over| world.done_at() >= over) {
                return refuse(ProblemKind::AlreadyBegun, "the leave has begun");
            }
            Some(decision.clone())
        }
        LeaveState::Withdrawn { .. } => {
            return refuse(ProblemKind::AlreadyWithdrawn, "the leave was withdrawn before");
        }
        LeaveState::Returned { .. } => {
            return refuse(ProblemKind::AlreadyReturned, "the return is on the record");
        }
    };
    let at = world.done_at();
    Ok(vec![Effect::Put(Record::Leave {
        leave: Leave {
            state: LeaveState::Withdrawn { at, decision },
            ..leave.clone()
        },
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rank, Role};
    use crate::rules::judge::testing::{County, date};
    use crate::rules::leave::samples::{asked, decided, span};

    /// From 2026-03-12 noon on.
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
        (county, leave)
    }

    #[test]
    fn what_waits_at_any_time_what_is_granted_in_its_first_half_day() {
        for (state, day, time, expected) in [
            ("asked", "2026-03-12", "23:59", None),
            ("asked", "2026-03-13", "00:00", None),
            ("granted", "2026-03-12", "11:59", None),
            ("granted", "2026-03-12", "23:59", None),
            ("granted", "2026-03-13", "00:00", Some(ProblemKind::AlreadyBegun)),
            (
                "refused",
                "2026-03-12",
                "11:59",
                Some(ProblemKind::AlreadyDecided),
            ),
        ] {
            let (mut county, leave) = county(state);
            county.clock(date(day), time);
            let refused = withdraw_leave(&county, leave.id)
                .err()
                .map(|problem| problem.kind);
            assert_eq!(refused, expected, "{state} on {day} at {time}");
        }
    }

    #[test]
    fn what_had_been_decided_stays_to_be_read_and_the_days_are_free() {
        let (mut county, leave) = county("granted");
        county.accepts(|county| withdraw_leave(county, leave.id));
        let Record::Leave { leave: withdrawn } = county.on_record(leave.id.0) else {
            panic!("another kind");
        };
        let LeaveState::Decided { decision } = leave.state else {
            panic!("granted");
        };
        let expected = LeaveState::Withdrawn {
            at: county.done_at(),
            decision: Some(decision),
        };
        assert_eq!(withdrawn.state, expected);
        assert!(!withdrawn.holds_its_days());
        assert_eq!(
            county.refuses(|county| withdraw_leave(county, leave.id)),
            ProblemKind::AlreadyWithdrawn
        );
    }

    #[test]
    fn nobody_withdraws_for_another() {
        let (mut county, leave) = county("asked");
        let head = county.add_person(county.village, Rank::Section, Role::Leader);
        county.acting(&head);
        assert_eq!(
            county.refuses(|county| withdraw_leave(county, leave.id)),
            ProblemKind::Forbidden
        );
    }
}
