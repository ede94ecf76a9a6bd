//! Decisions on missing taps.

use crate::model::{Correction, CorrectionId, Decision, Record, RecordId};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::access::may_decide_correction;
use crate::rules::judge::checks::{Reason, reason, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Grants or refuses a request for a missing tap.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such request.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_decide_correction`].
/// - [`AlreadyWithdrawn`](ProblemKind::AlreadyWithdrawn), [`AlreadyDecided`](ProblemKind::AlreadyDecided): somebody was
///   faster.
/// - [`Invalid`](ProblemKind::Invalid): a no without a reason.
pub fn decide_correction(world: &impl World, id: CorrectionId, granted: bool, why: &str) -> Verdict {
    let Some(Record::Correction { correction }) = world.record(RecordId(id.0)) else {
        return refuse(ProblemKind::NotFound, "no such request");
    };
    let Some(asker) = world.person(correction.person) else {
        return refuse(ProblemKind::NotFound, "nobody who asked");
    };
    if !may_decide_correction(world.actor(), asker, world.tree()) {
        return refuse(ProblemKind::Forbidden, "this request is for others to decide");
    }
    still_waits(correction)?;
    reason(why, Reason::needed_if(!granted))?;
    let mut decided = correction.clone();
    decided.decision = Some(Decision {
        granted,
        by: world.actor().id,
        reason: why.into(),
        at: world.done_at(),
    });
    Ok(vec![Effect::Put(Record::Correction { correction: decided })])
}

/// That a request waits for its decision.
pub(super) fn still_waits(correction: &Correction) -> Result<(), Problem> {
    if correction.withdrawn_at.is_some() {
        return refuse(ProblemKind::AlreadyWithdrawn, "the request was withdrawn");
    }
    if correction.decision.is_some() {
        return refuse(ProblemKind::AlreadyDecided, "the request was decided before");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Mode, Rank, Role};
    use crate::rules::attendance::{ShiftStanding, shifts_of};
    use crate::rules::judge::testing::{County, date};

    fn asked() -> (County, Correction) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        county.acting(&cadre);
        let correction = Correction {
            id: CorrectionId::new(county.done_at()),
            person: cadre.id,
            day: date("2026-03-09"),
            shift: 1,
            mode: Mode::Meeting,
            reason: "村里没有信号".into(),
            asked_at: county.done_at(),
            decision: None,
            withdrawn_at: None,
        };
        county.put(Record::Correction {
            correction: correction.clone(),
        });
        (county, correction)
    }

    #[test]
    fn a_granted_request_fills_its_shift_and_a_refused_one_does_not() {
        for (granted, why, expected) in [
            (true, "", ShiftStanding::Corrected { mode: Mode::Meeting }),
            (false, "当天无会议", ShiftStanding::Pending),
        ] {
            let (mut county, correction) = asked();
            let asker = county.actor().clone();
            let clerk = county.add_person(county.village, Rank::None, Role::Clerk);
            county.acting(&clerk);
            county.accepts(|county| decide_correction(county, correction.id, granted, why));
            let results = shifts_of(&county, &asker, correction.day, county.done_at()).unwrap();
            assert_eq!(results[1].standing, expected);
            let Record::Correction { correction: decided } = county.on_record(correction.id.0) else {
                panic!("another kind");
            };
            let decision = decided.decision.as_ref().unwrap();
            assert_eq!(
                (decision.granted, decision.by, decision.at),
                (granted, clerk.id, county.done_at())
            );
            assert_eq!(
                Correction {
                    decision: None,
                    ..decided.clone()
                },
                correction
            );
        }
    }

    #[test]
    fn the_second_decision_is_told_that_it_came_second() {
        let (mut county, correction) = asked();
        let clerk = county.add_person(county.village, Rank::None, Role::Clerk);
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        county.acting(&clerk);
        county.accepts(|county| decide_correction(county, correction.id, true, ""));
        county.acting(&head);
        assert_eq!(
            county.refuses(|county| decide_correction(county, correction.id, false, "不同意")),
            ProblemKind::AlreadyDecided
        );
    }

    #[test]
    fn oneself_strangers_and_a_bare_no_are_refused() {
        let (mut county, correction) = asked();
        let decide = |county: &County| decide_correction(county, correction.id, true, "");
        assert_eq!(county.refuses(decide), ProblemKind::Forbidden);
        let stranger = county.add_person(county.bureau, Rank::Township, Role::Leader);
        county.acting(&stranger);
        assert_eq!(county.refuses(decide), ProblemKind::Forbidden);
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        county.acting(&head);
        assert_eq!(
            county.refuses(|county| decide_correction(county, correction.id, false, " ")),
            ProblemKind::Invalid
        );
        let other = CorrectionId::new(county.done_at());
        assert_eq!(
            county.refuses(|county| decide_correction(county, other, true, "")),
            ProblemKind::NotFound
        );
    }
}
