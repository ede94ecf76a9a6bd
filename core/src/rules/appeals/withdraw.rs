//! Taking appeals back.

use super::decide::still_open;
use crate::model::{AppealId, Record, RecordId};
use crate::protocol::ProblemKind;
use crate::rules::judge::checks::{own, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Takes one's appeal back: the entry counts again, and stays uncontested for good.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such appeal.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's.
/// - [`AlreadyWithdrawn`](ProblemKind::AlreadyWithdrawn), [`AlreadyDecided`](ProblemKind::AlreadyDecided),
///   [`AlreadyLapsed`](ProblemKind::AlreadyLapsed): it waits no longer.
pub fn withdraw(world: &impl World, id: AppealId) -> Verdict {
    let Some(Record::Appeal { appeal }) = world.record(RecordId(id.0)) else {
        return refuse(ProblemKind::NotFound, "no such appeal");
    };
    own(world, appeal.person)?;
    still_open(world, appeal)?;
    let mut withdrawn = appeal.clone();
    withdrawn.withdrawn_at = Some(world.done_at());
    Ok(vec![Effect::Put(Record::Appeal { appeal: withdrawn })])
}

#[cfg(test)]
mod tests {
    use super::super::{decide, testing::appeal};
    use super::*;
    use crate::model::{Appeal, Person, Rank, Role};
    use crate::rules::judge::testing::{County, date};

    fn filed() -> (County, Person, Appeal) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let appeal = appeal(&county, &cadre);
        county
            .put(Record::Appeal {
                appeal: appeal.clone(),
            })
            .acting(&cadre);
        (county, cadre, appeal)
    }

    #[test]
    fn an_appeal_is_withdrawn_once() {
        let (mut county, _, appeal) = filed();
        county.accepts(|county| withdraw(county, appeal.id));
        let withdrawn = Appeal {
            withdrawn_at: Some(county.done_at()),
            ..appeal.clone()
        };
        assert_eq!(
            county.on_record(appeal.id.0),
            &Record::Appeal { appeal: withdrawn }
        );
        assert_eq!(
            county.refuses(|county| withdraw(county, appeal.id)),
            ProblemKind::AlreadyWithdrawn
        );
    }

    #[test]
    fn not_after_a_decision_and_not_after_its_time() {
        let (mut county, cadre, appeal) = filed();
        let officer = county.add_person(county.bureau, Rank::None, Role::Organization);
        county
            .acting(&officer)
            .accepts(|county| decide(county, appeal.id, false, "证据不足"));
        county.acting(&cadre);
        assert_eq!(
            county.refuses(|county| withdraw(county, appeal.id)),
            ProblemKind::AlreadyDecided
        );
        let (mut county, _, appeal) = filed();
        county.clock(date("2026-03-20"), "09:00");
        assert_eq!(
            county.refuses(|county| withdraw(county, appeal.id)),
            ProblemKind::AlreadyLapsed
        );
    }
}
