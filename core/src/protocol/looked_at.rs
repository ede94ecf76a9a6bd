//! Who looked at one's records (查看记录).

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::{PersonId, Timestamp, day};

/// For how many days back looks are told.
pub const LOOKS_DAYS: u16 = 90;

/// Who looked at the caller's records on the last [`LOOKS_DAYS`] days, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookedAt {
    /// A line for each person, thing and day.
    pub looks: Vec<Look>,
}

/// That somebody looked at something of another person on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Look {
    /// Who looked.
    pub viewer: PersonId,
    /// At what.
    pub what: LookKind,
    /// The civil day on which they did.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
    /// When first on that day.
    pub first_at: Timestamp,
    /// When last on that day.
    pub last_at: Timestamp,
    /// How often on that day.
    pub times: u32,
}

/// What somebody looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LookKind {
    /// The day of a unit: the taps, how far from the workplace they were made, the leaves.
    UnitDay,
    /// The ledger.
    Ledger,
    /// What a moment said before it was changed or deleted.
    Trace,
    /// Where a moment was written or a result delivered.
    Place,
    /// A file of a moment or of a result, opened: the photo in full, the recording, the document. What the feed shows by
    /// itself is no look.
    File,
    /// Something that a newer server names and this program does not know. Nothing writes it.
    #[serde(other)]
    Unknown,
}
