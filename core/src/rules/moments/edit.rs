//! Changing a moment's words.

use super::within;
use crate::model::{MomentId, TEXT_MAX};
use crate::protocol::ProblemKind;
use crate::rules::judge::checks::{own, refuse};
use crate::rules::judge::words::text;
use crate::rules::judge::{Effect, Verdict, World};

/// Gives one's moment other words; those before stay on the record. They cannot all go: whether an attachment would be left
/// is not known here, and an empty moment is better deleted.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such moment, or it was deleted.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's.
/// - [`SwitchedOff`](ProblemKind::SwitchedOff), [`TooLate`](ProblemKind::TooLate): not within the policy's hours.
/// - [`Invalid`](ProblemKind::Invalid): no words, too many, or such as cannot be shown.
pub fn edit(world: &impl World, id: MomentId, words: &str) -> Verdict {
    let Some(moment) = world.moment(id).filter(|moment| !moment.deleted) else {
        return refuse(ProblemKind::NotFound, "no such moment");
    };
    own(world, moment.author)?;
    within(world, moment.done_at, |logs| logs.edit_hours)?;
    text("the text", words, TEXT_MAX)?;
    Ok(vec![Effect::Edit {
        moment: id,
        text: words.into(),
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rank, Role};
    use crate::rules::judge::KnownMoment;
    use crate::rules::judge::testing::{County, date};

    /// A cadre, who acts, and their moment of nine o'clock.
    fn posted(deleted: bool) -> (County, MomentId) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let (id, done_at) = (MomentId::new(county.done_at()), county.done_at());
        let known = KnownMoment {
            author: cadre.id,
            done_at,
            deleted,
        };
        county.put_moment(id, known).acting(&cadre);
        (county, id)
    }

    #[test]
    fn words_can_be_changed_for_the_policys_hours() {
        for (hours, day, time, expected) in [
            (24, "2026-03-10", "09:01", None),
            (24, "2026-03-11", "09:00", None),
            (24, "2026-03-11", "09:01", Some(ProblemKind::TooLate)),
            (25, "2026-03-11", "09:01", None),
            (0, "2026-03-10", "09:00", Some(ProblemKind::SwitchedOff)),
        ] {
            let (mut county, id) = posted(false);
            county.policy(|policy| policy.logs.edit_hours = hours);
            county.clock(date(day), time);
            let refused = edit(&county, id, "走访三组六户")
                .err()
                .map(|problem| problem.kind);
            assert_eq!(refused, expected, "{hours} {day} {time}");
        }
    }

    #[test]
    fn the_new_words_are_words_of_a_moment() {
        let (county, id) = posted(false);
        let text = "走访三组六户".to_owned();
        let expected = Effect::Edit { moment: id, text };
        assert_eq!(edit(&county, id, "走访三组六户"), Ok(vec![expected]));
        for words in ["", " \n", "a\0", &"雨".repeat(TEXT_MAX + 1)] {
            assert_eq!(
                county.refuses(|county| edit(county, id, words)),
                ProblemKind::Invalid
            );
        }
    }

    #[test]
    fn what_is_deleted_or_unknown_is_not_found() {
        let (county, id) = posted(true);
        assert_eq!(
            county.refuses(|county| edit(county, id, "补")),
            ProblemKind::NotFound
        );
        let (county, _) = posted(false);
        let unknown = MomentId::new(county.done_at());
        assert_eq!(
            county.refuses(|county| edit(county, unknown, "补")),
            ProblemKind::NotFound
        );
    }
}
