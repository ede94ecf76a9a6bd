//! Granting and refusing leave (一键批假).

use super::{approvers, counted_half_days, leave, policy_on};
use crate::model::{Decision, Leave, LeaveId, LeaveState, Record};
use crate::protocol::ProblemKind;
use crate::rules::judge::checks::{Reason, reason, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Grants or refuses a leave.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such leave.
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): its kind is in no policy any more.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`approvers`].
/// - [`AlreadyDecided`](ProblemKind::AlreadyDecided), [`AlreadyWithdrawn`](ProblemKind::AlreadyWithdrawn): it came second.
/// - [`Invalid`](ProblemKind::Invalid): a no without a reason.
pub fn decide_leave(world: &impl World, id: LeaveId, granted: bool, why: &str) -> Verdict {
    let leave = leave(world, id)?;
    let Some(asker) = world.person(leave.person) else {
        return refuse(ProblemKind::NotFound, "nobody who asked");
    };
    let policy = policy_on(world, world.calendar().day(leave.asked_at))?;
    let Some(kind) = policy.kinds.get(&leave.kind) else {
        return refuse(
            ProblemKind::SwitchedOff,
            "this kind of leave is not in the policy",
        );
    };
    let half_days =
        counted_half_days(leave.span, kind.counts, world.calendar())?.saturating_add(leave.adjoining);
    if !approvers(world, asker, half_days, policy).admit(world, world.actor(), asker) {
        return refuse(ProblemKind::Forbidden, "this leave is for others to grant");
    }
    match leave.state {
        LeaveState::Asked => {}
        LeaveState::Decided { .. } | LeaveState::Returned { .. } => {
            return refuse(ProblemKind::AlreadyDecided, "the leave was decided before");
        }
        LeaveState::Withdrawn { .. } => {
            return refuse(ProblemKind::AlreadyWithdrawn, "the leave was withdrawn before");
        }
    }
    reason(why, Reason::needed_if(!granted))?;
    let decision = Decision {
        granted,
        by: world.actor().id,
        reason: why.into(),
        at: world.done_at(),
    };
    Ok(vec![Effect::Put(Record::Leave {
        leave: Leave {
            state: LeaveState::Decided { decision },
            ..leave.clone()
        },
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Person, Rank, Role};
    use crate::rules::judge::testing::County;
    use crate::rules::leave::samples::{asked, span};

    /// A cadre of the village has asked for so long; the village's head acts.
    fn waiting(from: &str, to: &str) -> (County, Leave, Person) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let head = county.add_person(county.village, Rank::Section, Role::Leader);
        let leave = asked(cadre.id, span(from, to), county.done_at());
        county.put(Record::Leave { leave: leave.clone() });
        county.acting(&head);
        (county, leave, cadre)
    }

    #[test]
    fn the_nearest_leader_grants_three_days_and_no_more() {
        let (mut county, leave, _) = waiting("2026-03-11 am", "2026-03-13 pm");
        county.accepts(|county| decide_leave(county, leave.id, true, ""));
        let Record::Leave { leave: granted } = county.on_record(leave.id.0) else {
            panic!("another kind");
        };
        assert!(granted.is_granted());
        let LeaveState::Decided { decision } = &granted.state else {
            panic!("{granted:?}");
        };
        assert_eq!((decision.by, decision.at), (county.actor().id, county.done_at()));
        let (county, leave, _) = waiting("2026-03-11 am", "2026-03-16 am");
        assert_eq!(
            county.refuses(|county| decide_leave(county, leave.id, true, "")),
            ProblemKind::Forbidden
        );
    }

    #[test]
    fn who_grants_one_of_several_in_a_row_has_to_be_able_to_grant_them_all() {
        let (mut county, leave, _) = waiting("2026-03-11 am", "2026-03-13 pm");
        let adjoined = Leave {
            adjoining: 1,
            ..leave.clone()
        };
        county.put(Record::Leave { leave: adjoined });
        assert_eq!(
            county.refuses(|county| decide_leave(county, leave.id, true, "")),
            ProblemKind::Forbidden
        );
        let township = county.add_person(county.township, Rank::Township, Role::Leader);
        county.acting(&township);
        assert!(decide_leave(&county, leave.id, true, "").is_ok());
    }

    #[test]
    fn days_off_within_a_leave_do_not_raise_it_to_a_higher_leader() {
        // Thursday noon to Tuesday noon: six days, three of them working days.
        let (county, leave, _) = waiting("2026-03-12 pm", "2026-03-17 am");
        assert!(decide_leave(&county, leave.id, true, "").is_ok());
    }

    #[test]
    fn nobody_grants_their_own_and_a_no_says_why() {
        let (mut county, leave, cadre) = waiting("2026-03-11 am", "2026-03-11 pm");
        for why in ["", " \n"] {
            assert_eq!(
                county.refuses(|county| decide_leave(county, leave.id, false, why)),
                ProblemKind::Invalid
            );
        }
        assert!(decide_leave(&county, leave.id, false, "防汛期间").is_ok());
        county.acting(&cadre);
        assert_eq!(
            county.refuses(|county| decide_leave(county, leave.id, true, "")),
            ProblemKind::Forbidden
        );
        let other = LeaveId::new(county.done_at());
        assert_eq!(
            county.refuses(|county| decide_leave(county, other, true, "")),
            ProblemKind::NotFound
        );
    }

    #[test]
    fn a_leave_waits_under_the_policy_of_its_day() {
        let (mut county, leave, _) = waiting("2026-03-11 am", "2026-03-11 pm");
        let mut later = county.policies().all()[0].clone();
        later.from = crate::rules::judge::testing::date("2026-03-11");
        later.version = 2;
        later.leave = None;
        county.add_policy(later);
        county.clock(crate::rules::judge::testing::date("2026-03-11"), "07:00");
        assert!(decide_leave(&county, leave.id, true, "").is_ok());
    }
}
