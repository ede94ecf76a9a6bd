//! Today at a glance.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    model::{Entry, Points, Rule},
    rules::calendar::DayKind,
};

/// See [`Command::Today`](super::Command::Today).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetToday;

/// Today at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Today {
    /// The civil day in the county.
    pub day: NaiveDate,
    /// What it is.
    pub kind: DayKind,
    /// Logs written today.
    pub logs: u32,
    /// Points; `None` where the policy has none.
    pub points: Option<PointsToday>,
    /// How much waits.
    pub waiting: Waiting,
}

/// Points of today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PointsToday {
    /// The day's entries so far.
    pub entries: Vec<Entry>,
    /// What counts of them, added up.
    pub total: Points,
    /// What can still be earned today.
    pub to_be_had: Vec<ToBeHad>,
}

/// Points that can still be earned today by one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToBeHad {
    /// By which rule.
    pub rule: Rule,
    /// How many each time.
    pub each: Points,
    /// How many times more.
    pub times: u16,
}

/// How much waits, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Requests that one may decide.
    pub to_decide: u32,
    /// Results of tasks that one gave.
    pub results: u32,
    /// Open tasks of one's own.
    pub tasks: u32,
    /// Lessons that can be read for points.
    pub lessons: u32,
    /// Operations that the server refused.
    pub refusals: u32,
    /// Operations that have not arrived.
    pub unsent: u32,
}
