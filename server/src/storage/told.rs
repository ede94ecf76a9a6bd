//! Who was told of requests: when the roster changes, others may decide on them.

use chrono::NaiveDate;
use jishi_core::model::{PersonId, RecordId, Sha256};
use serde::{Deserialize, Serialize};

use super::StoredRecord;

/// What decided who was told of the requests on record, when that was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retold {
    /// The [version](super::Roster::version) of the roster.
    pub roster: u64,
    /// The digest of the settings.
    pub settings: Sha256,
    /// The civil day: who has left may decide no more.
    pub day: NaiveDate,
}

/// A request and who was told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The request.
    pub stored: StoredRecord,
    /// Those who were told of it and may read it still, in the order of their ids.
    pub readers: Vec<PersonId>,
}

/// Who is told of a request from now on, and who may read it no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retelling {
    /// The request.
    pub record: RecordId,
    /// Who is told of it, as it stands when this is done.
    pub gain: Vec<PersonId>,
    /// Who may read it no more.
    pub lose: Vec<PersonId>,
}
