//! Appeals: on one entry of one's own ledger.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{AppealId, Decision, EntryKey, PersonId, Timestamp};

/// Longest reason of an appeal, in Unicode scalar values.
pub const APPEAL_REASON_MAX: usize = 1_000;

/// One person contests one entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appeal {
    /// Its id.
    pub id: AppealId,
    /// Who contests.
    pub person: PersonId,
    /// Which entry of their ledger.
    pub entry: EntryKey,
    /// Why.
    pub reason: String,
    /// When, by the phone's clock.
    pub filed_at: Timestamp,
    /// When it has to be decided; after that it lapses in favour of the person.
    pub decide_by: Timestamp,
    /// What was decided: granted means that what the entry took is given back.
    pub decision: Option<Decision>,
    /// When the person took it back, if they did.
    pub withdrawn_at: Option<Timestamp>,
}
