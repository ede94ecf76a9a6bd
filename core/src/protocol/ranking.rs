//! Places by points (季度评比), among those who can be compared.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::UnitId;
use crate::rules::rating::{Group, Placed};
use crate::rules::score::{Period, Span};

/// Asks for the places of a unit's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct RankingQuery {
    /// The unit; the people of the units below it are compared with its own.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub unit: UnitId,
    /// How long a stretch.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub span: Span,
    /// A civil day in it.
    pub day: NaiveDate,
}

/// The places of a unit's people over a stretch of time, as they stand now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ranking {
    /// The unit.
    pub unit: UnitId,
    /// From when to when.
    pub period: Period,
    /// Each group that has anybody in it.
    pub groups: Vec<RankedGroup>,
}

/// The places in one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RankedGroup {
    /// Who is compared.
    pub group: Group,
    /// How many people are in it who keep their record.
    pub people: u32,
    /// Their places, the best first; none in a group that is too small to compare. Places are counted over everybody in the
    /// group, but only those are listed whose ledger the caller may see.
    pub places: Vec<Placed>,
    /// How many have a place that is not for the caller to see.
    #[serde(default)]
    pub hidden: u32,
}
