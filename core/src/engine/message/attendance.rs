//! Attendance, and today at a glance.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;

use super::{CorrectionItem, DoubtItem, EntryItem};
use crate::{
    model::{Mode, Points, Rule, day},
    rules::{attendance::ShiftSeen, calendar::DayKind},
};

/// See [`Command::Attendance`](super::Command::Attendance).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetAttendance;

/// What the page of the tap shows. The place is not in it: that is taken at the tap and at no other time.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Attendance {
    /// The civil day in the county.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
    /// What it is.
    pub kind: DayKind,
    /// The modes that can be tapped, the likely one first; none where attendance is not taken.
    pub modes: Vec<ModeOffered>,
    /// Up to which accuracy a fix is trusted, in metres.
    pub accuracy_max_m: f64,
    /// Today's shifts.
    pub shifts: Vec<ShiftItem>,
    /// One's own requests for missing taps, newest first.
    pub corrections: Vec<CorrectionItem>,
    /// Recent shifts for which one can be asked for, newest first.
    pub lacking: Vec<LackingShift>,
    /// Doubts about one's own taps and logs of the last days, newest first.
    pub doubts: Vec<DoubtItem>,
}

/// A mode to choose, with the last reasons given in it.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ModeOffered {
    /// Which.
    pub mode: Mode,
    /// The last reasons, the latest first.
    pub reasons: Vec<String>,
}

/// A shift of today as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ShiftItem {
    /// The shift and what became of it.
    pub seen: ShiftSeen,
    /// Whether one can ask that it be counted.
    pub correctable: bool,
    /// Whether one has asked, and it waits.
    pub asked: bool,
}

/// A shift of an earlier day that lacks something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct LackingShift {
    /// The day.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
    /// The shift and what became of it.
    pub seen: ShiftSeen,
}

/// See [`Command::Today`](super::Command::Today).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetToday;

/// Today at a glance.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Today {
    /// The civil day in the county.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
    /// What it is.
    pub kind: DayKind,
    /// Today's shifts; none where attendance is not taken.
    pub shifts: Vec<ShiftItem>,
    /// Logs written today.
    pub logs: u32,
    /// Whether a log is expected today and none is written.
    pub log_due: bool,
    /// Likes and dislikes of the day that are left; `None` where they are not one's to give.
    pub left: ReactionsLeft,
    /// Points; `None` where the policy has none.
    pub points: Option<PointsToday>,
    /// How much waits.
    pub waiting: Waiting,
}

/// Reactions of a day that one may still give; `None` where they are not one's to give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ReactionsLeft {
    /// Likes.
    pub likes: Option<Left>,
    /// Dislikes.
    pub dislikes: Option<Left>,
}

/// What is left of a number for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Left {
    /// How many.
    pub left: u16,
    /// Of how many.
    pub of: u16,
}

/// Points of today.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct PointsToday {
    /// The day's entries so far.
    pub entries: Vec<EntryItem>,
    /// What counts of them, added up.
    pub total: Points,
    /// What can still be earned today.
    pub to_be_had: Vec<ToBeHad>,
    /// What the day comes to if all of that is earned.
    pub within_reach: Points,
}

/// Points that can still be earned today by one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ToBeHad {
    /// By which rule.
    pub rule: Rule,
    /// How many each time.
    pub each: Points,
    /// How many times more.
    pub times: u16,
}

/// How much waits, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
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
