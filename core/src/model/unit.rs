//! Units: county → bureau or township → village.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Shift, UnitId, Workplace};

/// A unit (单位) of the county.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The unit above it; `None` for the county itself.
    pub parent: Option<UnitId>,
    /// Its name, unique among its siblings.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// Where it works; `None` until somebody has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workplace: Option<Workplace>,
    /// Working hours of its own, each from a day on, in the order of those days. Before the first, and where one has no
    /// shifts, the policy's hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
}

/// A unit's working hours from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hours {
    /// The first day on which they hold.
    pub from: NaiveDate,
    /// In the order of the day, at most [`SHIFTS_MAX`](crate::rules::policy::SHIFTS_MAX); none means the policy's.
    pub shifts: Vec<Shift>,
}

/// The kinds of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// The county (县), root of the tree.
    County,
    /// A bureau of the county (局办).
    Bureau,
    /// A township or town (乡镇).
    Township,
    /// A village (村).
    Village,
}
