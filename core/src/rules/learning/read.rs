//! Reading lessons.

use chrono::NaiveDate;

use crate::model::{Lesson, Reading, Record, RecordId, RecordKind};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::checks::{own, refuse, unused, when};
use crate::rules::judge::words::policy_then;
use crate::rules::judge::{Effect, Verdict, World};

/// Puts on the record that the actor has read a lesson to its end. What counts is when its end was reached, so that a
/// lesson can be read without signal and withdrawn or closed before that is known. Where the policy keeps no reading time,
/// none is on the record: the reading begins and ends at its end.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): learning is.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's reading.
/// - [`Conflict`](ProblemKind::Conflict): the id is in use.
/// - [`NotFound`](ProblemKind::NotFound): no such lesson.
/// - [`AlreadyWithdrawn`](ProblemKind::AlreadyWithdrawn): the lesson was, before its end was reached.
/// - [`TooEarly`](ProblemKind::TooEarly), [`TooLate`](ProblemKind::TooLate): not on a day on which the lesson is open.
/// - [`Invalid`](ProblemKind::Invalid): it lay open for longer than the time between start and end.
/// - [`ReadTooFast`](ProblemKind::ReadTooFast): for less than its shortest reading time.
/// - [`AlreadyDone`](ProblemKind::AlreadyDone): the actor has read it before.
pub fn read(world: &impl World, reading: &Reading) -> Verdict {
    let Some(learning) = policy_then(world).and_then(|policy| policy.learning) else {
        return refuse(ProblemKind::SwitchedOff, "learning is switched off");
    };
    own(world, reading.person)?;
    unused(world, reading.id.0)?;
    let finished_at = when(world, reading.finished_at);
    let (took_ms, seconds) = if learning.keeps_time() {
        (reading.finished_at.since(reading.started_at), reading.seconds)
    } else {
        (0, 0)
    };
    let reading = &Reading {
        finished_at,
        started_at: finished_at.plus(-took_ms),
        seconds,
        ..reading.clone()
    };
    let Some(Record::Lesson { lesson }) = world.record(RecordId(reading.lesson.0)) else {
        return refuse(ProblemKind::NotFound, "no such lesson");
    };
    is_open(world, lesson, reading)?;
    took_its_time(learning.seconds_of(lesson), reading)?;
    let readings = world.records_of(
        reading.person,
        RecordKind::Reading,
        NaiveDate::MIN,
        NaiveDate::MAX,
    );
    let same = |record: &&Record| matches!(record, Record::Reading { reading: earlier } if earlier.lesson == reading.lesson);
    if readings.iter().any(same) {
        return refuse(ProblemKind::AlreadyDone, "the lesson was read before");
    }
    Ok(vec![Effect::Put(Record::Reading {
        reading: reading.clone(),
    })])
}

fn is_open(world: &impl World, lesson: &Lesson, reading: &Reading) -> Result<(), Problem> {
    if lesson.withdrawn_at.is_some_and(|at| at <= reading.finished_at) {
        return refuse(ProblemKind::AlreadyWithdrawn, "the lesson was withdrawn by then");
    }
    let day = world.calendar().day(reading.finished_at);
    if day < lesson.opens {
        return refuse(ProblemKind::TooEarly, "the lesson was not open yet");
    }
    if lesson.closes.is_some_and(|closes| closes < day) {
        return refuse(ProblemKind::TooLate, "the lesson was closed by then");
    }
    Ok(())
}

fn took_its_time(shortest: u32, reading: &Reading) -> Result<(), Problem> {
    let took_ms = reading.finished_at.since(reading.started_at);
    // Two clock readings are rounded each for itself: a second between them is nobody's lie.
    if took_ms < 0 || i64::from(reading.seconds) * 1_000 > took_ms.saturating_add(1_000) {
        return refuse(
            ProblemKind::Invalid,
            "the lesson lay open for longer than it took",
        );
    }
    if reading.seconds < shortest {
        return refuse(
            ProblemKind::ReadTooFast,
            "less than the lesson's shortest reading time",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::lesson;
    use super::*;
    use crate::model::{Person, Rank, ReadingId, Role, Timestamp};
    use crate::rules::judge::testing::{County, date};
    use proptest::prelude::*;

    /// A cadre, who acts, and a lesson that is out.
    fn school() -> (County, Person, Lesson) {
        let mut county = County::new();
        let officer = county.add_person(county.bureau, Rank::None, Role::Organization);
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let lesson = lesson(&officer, county.done_at());
        county
            .put(Record::Lesson {
                lesson: lesson.clone(),
            })
            .acting(&cadre);
        (county, cadre, lesson)
    }

    fn reading(county: &County, person: &Person, lesson: &Lesson) -> Reading {
        let finished_at = county.done_at();
        Reading {
            id: ReadingId::new(finished_at),
            person: person.id,
            lesson: lesson.id,
            started_at: finished_at.plus(-90_000),
            finished_at,
            seconds: 75,
        }
    }

    #[test]
    fn a_lesson_is_read_once() {
        let (mut county, cadre, lesson) = school();
        let first = reading(&county, &cadre, &lesson);
        county.accepts(|county| read(county, &first));
        assert_eq!(
            county.on_record(first.id.0),
            &Record::Reading {
                reading: first.clone()
            }
        );
        county.clock(date("2026-03-20"), "21:00");
        let again = reading(&county, &cadre, &lesson);
        assert_eq!(
            county.refuses(|county| read(county, &again)),
            ProblemKind::AlreadyDone
        );
        let colleague = county.add_person(county.village, Rank::None, Role::Cadre);
        county.acting(&colleague);
        let other = reading(&county, &colleague, &lesson);
        county.accepts(|county| read(county, &other));
    }

    #[test]
    fn it_counts_on_its_days_of_the_county() {
        for (day, time, expected) in [
            ("2026-02-28", "23:59", Some(ProblemKind::TooEarly)),
            ("2026-03-01", "00:00", None),
            ("2026-03-31", "23:59", None),
            ("2026-04-01", "00:00", Some(ProblemKind::TooLate)),
        ] {
            let (mut county, cadre, lesson) = school();
            county.clock(date(day), time);
            let reading = reading(&county, &cadre, &lesson);
            let refused = read(&county, &reading).err().map(|problem| problem.kind);
            assert_eq!(refused, expected, "{day} {time}");
        }
    }

    #[test]
    fn withdrawn_it_counts_for_those_who_had_finished() {
        for (minutes, expected) in [(1, None), (0, Some(ProblemKind::AlreadyWithdrawn))] {
            let (mut county, cadre, mut lesson) = school();
            lesson.withdrawn_at = Some(county.done_at().plus(minutes * 60_000));
            county.put(Record::Lesson {
                lesson: lesson.clone(),
            });
            let reading = reading(&county, &cadre, &lesson);
            let refused = read(&county, &reading).err().map(|problem| problem.kind);
            assert_eq!(refused, expected, "{minutes}");
        }
    }

    #[test]
    fn unknown_lessons_and_switched_off_learning_are_refused() {
        let (mut county, cadre, mut lesson) = school();
        let known = reading(&county, &cadre, &lesson);
        lesson.id = crate::model::LessonId::new(Timestamp(1));
        let unknown = reading(&county, &cadre, &lesson);
        assert_eq!(
            county.refuses(|county| read(county, &unknown)),
            ProblemKind::NotFound
        );
        county.policy(|policy| policy.learning = None);
        assert_eq!(
            county.refuses(|county| read(county, &known)),
            ProblemKind::SwitchedOff
        );
    }

    #[test]
    fn where_no_time_is_kept_none_is_on_the_record() {
        let (mut county, cadre, lesson) = school();
        county.policy(|policy| policy.learning.as_mut().unwrap().minimum_seconds = None);
        let sent = reading(&county, &cadre, &lesson);
        county.accepts(|county| read(county, &sent));
        let kept = Reading {
            started_at: sent.finished_at,
            seconds: 0,
            ..sent.clone()
        };
        assert_eq!(
            county.on_record(sent.id.0),
            &Record::Reading { reading: kept },
            "the lesson asks for a minute, as it was published under another policy"
        );
    }

    proptest! {
        #[test]
        fn accepted_readings_took_their_time(took_ms in -10_000_i64..200_000, seconds in 0_u32..200) {
            let (county, cadre, lesson) = school();
            let mut reading = reading(&county, &cadre, &lesson);
            reading.started_at = reading.finished_at.plus(-took_ms);
            reading.seconds = seconds;
            let possible = took_ms >= 0 && i64::from(seconds) * 1_000 <= took_ms + 1_000;
            let expected = match (possible, seconds >= 60) {
                (false, _) => Some(ProblemKind::Invalid),
                (true, false) => Some(ProblemKind::ReadTooFast),
                (true, true) => None,
            };
            prop_assert_eq!(read(&county, &reading).err().map(|problem| problem.kind), expected);
        }
    }
}
