//! Looking at a doubt.

use crate::model::{Decision, Doubt, DoubtId, Record, RecordId};
use crate::protocol::ProblemKind;
use crate::rules::access::may_review_doubt;
use crate::rules::judge::checks::{Reason, reason, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Says whether something counts in spite of the doubt.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such doubt.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_review_doubt`].
/// - [`AlreadyDecided`](ProblemKind::AlreadyDecided): somebody was faster.
/// - [`Invalid`](ProblemKind::Invalid): a no without a reason.
pub fn review_doubt(world: &impl World, id: DoubtId, granted: bool, why: &str) -> Verdict {
    let Some(Record::Doubt { doubt }) = world.record(RecordId(id.0)) else {
        return refuse(ProblemKind::NotFound, "no such doubt");
    };
    let Some(person) = world.person(doubt.person) else {
        return refuse(ProblemKind::NotFound, "nobody who did it");
    };
    if !may_review_doubt(world.actor(), person, world.tree()) {
        return refuse(ProblemKind::Forbidden, "this doubt is for others to look at");
    }
    if doubt.review.is_some() {
        return refuse(ProblemKind::AlreadyDecided, "somebody has looked before");
    }
    reason(why, Reason::needed_if(!granted))?;
    let review = Decision {
        granted,
        by: world.actor().id,
        reason: why.into(),
        at: world.done_at(),
    };
    Ok(vec![Effect::Put(Record::Doubt {
        doubt: Doubt {
            review: Some(review),
            ..doubt.clone()
        },
    })])
}
