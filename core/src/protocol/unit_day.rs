//! A unit's day (单位考勤日报), as its clerk, its leaders and the organization department see it.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::{
    Area, CorrectionId, Flag, LeaveId, LeaveKind, LeaveSpan, Mode, PersonId, Timestamp, UnitId,
};
use crate::rules::{attendance::ShiftSeen, calendar::DayKind};

/// Asks for a unit's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct UnitDayQuery {
    /// The unit; those below it are asked for one by one.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub unit: UnitId,
    /// The civil day in the county.
    pub day: NaiveDate,
}

/// What the people of a unit did on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitDay {
    /// The unit.
    pub unit: UnitId,
    /// The day.
    pub day: NaiveDate,
    /// What it is by the calendar.
    pub kind: DayKind,
    /// Its people, by rank from the top, then by name; not those of units below.
    pub people: Vec<PersonDay>,
}

/// What one person did on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonDay {
    /// Who.
    pub person: PersonId,
    /// Their shifts; none where attendance is not taken.
    pub shifts: Vec<ShiftSeen>,
    /// How many logs they wrote that were not deleted.
    pub logs: u32,
    /// The granted leaves that touch the day: none, one, or two half days.
    pub leave: Vec<LeaveSeen>,
    /// What they tapped, in the order of time. Servers from before say nothing of it.
    #[serde(default)]
    pub taps: Vec<TapSeen>,
    /// Their requests for missing taps of the day on which nobody has decided, in the order of shifts.
    #[serde(default)]
    pub corrections: Vec<CorrectionSeen>,
}

/// A tap as the unit sees it: no fix, only what it says of the workplace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TapSeen {
    /// When.
    pub at: Timestamp,
    /// In which mode.
    pub mode: Mode,
    /// Why, for every mode but on duty; it stands in that day's log too.
    pub reason: String,
    /// What its place says.
    pub place: PlaceSeen,
    /// What is to be looked at in it.
    #[serde(default)]
    pub flags: Vec<Flag>,
    /// What somebody said who has looked: that it counts, or that it does not.
    #[serde(default)]
    pub accepted: Option<bool>,
}

/// What the place of a tap says of the workplace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlaceSeen {
    /// At it.
    Inside,
    /// The fix allows both.
    Uncertain,
    /// Elsewhere.
    Outside,
    /// There was no fix, or nobody has said where the unit works.
    Unknown,
}

impl From<&Area> for PlaceSeen {
    fn from(area: &Area) -> Self {
        match area {
            Area::Inside { .. } => Self::Inside,
            Area::Uncertain { .. } => Self::Uncertain,
            Area::Outside { .. } => Self::Outside,
            Area::NoWorkplace | Area::Unknown => Self::Unknown,
        }
    }
}

/// A request for a missing tap that waits, as the unit sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionSeen {
    /// Which.
    pub id: CorrectionId,
    /// For which shift of the day, from 0.
    pub shift: u8,
    /// As what it should count.
    pub mode: Mode,
    /// Why the tap is missing; empty for those who have no say in it.
    pub reason: String,
    /// Whether whoever looks may decide on it.
    pub may_decide: bool,
}

/// A granted leave as the unit sees it; why it was asked stays between those concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaveSeen {
    /// Which.
    pub id: LeaveId,
    /// Of which kind.
    pub kind: LeaveKind,
    /// From when to when, as it was taken.
    pub span: LeaveSpan,
}
