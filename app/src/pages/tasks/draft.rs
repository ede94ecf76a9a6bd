//! A task before it is given, as the form has it.

use chrono::{NaiveDate, NaiveTime};
use jishi_core::model::{Person, Points, Timestamp, Unit};
use serde::{Deserialize, Serialize};

use super::Chosen;
use crate::texts::{self, Texts};

/// A task as it is being written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskDraft {
    /// Who is to answer for it.
    pub assignee: Option<Person>,
    /// The unit to which it is given, which they head.
    #[serde(default)]
    pub unit: Option<Unit>,
    /// Who else gets the same task, each for themselves.
    #[serde(default)]
    pub others: Vec<Chosen>,
    /// What it is, in a line.
    pub title: String,
    /// What is to be done; kept as the text of the draft.
    #[serde(skip)]
    pub text: String,
    /// The day on which it has to be delivered.
    pub day: Option<NaiveDate>,
    /// The time of that day.
    pub time: Option<NaiveTime>,
    /// Whether a photo has to be shown.
    pub photo: bool,
    /// Whether the place has to be shown.
    pub place: bool,
    /// Whether a document has to be shown.
    #[serde(default)]
    pub document: bool,
    /// Points for it, as typed.
    pub reward: String,
    /// Points lost when it is overdue, as typed.
    pub penalty: String,
}

impl TaskDraft {
    /// With somebody to answer for it: the first, or one more. Nobody gets the same task twice.
    #[must_use]
    pub fn to(mut self, chosen: Chosen) -> Self {
        let taken = |person: &Person| person.id == chosen.person.id;
        if self.assignee.is_none() {
            (self.assignee, self.unit) = (Some(chosen.person), chosen.unit);
        } else if !self.assignee.as_ref().is_some_and(taken)
            && !self.others.iter().any(|other| taken(&other.person))
        {
            self.others.push(chosen);
        }
        self
    }

    /// Without the first to answer for it: the next takes their place.
    #[must_use]
    pub fn next(mut self) -> Self {
        let next = (!self.others.is_empty()).then(|| self.others.remove(0));
        (self.assignee, self.unit) = next.map_or((None, None), |next| (Some(next.person), next.unit));
        self
    }

    /// When it has to be delivered, by the county's clocks.
    #[must_use]
    pub fn deadline(&self, texts: &Texts) -> Option<Timestamp> {
        Some(texts::at(texts, self.day?, self.time?))
    }

    /// Reward and penalty; `None` if they are no points.
    #[must_use]
    pub fn points(&self) -> Option<(Points, Points)> {
        Some((typed_points(&self.reward)?, typed_points(&self.penalty)?))
    }
}

/// What was typed as points from zero up; `None` if it is none. Nothing typed is zero.
pub(super) fn typed_points(typed: &str) -> Option<Points> {
    match typed.trim() {
        "" => Some(Points::ZERO),
        typed => Points::from_f64(typed.parse().ok()?)
            .ok()
            .filter(|points| *points >= Points::ZERO),
    }
}
