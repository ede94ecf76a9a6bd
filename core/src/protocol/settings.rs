//! What the whole county is set to.

use serde::{Deserialize, Serialize};

use crate::rules::{calendar::Calendar, policy::Policies};

/// Policy and calendar, as the administrator brought them in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// Every version of the policy.
    pub policies: Policies,
    /// The county's calendar.
    pub calendar: Calendar,
}
