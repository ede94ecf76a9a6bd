//! One's own score.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;

use super::AppealItem;
use crate::{
    model::{Entry, Person, Points, day},
    rules::{
        attendance::ShiftSeen,
        score::{Period, Span},
    },
};

/// See [`Command::Score`](super::Command::Score).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetScore {
    /// How long a stretch.
    pub span: Span,
    /// A day in it.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
}

/// One's own ledger over a stretch of time.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct ScorePage {
    /// From when to when.
    pub period: Period,
    /// Every entry of it, in the order of the ledger.
    pub entries: Vec<EntryItem>,
    /// What counts of them, added up.
    pub total: Points,
    /// Twelve stretches of that length, the last being this one.
    pub trend: Vec<Stretch>,
    /// The year in it whose holidays are not known, if there is one: what depends on working days is not deducted there.
    pub unpublished: Option<i32>,
}

/// An entry with what a person needs to check it.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct EntryItem {
    /// The entry.
    pub entry: Entry,
    /// What it rests on, in words: of the moment, the lesson, the task; for a dislike its reason. May be empty.
    pub words: String,
    /// What became of the shift that it rests on, as it stands now; `None` where it rests on none, or on somebody else's.
    pub shift: Option<ShiftSeen>,
    /// Who gave the reaction or the task, if somebody did and is known here.
    pub giver: Option<Person>,
    /// What came of contesting it, if it was contested.
    pub appeal: Option<AppealItem>,
    /// Whether it can be contested now.
    pub may_appeal: bool,
    /// The last day on which it can; `None` where the policy knows no appeals.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub file_by: Option<NaiveDate>,
}

/// The total of one stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Stretch {
    /// From when to when.
    pub period: Period,
    /// What counts in it, added up.
    pub total: Points,
}
