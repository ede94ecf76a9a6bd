//! Taking a request for a missing tap back.

use super::decide_correction::still_waits;
use crate::model::{CorrectionId, Record, RecordId};
use crate::protocol::ProblemKind;
use crate::rules::judge::checks::{own, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Takes one's request for a missing tap back while it waits. It never counts, nor towards the month's number, and another
/// can be made for the same shift.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such request.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's.
/// - [`AlreadyWithdrawn`](ProblemKind::AlreadyWithdrawn), [`AlreadyDecided`](ProblemKind::AlreadyDecided): it waits no
///   longer.
pub fn withdraw_correction(world: &impl World, id: CorrectionId) -> Verdict {
    let Some(Record::Correction { correction }) = world.record(RecordId(id.0)) else {
        return refuse(ProblemKind::NotFound, "no such request");
    };
    own(world, correction.person)?;
    still_waits(correction)?;
    let mut withdrawn = correction.clone();
    withdrawn.withdrawn_at = Some(world.done_at());
    Ok(vec![Effect::Put(Record::Correction {
        correction: withdrawn,
    })])
}

#[cfg(test)]
mod tests {
    use super::super::{ShiftStanding, ask_correction, decide_correction, shifts_of};
    use super::*;
    use crate::model::{Correction, Mode, Person, Rank, Role};
    use crate::rules::judge::testing::{County, date};

    /// What a cadre, who acts, asks for on a Tuesday evening.
    fn asked() -> (County, Person, Correction) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        county.clock(date("2026-03-10"), "19:00");
        let correction = Correction {
            id: CorrectionId::new(county.done_at()),
            person: cadre.id,
            day: date("2026-03-10"),
            shift: 0,
            mode: Mode::OnDuty,
            reason: "手机没电".into(),
            asked_at: county.done_at(),
            decision: None,
            withdrawn_at: None,
        };
        county
            .acting(&cadre)
            .accepts(|county| ask_correction(county, &correction));
        (county, cadre, correction)
    }

    #[test]
    fn a_request_is_withdrawn_once_and_never_counts() {
        let (mut county, cadre, correction) = asked();
        county.accepts(|county| withdraw_correction(county, correction.id));
        let withdrawn = Correction {
            withdrawn_at: Some(county.done_at()),
            ..correction.clone()
        };
        assert!(!withdrawn.waits());
        assert_eq!(
            county.on_record(correction.id.0),
            &Record::Correction {
                correction: withdrawn
            }
        );
        assert_eq!(
            county.refuses(|county| withdraw_correction(county, correction.id)),
            ProblemKind::AlreadyWithdrawn
        );
        let clerk = county.add_person(county.village, Rank::None, Role::Clerk);
        county.acting(&clerk);
        assert_eq!(
            county.refuses(|county| decide_correction(county, correction.id, true, "")),
            ProblemKind::AlreadyWithdrawn
        );
        let shifts = shifts_of(&county, &cadre, correction.day, county.done_at()).unwrap();
        assert_eq!(shifts[0].standing, ShiftStanding::Pending);
    }

    #[test]
    fn one_that_was_withdrawn_leaves_the_shift_and_the_month_free() {
        let (mut county, _, correction) = asked();
        county.policy(|policy| {
            let limits = policy.attendance.as_mut().unwrap().correction.as_mut();
            limits.unwrap().per_month = 1;
        });
        let again = Correction {
            id: CorrectionId::new(county.done_at().plus(1)),
            ..correction.clone()
        };
        let ask = |county: &County| ask_correction(county, &again);
        assert_eq!(county.refuses(ask), ProblemKind::AlreadyAsked);
        county.accepts(|county| withdraw_correction(county, correction.id));
        county.accepts(ask);
    }

    #[test]
    fn neither_after_a_decision_nor_for_another() {
        for granted in [true, false] {
            let (mut county, cadre, correction) = asked();
            let clerk = county.add_person(county.village, Rank::None, Role::Clerk);
            county.acting(&clerk);
            assert_eq!(
                county.refuses(|county| withdraw_correction(county, correction.id)),
                ProblemKind::Forbidden
            );
            county.accepts(|county| decide_correction(county, correction.id, granted, "按规定"));
            county.acting(&cadre);
            assert_eq!(
                county.refuses(|county| withdraw_correction(county, correction.id)),
                ProblemKind::AlreadyDecided
            );
        }
    }
}
