//! The section `[learning]`.

use serde::{Deserialize, Serialize};

use crate::model::{Lesson, Points};

/// How lessons are published and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LearningPolicy {
    /// Lessons that the organization department has to publish in a month.
    pub lessons_per_month: u16,
    /// Shortest reading time that a lesson can have, in seconds; without, no reading time is asked for, nor kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_seconds: Option<u32>,
    /// What it earns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<LearningPoints>,
}

impl LearningPolicy {
    /// Whether the time for which a lesson lay open is asked for and kept.
    #[must_use]
    pub const fn keeps_time(&self) -> bool {
        self.minimum_seconds.is_some()
    }

    /// Seconds in which a lesson can be read at the shortest: what its publisher asked for, where time is kept.
    #[must_use]
    pub const fn seconds_of(&self, lesson: &Lesson) -> u32 {
        if self.keeps_time() {
            lesson.minimum_seconds
        } else {
            0
        }
    }
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
