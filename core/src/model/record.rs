//! Records: the things of the day that have a life of their own, as they stand on the record now. Moments and reactions are
//! apart: they are the feed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Appeal, CheckIn, Correction, Decision, Doubt, Leave, LeaveState, Lesson, PersonId, Reading, Task,
    TaskState,
};

/// Names a record, whatever its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct RecordId(pub Uuid);

/// A record as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// A tap, and where it was seen from the workplace.
    CheckIn {
        /// The tap.
        check_in: CheckIn,
        /// Where that was.
        area: Area,
    },
    /// A request for a missing tap.
    Correction {
        /// The request and its decision.
        correction: Correction,
    },
    /// A leave.
    Leave {
        /// The leave and how it stands.
        leave: Leave,
    },
    /// A lesson.
    Lesson {
        /// The lesson.
        lesson: Lesson,
    },
    /// That somebody has read a lesson.
    Reading {
        /// Who and what.
        reading: Reading,
    },
    /// A task.
    Task {
        /// The task and how it stands.
        task: Box<Task>,
    },
    /// An appeal.
    Appeal {
        /// The appeal and its decision.
        appeal: Appeal,
    },
    /// A doubt about a tap or a moment.
    Doubt {
        /// The doubt and what somebody said who has looked.
        doubt: Doubt,
    },
}

/// The kinds of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// [`Record::CheckIn`].
    CheckIn,
    /// [`Record::Correction`].
    Correction,
    /// [`Record::Leave`].
    Leave,
    /// [`Record::Lesson`].
    Lesson,
    /// [`Record::Reading`].
    Reading,
    /// [`Record::Task`].
    Task,
    /// [`Record::Appeal`].
    Appeal,
    /// [`Record::Doubt`].
    Doubt,
}

impl RecordKind {
    /// Whether somebody decides on such a record, and who may is for the roster to say.
    #[must_use]
    pub const fn is_request(self) -> bool {
        matches!(
            self,
            Self::Leave | Self::Correction | Self::Appeal | Self::Task | Self::Doubt
        )
    }
}

/// Where a fix lies, seen from the workplace.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "area", rename_all = "snake_case")]
pub enum Area {
    /// Inside, and the fix is good enough to say so.
    Inside {
        /// Metres from the centre.
        distance_m: f64,
    },
    /// The fix allows both.
    Uncertain {
        /// Metres from the centre.
        distance_m: f64,
    },
    /// Outside, whatever the fix's accuracy allows.
    Outside {
        /// Metres from the centre.
        distance_m: f64,
    },
    /// There was a fix, and the unit had no workplace on record.
    NoWorkplace,
    /// There was no fix.
    Unknown,
}

impl Record {
    /// Whether it is a request on which nobody has decided, and that was not taken back; or a task whose result waits.
    #[must_use]
    pub const fn waits(&self) -> bool {
        match self {
            Self::Leave { leave } => matches!(leave.state, LeaveState::Asked),
            Self::Correction { correction } => correction.waits(),
            Self::Appeal { appeal } => appeal.decision.is_none() && appeal.withdrawn_at.is_none(),
            Self::Doubt { doubt } => doubt.review.is_none(),
            Self::Task { task } => matches!(task.state, TaskState::Delivered),
            Self::CheckIn { .. } | Self::Lesson { .. } | Self::Reading { .. } => false,
        }
    }

    /// What somebody decided on it, if it is a request and somebody did.
    #[must_use]
    pub const fn decision(&self) -> Option<&Decision> {
        match self {
            Self::Leave { leave } => match &leave.state {
                LeaveState::Decided { decision } | LeaveState::Returned { decision, .. } => Some(decision),
                LeaveState::Withdrawn { decision, .. } => decision.as_ref(),
                LeaveState::Asked => None,
            },
            Self::Correction { correction } => correction.decision.as_ref(),
            Self::Appeal { appeal } => appeal.decision.as_ref(),
            Self::Doubt { doubt } => doubt.review.as_ref(),
            Self::CheckIn { .. } | Self::Lesson { .. } | Self::Reading { .. } | Self::Task { .. } => None,
        }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> RecordId {
        RecordId(match self {
            Self::CheckIn { check_in, .. } => check_in.id.0,
            Self::Correction { correction } => correction.id.0,
            Self::Leave { leave } => leave.id.0,
            Self::Lesson { lesson } => lesson.id.0,
            Self::Reading { reading } => reading.id.0,
            Self::Task { task } => task.id.0,
            Self::Appeal { appeal } => appeal.id.0,
            Self::Doubt { doubt } => doubt.id.0,
        })
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> RecordKind {
        match self {
            Self::CheckIn { .. } => RecordKind::CheckIn,
            Self::Correction { .. } => RecordKind::Correction,
            Self::Leave { .. } => RecordKind::Leave,
            Self::Lesson { .. } => RecordKind::Lesson,
            Self::Reading { .. } => RecordKind::Reading,
            Self::Task { .. } => RecordKind::Task,
            Self::Appeal { .. } => RecordKind::Appeal,
            Self::Doubt { .. } => RecordKind::Doubt,
        }
    }

    /// Whose it is: the person of whom it tells; for a lesson its publisher.
    #[must_use]
    pub const fn owner(&self) -> PersonId {
        match self {
            Self::CheckIn { check_in, .. } => check_in.person,
            Self::Correction { correction } => correction.person,
            Self::Leave { leave } => leave.person,
            Self::Lesson { lesson } => lesson.publisher,
            Self::Reading { reading } => reading.person,
            Self::Task { task } => task.assignee,
            Self::Appeal { appeal } => appeal.person,
            Self::Doubt { doubt } => doubt.person,
        }
    }

    /// The first and the last day that it is about; `day` gives the civil day of a point in time.
    pub fn days(&self, day: impl Fn(super::Timestamp) -> NaiveDate) -> (NaiveDate, NaiveDate) {
        let one = |day| (day, day);
        match self {
            Self::CheckIn { check_in, .. } => one(day(check_in.done_at)),
            Self::Correction { correction } => one(correction.day),
            Self::Leave { leave } => (leave.span.from.day, leave.span.to.day),
            Self::Lesson { lesson } => (lesson.opens, lesson.closes.unwrap_or(NaiveDate::MAX)),
            Self::Reading { reading } => one(day(reading.finished_at)),
            Self::Task { task } => {
                let (given, due) = (day(task.given_at), day(task.deadline));
                (given.min(due), given.max(due))
            }
            Self::Appeal { appeal } => one(appeal.entry.day),
            Self::Doubt { doubt } => one(day(doubt.at)),
        }
    }
}
