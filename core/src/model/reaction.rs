//! Reactions to moments.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{MomentId, PersonId, Rank, Timestamp};

/// One person's standing reaction to one moment; there is at most one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reaction {
    /// The moment.
    pub moment: MomentId,
    /// Who gave it.
    pub giver: PersonId,
    /// The rank that the giver had.
    #[serde(default)]
    pub rank: Rank,
    /// What they gave.
    pub kind: ReactionKind,
    /// When, by the giver's clock.
    pub done_at: Timestamp,
}

/// Kinds of reaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReactionKind {
    /// 赞.
    Like,
    /// 踩, with the reason that is shown under the moment.
    Dislike {
        /// Why; never empty.
        reason: String,
    },
}
