//! Records as stored.

use chrono::NaiveDate;
use jishi_core::model::{PersonId, Record, RecordId, RecordKind};
use jishi_core::rules::access::Readers;

/// A record with its version: the sequence of the operation that made it so.
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

/// The task of which a record is a part.
pub(super) const fn parent_of(record: &Record) -> Option<RecordId> {
    match record {
        Record::Task { task } => match task.parent {
            Some(parent) => Some(RecordId(parent.0)),
            None => None,
        },
        _ => None,
    }
}
