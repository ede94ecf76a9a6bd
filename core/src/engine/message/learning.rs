//! Lessons.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Delivery;
use crate::model::{Lesson, LessonId, Person, Reading, Timestamp, Topic, day};

/// See [`Command::Lessons`](super::Command::Lessons).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetLessons;

/// A lesson in a list.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct LessonItem {
    /// Its id.
    pub id: LessonId,
    /// What it is about.
    pub topic: Topic,
    /// Its title.
    pub title: String,
    /// The first day on which it can be read for points.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub opens: NaiveDate,
    /// The last such day; `None` if it stays open.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub closes: Option<NaiveDate>,
    /// Shortest reading time, in seconds.
    pub minimum_seconds: u32,
    /// When it was published.
    pub published_at: Timestamp,
    /// Who published it, if known here.
    pub publisher: Option<Person>,
    /// When one has read it to its end.
    pub read_at: Option<Timestamp>,
    /// Whether it can be read for points today and was not.
    pub to_read: bool,
}

/// See [`Command::Lesson`](super::Command::Lesson).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetLesson(pub LessonId);

/// How far a reading is that was begun and not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
pub struct BegunReading {
    /// When the lesson was opened first.
    pub started_at: Timestamp,
    /// For how long it has lain open on the screen since, in milliseconds.
    pub read_ms: i64,
    /// Whether its end was on the screen.
    pub end: bool,
    /// Which of its documents were opened, see [`Lesson::documents`].
    pub opened: u32,
}

/// See [`Command::KeepReading`](super::Command::KeepReading).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct KeepReading {
    /// Of which lesson.
    pub lesson: LessonId,
    /// How far it is.
    pub begun: BegunReading,
}

/// A lesson, to be read.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct LessonPage {
    /// The lesson.
    pub lesson: Lesson,
    /// Seconds in which it can be read at the shortest; `None` where no reading time is asked for, nor kept.
    pub minimum_seconds: Option<u32>,
    /// Who published it, if known here.
    pub publisher: Option<Person>,
    /// That one has read it.
    pub reading: Option<Reading>,
    /// How far one was when reading was kept last, if it was begun and not finished.
    pub begun: Option<BegunReading>,
    /// Whether it can be read for points today and was not.
    pub to_read: bool,
    /// Whether one may take it back.
    pub may_withdraw: bool,
    /// How far one's own last word on the reading is, if it has not arrived.
    pub under_way: Option<Delivery>,
}
