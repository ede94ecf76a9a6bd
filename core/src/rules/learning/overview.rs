//! What the organization department sees of learning: whether enough lessons are out, and how many have read them.

use std::collections::{HashMap, HashSet};

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::model::{Lesson, LessonId, PersonId, Reading};

/// The lessons of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LearningMonth {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// Lessons that opened in it by today and were not withdrawn.
    pub lessons: usize,
    /// Lessons that are to open in it after today.
    pub planned: usize,
    /// Lessons that the policy asks for.
    pub required: u16,
}

impl LearningMonth {
    /// Whether enough are out.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.lessons >= usize::from(self.required)
    }
}

/// How the month of `day` stands on the day `today` against `required`, the policy's lessons per month.
#[must_use]
pub fn learning_month<'a>(
    lessons: impl IntoIterator<Item = &'a Lesson>,
    required: u16,
    day: NaiveDate,
    today: NaiveDate,
) -> LearningMonth {
    let month = |day: NaiveDate| (day.year(), day.month());
    let within = |lesson: &&Lesson| lesson.withdrawn_at.is_none() && month(lesson.opens) == month(day);
    let (out, planned): (Vec<_>, Vec<_>) = lessons
        .into_iter()
        .filter(within)
        .partition(|lesson| lesson.opens <= today);
    LearningMonth {
        year: day.year(),
        month: day.month(),
        lessons: out.len(),
        planned: planned.len(),
        required,
    }
}

/// How many have read a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LessonReaders {
    /// Which.
    pub lesson: LessonId,
    /// How many of those asked about have read it.
    pub read: usize,
    /// How many were asked about.
    pub of: usize,
}

/// How many of `people` have read each of `lessons`, in the order of the lessons. Readings by others, of other lessons, and
/// second ones do not count.
#[must_use]
pub fn lesson_readers<'a>(
    lessons: &[LessonId],
    readings: impl IntoIterator<Item = &'a Reading>,
    people: &HashSet<PersonId>,
) -> Vec<LessonReaders> {
    let mut readers: HashMap<LessonId, HashSet<PersonId>> =
        lessons.iter().map(|lesson| (*lesson, HashSet::new())).collect();
    for reading in readings {
        if people.contains(&reading.person)
            && let Some(readers) = readers.get_mut(&reading.lesson)
        {
            readers.insert(reading.person);
        }
    }
    lessons
        .iter()
        .map(|lesson| LessonReaders {
            lesson: *lesson,
            read: readers.get(lesson).map_or(0, HashSet::len),
            of: people.len(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::lesson;
    use super::*;
    use crate::model::{Rank, ReadingId, Role, Timestamp};
    use crate::rules::judge::testing::{County, date};

    #[test]
    fn a_month_counts_what_opened_in_it_and_is_still_out() {
        let mut county = County::new();
        let officer = county.add_person(county.bureau, Rank::None, Role::Organization);
        let opening = |day: &str| Lesson {
            opens: date(day),
            ..lesson(&officer, Timestamp(1))
        };
        let mut withdrawn = opening("2026-03-15");
        withdrawn.withdrawn_at = Some(Timestamp(2));
        let lessons = [
            opening("2026-02-28"),
            opening("2026-03-01"),
            opening("2026-03-31"),
            opening("2026-04-01"),
            opening("2025-03-10"),
            withdrawn,
        ];
        let march =
            |today: &str, required| learning_month(&lessons, required, date("2026-03-10"), date(today));
        for (today, out, planned) in [("2026-03-30", 1, 1), ("2026-03-31", 2, 0), ("2026-05-02", 2, 0)] {
            let march = march(today, 2);
            assert_eq!((march.year, march.month), (2026, 3));
            assert_eq!((march.lessons, march.planned), (out, planned), "{today}");
            assert_eq!(march.is_enough(), out == 2, "what is planned is not out: {today}");
        }
        assert!(!march("2026-03-31", 3).is_enough());
        assert!(learning_month(&[], 0, date("2026-03-10"), date("2026-03-10")).is_enough());
    }

    #[test]
    fn readers_are_people_not_readings() {
        let at = Timestamp(1);
        let [asked, silent, stranger] = [1, 2, 3].map(|_| PersonId::new(at));
        let [one, two] = [1, 2].map(|_| LessonId::new(at));
        let reading = |person, lesson| Reading {
            id: ReadingId::new(at),
            person,
            lesson,
            started_at: at,
            finished_at: at,
            seconds: 60,
        };
        let readings = [
            reading(asked, one),
            reading(asked, one),
            reading(stranger, one),
            reading(asked, LessonId::new(at)),
        ];
        let counted = lesson_readers(&[one, two], &readings, &HashSet::from([asked, silent]));
        let numbers: Vec<_> = counted
            .iter()
            .map(|each| (each.lesson, each.read, each.of))
            .collect();
        assert_eq!(numbers, [(one, 1, 2), (two, 0, 2)]);
    }
}
