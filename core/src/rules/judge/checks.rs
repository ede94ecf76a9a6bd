//! What several judges hold an action to.

use uuid::Uuid;

use super::World;
use crate::model::{MomentId, PersonId, REASON_MAX, RecordId, Timestamp, clean_text};
use crate::protocol::{Problem, ProblemKind};

/// A phone's clock may differ so much from what its evidence supports: taps from days without signal come late.
const CLOCK_APART_MS: i64 = 24 * 3_600_000;
/// And lie so far in the future: nothing is done tomorrow.
const CLOCK_AHEAD_MS: i64 = 10 * 60_000;

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

/// A refusal with what it was about.
pub(crate) fn refuse<T>(kind: ProblemKind, detail: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::new(kind).detail(detail))
}

/// That somebody acts for nobody but themselves.
pub(crate) fn own(world: &impl World, person: PersonId) -> Result<(), Problem> {
    if world.actor().id == person {
        return Ok(());
    }
    refuse(ProblemKind::Forbidden, "only the person can do this")
}

/// That nothing stands under an id yet.
pub(crate) fn unused(world: &impl World, id: Uuid) -> Result<(), Problem> {
    if world.record(RecordId(id)).is_none() && world.moment(MomentId(id)).is_none() {
        return Ok(());
    }
    refuse(ProblemKind::Conflict, "the id is in use")
}

/// That the time which a phone wrote down fits the evidence.
pub(crate) fn clock(world: &impl World, written: Timestamp) -> Result<(), Problem> {
    let ahead = written.since(world.done_at());
    if ahead > CLOCK_AHEAD_MS {
        return refuse(ProblemKind::ClockOff, "the time lies in the future");
    }
    if ahead < -CLOCK_APART_MS {
        return refuse(
            ProblemKind::ClockOff,
            "the time differs from the evidence by more than a day",
        );
    }
    Ok(())
}

/// That a reason is there where it has to be, and is text that can be shown.
pub(crate) fn reason(text: &str, reason: Reason) -> Result<(), Problem> {
    if reason == Reason::Needed && text.trim().is_empty() {
        return refuse(ProblemKind::Invalid, "a reason has to be given");
    }
    if text.chars().count() > REASON_MAX {
        return refuse(ProblemKind::Invalid, "the reason is too long");
    }
    if clean_text(text) != text {
        return refuse(ProblemKind::Invalid, "the reason contains a control character");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::County;
    use super::*;

    #[test]
    fn a_clock_may_be_a_day_behind_and_ten_minutes_ahead() {
        let county = County::new();
        let now = county.done_at();
        for (apart, allowed) in [
            (0, true),
            (CLOCK_AHEAD_MS, true),
            (CLOCK_AHEAD_MS + 1, false),
            (-CLOCK_APART_MS, true),
            (-CLOCK_APART_MS - 1, false),
            (i64::MIN, false),
            (i64::MAX, false),
        ] {
            assert_eq!(
                clock(&county, Timestamp(now.0.saturating_add(apart))).is_ok(),
                allowed,
                "{apart}"
            );
        }
    }

    #[test]
    fn reasons_are_words_that_can_be_shown() {
        let long = "因".repeat(REASON_MAX + 1);
        for (text, needed, optional) in [
            ("去县里开会", true, true),
            ("两行\n文字", true, true),
            ("", false, true),
            (" \u{3000}\n", false, true),
            ("a\0", false, false),
            ("a\tb", false, false),
            (&long, false, false),
        ] {
            assert_eq!(reason(text, Reason::Needed).is_ok(), needed, "{text:?}");
            assert_eq!(reason(text, Reason::Optional).is_ok(), optional, "{text:?}");
        }
    }
}
