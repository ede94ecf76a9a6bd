//! What judges of every kind ask.

use uuid::Uuid;

use super::World;
use super::words::text;
use crate::model::{MomentId, PersonId, REASON_MAX, RecordId, Timestamp};
use crate::protocol::{Problem, ProblemKind};

/// The time that a phone wrote down may lie so far behind the evidence.
const BEHIND_MS: i64 = 24 * 3_600_000;
/// And so far ahead of it.
const AHEAD_MS: i64 = 10 * 60_000;

/// Whether a reason has to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Needed,
    Optional,
}

impl Reason {
    /// Needed if `needed`.
    pub(crate) const fn needed_if(needed: bool) -> Self {
        if needed { Self::Needed } else { Self::Optional }
    }
}

/// A refusal, with what it was about.
pub(crate) fn refuse<T>(kind: ProblemKind, detail: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::new(kind).detail(detail))
}

/// That the actor is this person.
pub(crate) fn own(world: &impl World, person: PersonId) -> Result<(), Problem> {
    if world.actor().id != person {
        return refuse(ProblemKind::Forbidden, "this is for the person alone");
    }
    Ok(())
}

/// That an id names nothing yet.
pub(crate) fn unused(world: &impl World, id: Uuid) -> Result<(), Problem> {
    if world.record(RecordId(id)).is_some() || world.moment(MomentId(id)).is_some() {
        return refuse(ProblemKind::Conflict, "the id names something else");
    }
    Ok(())
}

/// That the time which a phone wrote down can be the time at which it was done.
pub(crate) fn clock(world: &impl World, written: Timestamp) -> Result<(), Problem> {
    if !(-BEHIND_MS..=AHEAD_MS).contains(&written.since(world.done_at())) {
        return refuse(
            ProblemKind::ClockOff,
            "the time written is not the time of the evidence",
        );
    }
    Ok(())
}

/// That a reason is there if it has to be, and can be shown.
pub(crate) fn reason(words: &str, reason: Reason) -> Result<(), Problem> {
    if reason == Reason::Optional && words.is_empty() {
        return Ok(());
    }
    text("the reason", words, REASON_MAX)
}

#[cfg(test)]
mod tests {
    use super::super::testing::County;
    use super::*;

    #[test]
    fn a_phone_may_be_a_day_behind_and_ten_minutes_ahead() {
        let county = County::new();
        for (apart, fits) in [
            (0, true),
            (AHEAD_MS, true),
            (AHEAD_MS + 1, false),
            (-BEHIND_MS, true),
            (-BEHIND_MS - 1, false),
            (i64::MIN, false),
            (i64::MAX, false),
        ] {
            let written = county.done_at().plus(apart);
            assert_eq!(clock(&county, written).is_ok(), fits, "{apart}");
        }
    }

    #[test]
    fn a_needed_reason_has_words() {
        assert!(reason(" \u{3000}", Reason::Needed).is_err());
        assert!(reason("", Reason::Optional).is_ok());
        assert!(reason("材料不全", Reason::Needed).is_ok());
        for over in [Reason::Needed, Reason::Optional] {
            assert!(reason(&"因".repeat(REASON_MAX + 1), over).is_err());
        }
    }
}
