//! The section `[logs]`.

use serde::{Deserialize, Serialize};

use crate::model::Points;

/// How logs are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LogPolicy {
    /// Hours after a moment was made within which its words may be changed; 0 switches it off.
    pub edit_hours: u16,
    /// Hours after a moment was made within which it may be deleted; 0 switches it off.
    pub delete_hours: u16,
    /// What it earns and costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<LogPoints>,
}

impl Default for LogPolicy {
    /// A day to change one's mind, no points.
    fn default() -> Self {
        Self {
            edit_hours: 24,
            delete_hours: 24,
            points: None,
        }
    }
}

/// What logs earn and cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LogPoints {
    /// For a moment.
    pub written: Points,
    /// Most moments of one day that earn; further ones are noted over the cap.
    pub per_day: u16,
    /// For a working day without one; zero or less. Days with granted leave are exempt.
    pub missed: Points,
    /// Hours after the end of a day before it is booked as missed: logs written without signal need time to arrive.
    pub arrival_hours: u16,
}
