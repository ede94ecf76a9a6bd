//! Learning, as the organization department sees it.

use serde::{Deserialize, Serialize};

use crate::rules::learning::{LearningMonth, LessonReaders};

/// Most months of one overview.
pub const LEARNING_MONTHS_MAX: u8 = 24;

/// Asks how learning stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct LearningQuery {
    /// How many months, the present one included; from 1 to [`LEARNING_MONTHS_MAX`].
    pub months: u8,
}

/// Whether enough lessons are out, and how many have read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LearningOverview {
    /// The months, the present one first. Those in which learning was switched off are left out.
    pub months: Vec<LearningMonth>,
    /// The lessons that opened in them and were not withdrawn, the latest first, with how many of the county's people have
    /// read each.
    pub readers: Vec<LessonReaders>,
}
