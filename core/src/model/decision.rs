//! Decisions on what somebody asked for.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{PersonId, Timestamp};

/// What somebody decided on a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decision {
    /// Yes or no.
    pub granted: bool,
    /// Who decided.
    pub by: PersonId,
    /// Why; never empty for a no.
    pub reason: String,
    /// When, by the decider's clock.
    pub at: Timestamp,
}
