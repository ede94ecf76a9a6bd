//! The section `[leave]`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{LeaveKind, Rank};

/// How leave is asked for and granted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeavePolicy {
    /// The kinds that can be asked for.
    pub kinds: BTreeMap<LeaveKind, LeaveKindPolicy>,
    /// Who grants how much: the first step whose days suffice names the lowest rank that may. Days rise; the last has none.
    pub approval: Vec<ApprovalStep>,
}

/// One kind of leave.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeaveKindPolicy {
    /// Which days are counted.
    pub counts: Counts,
    /// Most days in a civil year; without, there is no balance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_per_year: Option<u16>,
    /// Days offered when it is asked for the first time.
    pub usual_days: u16,
    /// Whether a reason has to be given.
    pub reason: bool,
}

/// Which days of a leave are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Working days of the county's calendar.
    WorkingDays,
    /// All.
    CalendarDays,
}

/// Who may grant leaves up to a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApprovalStep {
    /// Up to so many counted days; without, any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to_days: Option<u16>,
    /// The lowest rank that may grant it.
    pub rank: Rank,
}
