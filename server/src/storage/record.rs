//! Records as stored.

use chrono::NaiveDate;
use jishi_core::model::{Attachment, PersonId, Record, RecordId, RecordKind, Sha256};
use jishi_core::rules::access::Readers;

/// A record with its version: the sequence of the operation that made it so, or gave it its last part.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRecord {
    /// The record.
    pub record: Record,
    /// Its version.
    pub version: u64,
}

/// A record to be put in place.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRecord {
    /// The record.
    pub record: Record,
    /// The first and the last day that it is about, in the county's calendar.
    pub days: (NaiveDate, NaiveDate),
    /// The version that was judged; `None` if there was none yet. If another one stands, nothing is done.
    pub seen: Option<u64>,
    /// Who is told of it.
    pub readers: Readers,
}

/// Records of some people and kinds that touch some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordsQuery {
    /// Whose.
    pub owners: Vec<PersonId>,
    /// Of which kinds.
    pub kinds: Vec<RecordKind>,
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl NewRecord {
    /// The task of which it becomes a part: only a new one does, since no task changes hands.
    pub(super) const fn joins(&self) -> Option<RecordId> {
        match (&self.record, self.seen) {
            (Record::Task { .. }, None) => parent_of(&self.record),
            _ => None,
        }
    }
}

/// The task of which a record is a part, or the lesson of which it is a reading.
pub(super) const fn parent_of(record: &Record) -> Option<RecordId> {
    match record {
        Record::Task { task } => match task.parent {
            Some(parent) => Some(RecordId(parent.0)),
            None => None,
        },
        Record::Reading { reading } => Some(RecordId(reading.lesson.0)),
        _ => None,
    }
}

/// The files that a record shows, each once.
pub(super) fn files_of(record: &Record) -> Vec<Sha256> {
    let mut files: Vec<Sha256> = match record {
        Record::Lesson { lesson } => lesson.files.iter().map(|file| file.sha256).collect(),
        Record::Task { task } => task
            .deliveries
            .iter()
            .flat_map(|delivered| &delivered.attachments)
            .map(Attachment::sha256)
            .collect(),
        _ => Vec::new(),
    };
    files.sort_unstable();
    files.dedup();
    files
}

/// Where the first days of those records begin that touch the days from `first` on. What is about one day needs no look
/// into all the time before; leaves, lessons and tasks last, and few of them are on record.
pub(super) const fn search_from(kind: RecordKind, first: NaiveDate) -> i32 {
    match kind {
        RecordKind::CheckIn
        | RecordKind::Correction
        | RecordKind::Reading
        | RecordKind::Appeal
        | RecordKind::Doubt => first.to_epoch_days(),
        RecordKind::Leave | RecordKind::Lesson | RecordKind::Task => i32::MIN,
    }
}
