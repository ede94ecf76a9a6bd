//! The section `[evaluation]`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Points, Rank};

/// How moments are liked and disliked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EvaluationPolicy {
    /// Most likes that one person gives in a day.
    pub likes_per_day: u16,
    /// Most dislikes that one person gives in a day; 0 switches them off.
    pub dislikes_per_day: u16,
    /// The lowest rank that may dislike.
    pub dislike_rank: Rank,
    /// What they are worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<EvaluationPoints>,
}

/// What likes and dislikes are worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EvaluationPoints {
    /// By rank of the giver; ranks that are absent are worth nothing.
    pub by_rank: BTreeMap<Rank, ReactionPoints>,
    /// Most that likes can earn on one day.
    pub gain_per_day: Points,
    /// Most that dislikes can cost on one day, as a number without sign.
    pub loss_per_day: Points,
}

/// What the reactions of one rank are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReactionPoints {
    /// A like.
    pub like: Points,
    /// A dislike; zero or less.
    pub dislike: Points,
}
