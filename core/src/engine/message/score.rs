//! One's own score.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    model::Points,
    rules::score::{Ledger, Period, Span},
};

/// See [`Command::Score`](super::Command::Score).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetScore {
    /// How long a stretch.
    pub span: Span,
    /// A day in it.
    pub day: NaiveDate,
}

/// One's own ledger over a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScorePage {
    /// From when to when.
    pub period: Period,
    /// Every entry of it.
    pub ledger: Ledger,
    /// What counts of them, added up.
    pub total: Points,
    /// Twelve stretches of that length, the last being this one.
    pub trend: Vec<Stretch>,
}

/// The total of one stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// From when to when.
    pub period: Period,
    /// What counts in it, added up.
    pub total: Points,
}
