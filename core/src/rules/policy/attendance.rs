//! The section `[attendance]`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Mode, Points, Shift};

/// Most shifts that a day can have, in a policy as in a unit's own hours; what a day came to fits an array.
pub const SHIFTS_MAX: usize = 4;

/// How attendance is taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AttendancePolicy {
    /// Working hours of units that have none of their own, in the order of the day; at least one, none overlapping,
    /// at most [`SHIFTS_MAX`].
    pub shifts: Vec<Shift>,
    /// Minutes before a shift begins from which a tap counts for it.
    pub opens_minutes: u16,
    /// Minutes after a shift ends until which a tap counts for it.
    pub closes_minutes: u16,
    /// Minutes by which one may come late or leave early.
    pub grace_minutes: u16,
    /// Whether leaving is tapped too. Without, nobody leaves early.
    pub check_out: bool,
    /// A fix is trusted up to this accuracy, in metres.
    pub accuracy_max_m: f64,
    /// What a fix is worth that may lie inside the workplace or outside.
    pub uncertain: Uncertain,
    /// What a tap is worth for which the phone found no place.
    #[serde(default = "neutral")]
    pub without_fix: Uncertain,
    /// How far each mode reaches; modes that are absent are switched off. `on_duty` is always there.
    pub modes: BTreeMap<Mode, Cover>,
    /// Requests for a missing tap (补卡).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<CorrectionPolicy>,
    /// What it earns and costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<AttendancePoints>,
}

const fn neutral() -> Uncertain {
    Uncertain::Neutral
}

/// What a tap is worth of which nobody can say whether it was made inside the workplace or outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Uncertain {
    /// As much as one inside.
    Counts,
    /// Nothing, and costs nothing.
    Neutral,
}

/// How far one tap in a mode reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cover {
    /// The shift for which it counts, if that is not over.
    Shift,
    /// All shifts of its day that are not over when it is made.
    Day,
}

/// Requests for a missing tap (补卡).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectionPolicy {
    /// Days after the day in question within which it can be asked.
    pub within_days: u16,
    /// Most requests for days of one month, refused and withdrawn ones not counted.
    pub per_month: u16,
}

/// What attendance earns and costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AttendancePoints {
    /// For a shift attended at the workplace.
    pub on_duty: Points,
    /// For a shift covered by another mode.
    pub away: Points,
    /// For coming late; zero or less.
    pub late: Points,
    /// For leaving early; zero or less.
    pub early: Points,
    /// For a shift without a tap that counts; zero or less.
    pub absent: Points,
    /// Hours after the end of a day before absence is booked: taps made without signal need time to arrive.
    pub arrival_hours: u16,
}
