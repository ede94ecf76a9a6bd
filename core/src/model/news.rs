//! What happened to what is somebody's own, by a name of its own: by that it is known whether they have been told.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{PersonId, Timestamp};

/// Names one thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
pub struct NewsId {
    /// To what: a record, or a moment.
    pub subject: Uuid,
    /// By whom; `None` if it was time that passed.
    pub by: Option<PersonId>,
    /// When, by that person's clock.
    pub at: Timestamp,
}
