//! Taking lessons back.

use crate::model::{LessonId, Record, RecordId};
use crate::protocol::ProblemKind;
use crate::rules::access::may_withdraw_lesson;
use crate::rules::judge::checks::refuse;
use crate::rules::judge::{Effect, Verdict, World};

/// Takes a lesson back. Readings stay, and so does what they earned. Works where learning has been switched off, too.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such lesson.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_withdraw_lesson`].
/// - [`AlreadyWithdrawn`](ProblemKind::AlreadyWithdrawn): somebody was faster.
pub fn withdraw(world: &impl World, id: LessonId) -> Verdict {
    let Some(Record::Lesson { lesson }) = world.record(RecordId(id.0)) else {
        return refuse(ProblemKind::NotFound, "no such lesson");
    };
    if !may_withdraw_lesson(world.actor(), lesson.publisher) {
        return refuse(ProblemKind::Forbidden, "this lesson is for others to withdraw");
    }
    if lesson.withdrawn_at.is_some() {
        return refuse(ProblemKind::AlreadyWithdrawn, "the lesson was withdrawn before");
    }
    let mut withdrawn = lesson.clone();
    withdrawn.withdrawn_at = Some(world.done_at());
    Ok(vec![Effect::Put(Record::Lesson { lesson: withdrawn })])
}

#[cfg(test)]
mod tests {
    use super::super::testing::lesson;
    use super::*;
    use crate::model::{Lesson, Rank, Role};
    use crate::rules::judge::testing::County;

    #[test]
    fn a_lesson_is_withdrawn_once() {
        let mut county = County::new();
        let officer = county.add_person(county.bureau, Rank::None, Role::Organization);
        let published = lesson(&officer, county.done_at());
        county.put(Record::Lesson {
            lesson: published.clone(),
        });
        county.acting(&officer);
        county.accepts(|county| withdraw(county, published.id));
        let withdrawn = Lesson {
            withdrawn_at: Some(county.done_at()),
            ..published.clone()
        };
        assert_eq!(
            county.on_record(published.id.0),
            &Record::Lesson { lesson: withdrawn }
        );
        assert_eq!(
            county.refuses(|county| withdraw(county, published.id)),
            ProblemKind::AlreadyWithdrawn
        );
    }

    #[test]
    fn another_id_names_no_lesson() {
        let county = County::new();
        let unknown = LessonId::new(county.done_at());
        assert_eq!(
            county.refuses(|county| withdraw(county, unknown)),
            ProblemKind::NotFound
        );
    }
}
