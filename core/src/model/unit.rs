//! Units: county → bureau or township → village.

use serde::{Deserialize, Serialize};

use super::UnitId;

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
}

/// The kinds of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
