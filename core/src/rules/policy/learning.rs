//! The section `[learning]`.

use serde::{Deserialize, Serialize};

use crate::model::Points;

/// How lessons are published and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LearningPolicy {
    /// Lessons that the organization department has to publish in a month.
    pub lessons_per_month: u16,
    /// Shortest reading time that a lesson can have, in seconds.
    pub minimum_seconds: u32,
    /// What it earns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<LearningPoints>,
}

/// What reading earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LearningPoints {
    /// For a lesson read to its end, once.
    pub read: Points,
    /// Most lessons of one day that earn; further ones are noted over the cap.
    pub per_day: u16,
}
