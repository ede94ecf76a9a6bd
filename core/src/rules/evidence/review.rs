//! Looking at a doubt.

use chrono::Days;

use crate::model::{Decision, Doubt, DoubtId, Record, RecordId};
use crate::protocol::ProblemKind;
use crate::rules::access::may_review_doubt;
use crate::rules::judge::checks::{Reason, reason, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Within so many days after something was done it can be said that it does not count: after that the person could hardly
/// make up for it or contest it, and months that are closed would change. That it counts can be said at any time.
pub const REJECT_DAYS: u16 = 30;

/// Says whether something counts in spite of the doubt, from when that reaches the record: before, nobody can have heard it.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such doubt.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_review_doubt`].
/// - [`AlreadyDecided`](ProblemKind::AlreadyDecided): somebody was faster.
/// - [`Invalid`](ProblemKind::Invalid): a no without a reason.
/// - [`TooLate`](ProblemKind::TooLate): a no that arrives more than [`REJECT_DAYS`] after it was done.
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
    let at = world.received().max(world.done_at());
    let latest = world
        .calendar()
        .day(doubt.at)
        .checked_add_days(Days::new(REJECT_DAYS.into()));
    if !granted && latest.is_some_and(|latest| latest < world.calendar().day(at)) {
        return refuse(
            ProblemKind::TooLate,
            "too long ago for it to be said that it does not count",
        );
    }
    let review = Decision {
        granted,
        by: world.actor().id,
        reason: why.into(),
        at,
    };
    Ok(vec![Effect::Put(Record::Doubt {
        doubt: Doubt {
            review: Some(review),
            ..doubt.clone()
        },
    })])
}
