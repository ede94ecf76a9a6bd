//! Somebody's score, as their leaders and the organization department see it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::{PersonId, Points};
use crate::rules::score::{Ledger, Period, Span};

/// Asks for somebody's ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct PersonScoreQuery {
    /// Whose.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub person: PersonId,
    /// How long a stretch.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub span: Span,
    /// A civil day in it.
    pub day: NaiveDate,
}

/// Somebody's ledger over a stretch of time, as it stands now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonScore {
    /// Whose.
    pub person: PersonId,
    /// From when to when.
    pub period: Period,
    /// Every entry of it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::model::Entry>))]
    pub ledger: Ledger,
    /// What counts of them, added up.
    pub total: Points,
}
