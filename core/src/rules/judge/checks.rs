//! What several judges hold an action to.

use uuid::Uuid;

use super::World;
use crate::model::{MomentId, PersonId, REASON_MAX, RecordId, Timestamp, clean_text};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::access::is_oneself;

/// A phone may have written down a time a little apart from its own evidence: it took a while from one to the other.
const APART_MS: i64 = 10 * 60_000;

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
    if is_oneself(world.actor(), person) {
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

/// When something counts that a phone says was done at `written`: then, unless the evidence says otherwise.
pub(crate) fn when(world: &impl World, written: Timestamp) -> Timestamp {
    let said = world.done_at();
    if written.since(said).saturating_abs() <= APART_MS {
        written
    } else {
        said
    }
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
    fn what_a_phone_wrote_down_counts_unless_the_evidence_says_otherwise() {
        let county = County::new();
        let said = county.done_at();
        for (apart, believed) in [
            (0, true),
            (APART_MS, true),
            (-APART_MS, true),
            (APART_MS + 1, false),
            (-APART_MS - 1, false),
            (i64::MIN, false),
            (i64::MAX, false),
        ] {
            let written = Timestamp(said.0.saturating_add(apart));
            let expected = if believed { written } else { said };
            assert_eq!(when(&county, written), expected, "{apart}");
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
