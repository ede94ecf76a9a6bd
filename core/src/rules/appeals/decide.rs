//! Deciding appeals.

use super::caused_by;
use crate::model::{Appeal, AppealId, Decision, Record, RecordId, Timestamp};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::access::may_decide_appeal;
use crate::rules::judge::checks::{Reason, reason, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Grants an appeal, so that what the entry took is given back, or refuses it. Works where appeals have been switched off since, so that none
/// is left hanging. What `world` has to know for [`caused_by`], it has to know here.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such appeal.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_decide_appeal`].
/// - [`AlreadyWithdrawn`](ProblemKind::AlreadyWithdrawn), [`AlreadyDecided`](ProblemKind::AlreadyDecided): somebody was
///   faster.
/// - [`AlreadyLapsed`](ProblemKind::AlreadyLapsed): its time is over, and the person has won.
/// - [`Invalid`](ProblemKind::Invalid): a no without a reason.
pub fn decide(world: &impl World, id: AppealId, granted: bool, why: &str) -> Verdict {
    let Some(Record::Appeal { appeal }) = world.record(RecordId(id.0)) else {
        return refuse(ProblemKind::NotFound, "no such appeal");
    };
    let Some(person) = world.person(appeal.person) else {
        return refuse(ProblemKind::NotFound, "nobody who appealed");
    };
    let caused = caused_by(world, appeal.person, &appeal.entry);
    if !may_decide_appeal(world.actor(), person, &caused, world.tree()) {
        return refuse(ProblemKind::Forbidden, "this appeal is for others to decide");
    }
    still_open(world, appeal)?;
    reason(why, Reason::needed_if(!granted))?;
    let mut decided = appeal.clone();
    decided.decision = Some(Decision {
        granted,
        by: world.actor().id,
        reason: why.into(),
        at: world.done_at(),
    });
    Ok(vec![Effect::Put(Record::Appeal { appeal: decided })])
}

/// Whether nobody has decided an appeal in time. As the score has it: at this point, not after it.
#[must_use]
pub fn has_lapsed(appeal: &Appeal, now: Timestamp) -> bool {
    appeal.decision.is_none() && appeal.withdrawn_at.is_none() && now >= appeal.decide_by
}

/// That an appeal waits for its decision.
pub(super) fn still_open(world: &impl World, appeal: &Appeal) -> Result<(), Problem> {
    if appeal.withdrawn_at.is_some() {
        return refuse(ProblemKind::AlreadyWithdrawn, "the appeal was withdrawn");
    }
    if appeal.decision.is_some() {
        return refuse(ProblemKind::AlreadyDecided, "the appeal was decided before");
    }
    if has_lapsed(appeal, world.done_at()) {
        return refuse(
            ProblemKind::AlreadyLapsed,
            "the appeal has lapsed in favour of the person",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::appeal;
    use super::*;
    use crate::model::{EntryKey, Evidence, Person, Rank, Role, Rule};
    use crate::rules::judge::testing::{County, date};

    /// An appeal of a cadre in the village, and the township's head, who acts.
    fn filed() -> (County, Appeal, Person) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        let appeal = appeal(&county, &cadre);
        county
            .put(Record::Appeal {
                appeal: appeal.clone(),
            })
            .acting(&head);
        (county, appeal, head)
    }

    #[test]
    fn a_decision_is_made_once_and_stands() {
        for (granted, why) in [(true, ""), (false, "当天有信号")] {
            let (mut county, appeal, head) = filed();
            county.accepts(|county| decide(county, appeal.id, granted, why));
            let decision = Decision {
                granted,
                by: head.id,
                reason: why.into(),
                at: county.done_at(),
            };
            let decided = Appeal {
                decision: Some(decision),
                ..appeal.clone()
            };
            assert_eq!(county.on_record(appeal.id.0), &Record::Appeal { appeal: decided });
            let officer = county.add_person(county.bureau, Rank::None, Role::Organization);
            county.acting(&officer);
            let again = county.refuses(|county| decide(county, appeal.id, !granted, "再议"));
            assert_eq!(again, ProblemKind::AlreadyDecided);
        }
    }

    #[test]
    fn a_bare_no_is_refused() {
        let (county, appeal, _) = filed();
        let refused = county.refuses(|county| decide(county, appeal.id, false, " "));
        assert_eq!(refused, ProblemKind::Invalid);
    }

    #[test]
    fn after_its_time_an_appeal_has_lapsed() {
        for (time, expected) in [("08:59", None), ("09:00", Some(ProblemKind::AlreadyLapsed))] {
            let (mut county, appeal, _) = filed();
            county.clock(date("2026-03-20"), time);
            let refused = decide(&county, appeal.id, true, "")
                .err()
                .map(|problem| problem.kind);
            assert_eq!(refused, expected, "{time}");
        }
    }

    #[test]
    fn who_caused_the_entry_does_not_decide() {
        let (mut county, mut appeal, head) = filed();
        appeal.entry = EntryKey {
            rule: Rule::Disliked,
            evidence: Evidence::Reaction {
                moment: appeal.id.0,
                giver: head.id.0,
            },
            ..appeal.entry
        };
        county.put(Record::Appeal {
            appeal: appeal.clone(),
        });
        let decided = |county: &County| decide(county, appeal.id, true, "");
        assert_eq!(county.refuses(decided), ProblemKind::Forbidden);
        let above = county.add_person(county.county, Rank::County, Role::Leader);
        county.acting(&above);
        assert!(decided(&county).is_ok());
    }

    #[test]
    fn what_was_withdrawn_or_never_filed_is_not_decided() {
        let (mut county, appeal, _) = filed();
        let withdrawn = Appeal {
            withdrawn_at: Some(county.done_at()),
            ..appeal.clone()
        };
        county.put(Record::Appeal { appeal: withdrawn });
        let refused = county.refuses(|county| decide(county, appeal.id, true, ""));
        assert_eq!(refused, ProblemKind::AlreadyWithdrawn);
        let unknown = AppealId::new(county.done_at());
        assert_eq!(
            county.refuses(|county| decide(county, unknown, true, "")),
            ProblemKind::NotFound
        );
    }
}
