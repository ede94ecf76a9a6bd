//! A unit's day (单位考勤日报), as its clerk, its leaders and the organization department see it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::{LeaveId, LeaveKind, LeaveSpan, PersonId, UnitId};
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
}

/// A granted leave as the unit sees it; why it was asked stays between those concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaveSeen {
    /// Which.
    pub id: LeaveId,
    /// Of which kind.
    pub kind: LeaveKind,
    /// From when to when, as it was taken.
    pub span: LeaveSpan,
}
