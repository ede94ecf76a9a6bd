//! Publishing lessons.

use crate::model::{
    LESSON_BODY_MAX, LESSON_FILE_TYPES, LESSON_FILES_MAX, Lesson, LessonFile, Record, Sha256, TITLE_MAX,
    is_file_name,
};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::access::may_publish_lessons;
use crate::rules::judge::checks::{own, refuse, unused, when};
use crate::rules::judge::words::{line, policy_then, text};
use crate::rules::judge::{Effect, Verdict, World};

/// How a body names a picture: `![words](sha256:…)`.
const PICTURE: &str = "](sha256:";

/// Publishes a lesson.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): learning is.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_publish_lessons`]; nobody publishes in another's name.
/// - [`Conflict`](ProblemKind::Conflict): the id is in use.
/// - [`Invalid`](ProblemKind::Invalid): no title or body, too long, a wrong file, closed before it opens or by now, or
///   less time than the policy's shortest, or any where the policy has none.
pub fn publish(world: &impl World, lesson: &Lesson) -> Verdict {
    let Some(learning) = policy_then(world).and_then(|policy| policy.learning) else {
        return refuse(ProblemKind::SwitchedOff, "learning is switched off");
    };
    own(world, lesson.publisher)?;
    if !may_publish_lessons(world.actor()) {
        return refuse(
            ProblemKind::Forbidden,
            "the organization department publishes lessons",
        );
    }
    unused(world, lesson.id.0)?;
    if lesson.withdrawn_at.is_some() {
        return refuse(ProblemKind::Invalid, "a new lesson is not withdrawn");
    }
    line("the title", &lesson.title, TITLE_MAX)?;
    text("the body", &lesson.body, LESSON_BODY_MAX)?;
    files(lesson)?;
    let today = world.calendar().day(world.done_at());
    if lesson
        .closes
        .is_some_and(|closes| closes < lesson.opens.max(today))
    {
        return refuse(
            ProblemKind::Invalid,
            "the lesson closes before anybody can read it",
        );
    }
    match learning.minimum_seconds {
        None if lesson.minimum_seconds > 0 => {
            return refuse(ProblemKind::Invalid, "no reading time is asked for here");
        }
        Some(shortest) if lesson.minimum_seconds < shortest => {
            return refuse(
                ProblemKind::Invalid,
                "less reading time than the policy's shortest",
            );
        }
        None | Some(_) => {}
    }
    Ok(vec![Effect::Put(Record::Lesson {
        lesson: Lesson {
            published_at: when(world, lesson.published_at),
            ..lesson.clone()
        },
    })])
}

fn files(lesson: &Lesson) -> Result<(), Problem> {
    if lesson.files.len() > LESSON_FILES_MAX {
        return refuse(ProblemKind::Invalid, "too many files");
    }
    let taken = |file: &LessonFile| {
        LESSON_FILE_TYPES.contains(&file.mime.as_str()) && file.bytes > 0 && is_file_name(&file.name)
    };
    if !lesson.files.iter().all(taken) {
        return refuse(ProblemKind::Invalid, "a file that is not taken");
    }
    let named = |digest: &str| {
        digest
            .parse()
            .is_ok_and(|digest: Sha256| lesson.files.iter().any(|file| file.sha256 == digest))
    };
    let mut pictures = lesson.body.split(PICTURE).skip(1);
    if !pictures.all(|rest| rest.split_once(')').is_some_and(|(digest, _)| named(digest))) {
        return refuse(
            ProblemKind::Invalid,
            "the body names a picture that is not among the files",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::lesson;
    use super::*;
    use crate::model::{Person, Rank, Role, Timestamp};
    use crate::rules::judge::testing::{County, date};

    fn department() -> (County, Person) {
        let mut county = County::new();
        let officer = county.add_person(county.bureau, Rank::None, Role::Organization);
        county.acting(&officer);
        (county, officer)
    }

    fn picture(seed: &[u8], mime: &str) -> LessonFile {
        LessonFile {
            sha256: Sha256::of(seed),
            bytes: 9,
            mime: mime.into(),
            name: "图一.jpg".into(),
        }
    }

    #[test]
    fn a_lesson_is_on_the_record_as_it_was_written() {
        let (mut county, officer) = department();
        let mut written = lesson(&officer, county.done_at());
        written.files = vec![picture(b"1", "image/jpeg")];
        written.body = format!("![会场](sha256:{})", Sha256::of(b"1"));
        county.accepts(|county| publish(county, &written));
        assert_eq!(
            county.on_record(written.id.0),
            &Record::Lesson {
                lesson: written.clone()
            }
        );
        assert_eq!(
            county.refuses(|county| publish(county, &written)),
            ProblemKind::Conflict
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_published() {
        type Change = fn(&mut Lesson);
        let cases: [(&str, Change, Option<ProblemKind>); 15] = [
            ("as it is", |_| {}, None),
            ("no title", |l| l.title = " ".into(), Some(ProblemKind::Invalid)),
            ("the longest title", |l| l.title = "题".repeat(80), None),
            (
                "a longer one",
                |l| l.title = "题".repeat(81),
                Some(ProblemKind::Invalid),
            ),
            ("no body", |l| l.body = "\n".into(), Some(ProblemKind::Invalid)),
            ("the longest body", |l| l.body = "文".repeat(50_000), None),
            (
                "a longer one",
                |l| l.body = "文".repeat(50_001),
                Some(ProblemKind::Invalid),
            ),
            ("one day", |l| l.closes = Some(date("2026-03-10")), None),
            (
                "over already",
                |l| l.closes = Some(date("2026-03-09")),
                Some(ProblemKind::Invalid),
            ),
            (
                "closed before it opens",
                |l| l.opens = date("2026-04-01"),
                Some(ProblemKind::Invalid),
            ),
            ("always open", |l| l.closes = None, None),
            (
                "too short a time",
                |l| l.minimum_seconds = 59,
                Some(ProblemKind::Invalid),
            ),
            (
                "withdrawn",
                |l| l.withdrawn_at = Some(l.published_at),
                Some(ProblemKind::Invalid),
            ),
            (
                "a video",
                |l| l.files = vec![picture(b"1", "video/mp4")],
                Some(ProblemKind::Invalid),
            ),
            (
                "a picture that is not there",
                |l| l.body = format!("![图](sha256:{})", Sha256::of(b"2")),
                Some(ProblemKind::Invalid),
            ),
        ];
        for (what, change, expected) in cases {
            let (county, officer) = department();
            let mut written = lesson(&officer, county.done_at());
            change(&mut written);
            let refused = publish(&county, &written).err().map(|problem| problem.kind);
            assert_eq!(refused, expected, "{what}");
        }
    }

    #[test]
    fn twenty_files_fit_and_one_more_does_not() {
        let (county, officer) = department();
        let mut written = lesson(&officer, county.done_at());
        written.files = (0..20).map(|seed| picture(&[seed], "application/pdf")).collect();
        assert!(publish(&county, &written).is_ok());
        written.files.push(picture(b"more", "image/jpeg"));
        assert_eq!(
            county.refuses(|county| publish(county, &written)),
            ProblemKind::Invalid
        );
    }

    #[test]
    fn where_no_time_is_kept_none_is_asked_for() {
        let (mut county, officer) = department();
        county.policy(|policy| policy.learning.as_mut().unwrap().minimum_seconds = None);
        let mut written = lesson(&officer, county.done_at());
        written.minimum_seconds = 1;
        assert_eq!(
            county.refuses(|county| publish(county, &written)),
            ProblemKind::Invalid
        );
        written.minimum_seconds = 0;
        county.accepts(|county| publish(county, &written));
    }

    #[test]
    fn switched_off_nothing_is_published() {
        let (mut county, officer) = department();
        let written = lesson(&officer, county.done_at());
        county.policy(|policy| policy.learning = None);
        assert_eq!(
            county.refuses(|county| publish(county, &written)),
            ProblemKind::SwitchedOff
        );
        county.policy(|policy| policy.from = date("2026-03-11"));
        let written = Lesson {
            published_at: Timestamp(0),
            ..written
        };
        assert_eq!(
            county.refuses(|county| publish(county, &written)),
            ProblemKind::SwitchedOff
        );
    }
}
