//! Filing appeals.

use chrono::{Days, NaiveDate};

use crate::model::{
    APPEAL_REASON_MAX, Appeal, Entry, EntryKey, Evidence, PersonId, Record, RecordKind, Timestamp,
};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::calendar::Calendar;
use crate::rules::judge::checks::{own, refuse, unused, when};
use crate::rules::judge::words::{policy_then, text};
use crate::rules::judge::{Effect, Verdict, World};
use crate::rules::policy::AppealPolicy;

const DAY_MS: i64 = 86_400_000;

/// Contests an entry of the actor's ledger. Gains can be contested as well as losses: one may have earned more. `entry` is
/// the entry under the appeal's key as the actor's ledger has it now, which a judge cannot know: the caller looks it up with
/// [`score`](crate::rules::score), and passes `None` if the ledger has no such entry.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): appeals are.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's ledger.
/// - [`Conflict`](ProblemKind::Conflict): the id is in use.
/// - [`Invalid`](ProblemKind::Invalid): decided or withdrawn from the start, another deadline than the policy's, no reason
///   or a long one, or an entry that is itself the outcome of an appeal.
/// - [`NotFound`](ProblemKind::NotFound): the ledger has no such entry.
/// - [`TooLate`](ProblemKind::TooLate): more than the policy's days after the day that [`begun_on`] tells.
/// - [`AlreadyContested`](ProblemKind::AlreadyContested): the [matter](EntryKey::matter) was contested before, whatever came
///   of it.
pub fn file(world: &impl World, appeal: &Appeal, entry: Option<&Entry>) -> Verdict {
    let Some(policy) = policy_then(world).and_then(|policy| policy.appeal) else {
        return refuse(ProblemKind::SwitchedOff, "appeals are switched off");
    };
    own(world, appeal.person)?;
    unused(world, appeal.id.0)?;
    is_new(appeal, policy)?;
    if entry.is_none_or(|entry| entry.key != appeal.entry) {
        return refuse(ProblemKind::NotFound, "no such entry");
    }
    if appeal.entry.rule.is_outcome() {
        return refuse(
            ProblemKind::Invalid,
            "the outcome of an appeal is not contested again",
        );
    }
    let begun = begun_on(world, appeal.person, &appeal.entry);
    if file_until(policy, begun, world.calendar()) < world.calendar().day(world.done_at()) {
        return refuse(ProblemKind::TooLate, "the entry's day is too long ago");
    }
    let earlier = world.records_of(appeal.person, RecordKind::Appeal, NaiveDate::MIN, NaiveDate::MAX);
    let same = |record: &&Record| matches!(record, Record::Appeal { appeal: earlier } if earlier.entry.matter() == appeal.entry.matter());
    if earlier.iter().any(same) {
        return refuse(ProblemKind::AlreadyContested, "the entry was contested before");
    }
    let filed_at = when(world, appeal.filed_at);
    // Nobody decides on what has not arrived.
    let arrived = world.received().max(filed_at);
    Ok(vec![Effect::Put(Record::Appeal {
        appeal: Appeal {
            filed_at,
            decide_by: decide_by(arrived, policy),
            ..appeal.clone()
        },
    })])
}

/// The day from which the days to contest an entry of `person` are counted: its own, or the later one on which somebody
/// said of a tap or a log of that day that it does not count, and so made it. `world` has to know the doubts of its day.
#[must_use]
pub fn begun_on(world: &impl World, person: PersonId, entry: &EntryKey) -> NaiveDate {
    if !matches!(entry.evidence, Evidence::Shift { .. } | Evidence::Day) {
        return entry.day;
    }
    let doubts = world.records_of(person, RecordKind::Doubt, entry.day, entry.day);
    let reviews = doubts.into_iter().filter_map(|record| match record {
        Record::Doubt { doubt } => doubt.review.as_ref().filter(|review| !review.granted),
        _ => None,
    });
    let days = reviews.map(|review| world.calendar().day(review.at));
    days.fold(entry.day, NaiveDate::max)
}

/// The last day on which an entry can be contested whose days are counted from `day`.
#[must_use]
pub fn file_until(policy: AppealPolicy, day: NaiveDate, calendar: &Calendar) -> NaiveDate {
    calendar
        .known_from(day)
        .checked_add_days(Days::new(policy.file_days.into()))
        .unwrap_or(NaiveDate::MAX)
}

fn decide_by(filed_at: Timestamp, policy: AppealPolicy) -> Timestamp {
    filed_at.plus(i64::from(policy.decide_days) * DAY_MS)
}

fn is_new(appeal: &Appeal, policy: AppealPolicy) -> Result<(), Problem> {
    if appeal.decision.is_some() || appeal.withdrawn_at.is_some() {
        return refuse(
            ProblemKind::Invalid,
            "a new appeal is neither decided nor withdrawn",
        );
    }
    if appeal.decide_by != decide_by(appeal.filed_at, policy) {
        return refuse(ProblemKind::Invalid, "the deadline is not the policy's");
    }
    text("the reason", &appeal.reason, APPEAL_REASON_MAX)
}

#[cfg(test)]
mod tests;
