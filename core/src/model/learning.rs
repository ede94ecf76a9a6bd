//! Learning (学习): lessons that the organization department publishes, and who has read them.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Attachment, LessonId, PersonId, ReadingId, Sha256, Timestamp, day};

/// Longest title of a lesson or a task, in Unicode scalar values.
pub const TITLE_MAX: usize = 80;
/// Longest body of a lesson, in Unicode scalar values.
pub const LESSON_BODY_MAX: usize = 50_000;
/// Most files of a lesson.
pub const LESSON_FILES_MAX: usize = 20;
/// What the files of a lesson may be.
pub const LESSON_FILE_TYPES: [&str; 2] = ["application/pdf", "image/jpeg"];

/// What a lesson is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// 会议精神.
    MeetingSpirit,
    /// 党章党规.
    PartyRules,
    /// 两学一做.
    TwoStudies,
    /// 公示公告.
    Notices,
    /// 其他.
    Other,
}

/// A file that belongs to a lesson: a PDF or a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LessonFile {
    /// Digest of the bytes.
    pub sha256: Sha256,
    /// Size in bytes.
    pub bytes: u64,
    /// `application/pdf` or `image/jpeg`.
    pub mime: String,
    /// Its name, as shown.
    pub name: String,
}

impl LessonFile {
    /// Whether it is shown as a picture, within the lesson; what is none is opened beside it.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.mime == "image/jpeg"
    }

    /// What hangs on a draft, as the file of a lesson with this number; `None` for what lessons do not have.
    #[must_use]
    pub fn of(number: usize, attachment: &Attachment) -> Option<Self> {
        let (mime, name) = match attachment {
            Attachment::Photo { .. } => ("image/jpeg", format!("{number}.jpg")),
            Attachment::Document { mime, name, .. } => (mime.as_str(), name.clone()),
            Attachment::Voice { .. } | Attachment::Video { .. } => return None,
        };
        LESSON_FILE_TYPES.contains(&mime).then(|| Self {
            sha256: attachment.sha256(),
            bytes: attachment.bytes(),
            mime: mime.into(),
            name,
        })
    }
}

/// A lesson.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lesson {
    /// Its id.
    pub id: LessonId,
    /// What it is about.
    pub topic: Topic,
    /// Its title.
    pub title: String,
    /// Markdown (CommonMark); pictures as `![words](sha256:…)`, naming one of `files`.
    pub body: String,
    /// Pictures and documents.
    pub files: Vec<LessonFile>,
    /// The first day on which it can be read for points.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub opens: NaiveDate,
    /// The last such day; `None` if it stays open.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub closes: Option<NaiveDate>,
    /// Shortest time in which one can have read it, in seconds.
    pub minimum_seconds: u32,
    /// Who published it.
    pub publisher: PersonId,
    /// When, by the publisher's clock.
    pub published_at: Timestamp,
    /// When it was taken back, if it was.
    pub withdrawn_at: Option<Timestamp>,
}

impl Lesson {
    /// Its files that are opened beside it, each as the bit of its place among the files: a lesson is read to its end when
    /// these were opened, too.
    #[must_use]
    pub fn documents(&self) -> u32 {
        let files = self.files.iter().take(LESSON_FILES_MAX);
        let documents = (0_u32..).zip(files).filter(|(_, file)| !file.is_picture());
        documents.fold(0, |bits, (place, _)| bits | 1 << place)
    }
}

/// One person has read one lesson to the end; there is at most one that counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// Its id.
    pub id: ReadingId,
    /// Who read.
    pub person: PersonId,
    /// What.
    pub lesson: LessonId,
    /// When it was opened first, by the phone's clock; the same as `finished_at` where the policy keeps no reading time.
    pub started_at: Timestamp,
    /// When its end was reached after the minimum time, by the phone's clock.
    pub finished_at: Timestamp,
    /// Seconds for which it lay open on the screen; 0 where the policy keeps no reading time.
    pub seconds: u32,
}
