//! What people write, and which rules hold while they do.

use super::World;
use super::checks::refuse;
use crate::protocol::{Problem, ProblemKind};
use crate::rules::policy::Policy;

/// The policy of the day on which the action was done, if any held by then.
pub(crate) fn policy_then(world: &impl World) -> Option<&Policy> {
    world.policies().on(world.calendar().day(world.done_at()))
}

/// That words are there, not too many, and can be shown. `what` names them in the refusal.
pub(crate) fn text(what: &str, words: &str, longest: usize) -> Result<(), Problem> {
    let invalid = |fault: &str| refuse(ProblemKind::Invalid, format!("{what} {fault}"));
    if words.trim().is_empty() {
        return invalid("is empty");
    }
    if words.chars().count() > longest {
        return invalid("is too long");
    }
    if words.chars().any(|c| c.is_control() && c != '\n') {
        return invalid("contains a control character");
    }
    Ok(())
}

/// The same, in one line.
pub(crate) fn line(what: &str, words: &str, longest: usize) -> Result<(), Problem> {
    if words.contains('\n') {
        return refuse(ProblemKind::Invalid, format!("{what} has more than one line"));
    }
    text(what, words, longest)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{County, date};
    use super::*;

    #[test]
    fn words_are_counted_and_can_be_shown() {
        for (words, as_text, as_line) in [
            ("三月计划", true, true),
            ("三月\n计划", true, false),
            ("", false, false),
            ("\n\u{3000} ", false, false),
            ("三月的计划", false, false),
            ("计\u{7}划", false, false),
            ("计\t划", false, false),
        ] {
            let longest = if words.contains('\n') { 5 } else { 4 };
            assert_eq!(text("it", words, longest).is_ok(), as_text, "{words:?}");
            assert_eq!(line("it", words, longest).is_ok(), as_line, "{words:?}");
        }
    }

    #[test]
    fn before_the_first_version_no_policy_holds() {
        let mut county = County::new();
        assert!(policy_then(&county).is_some());
        county.clock(date("1999-12-31"), "12:00");
        assert_eq!(policy_then(&county), None);
    }
}
