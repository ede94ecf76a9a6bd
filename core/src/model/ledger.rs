//! The ledger: every gain and loss of points, each with its rule and its evidence.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AppealId, Points, day};

/// Which rule an entry follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A shift attended at the workplace.
    OnDuty,
    /// A shift covered by another mode, with its reason.
    Away,
    /// Came late.
    Late,
    /// Left early.
    Early,
    /// A shift without a tap that counts.
    Absent,
    /// A log was written.
    LogWritten,
    /// A working day without a log.
    LogMissed,
    /// A lesson read to its end.
    LessonRead,
    /// A task's result accepted.
    TaskAccepted,
    /// A task not delivered by its deadline.
    TaskOverdue,
    /// A like received.
    Liked,
    /// A dislike received.
    Disliked,
    /// An appeal granted, or lapsed: what the contested entry took is given back. A contested gain stays, and this entry has
    /// no points of its own.
    AppealGranted,
    /// An appeal refused: the contested points stand, and this entry has none of its own.
    AppealRefused,
}

impl Rule {
    /// Whether it books that something of a day was missed or not done in time.
    #[must_use]
    pub const fn is_missed(self) -> bool {
        matches!(self, Self::Late | Self::Early | Self::Absent | Self::LogMissed)
    }

    /// Whether it books what became of an appeal; that is not contested again.
    #[must_use]
    pub const fn is_outcome(self) -> bool {
        matches!(self, Self::AppealGranted | Self::AppealRefused)
    }
}

/// What an entry rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// That there is nothing: no log on the day.
    Day,
    /// A shift of the day, from 0; what was tapped for it is in the day's attendance.
    Shift {
        /// Which.
        shift: u8,
    },
    /// A moment.
    Moment {
        /// Its id.
        id: Uuid,
    },
    /// A reaction to a moment.
    Reaction {
        /// The moment.
        moment: Uuid,
        /// Who gave it.
        giver: Uuid,
    },
    /// A reading, by its lesson.
    Lesson {
        /// Its id.
        id: Uuid,
    },
    /// A task.
    Task {
        /// Its id.
        id: Uuid,
    },
    /// An appeal.
    Appeal {
        /// Its id.
        id: Uuid,
    },
}

/// Names an entry within one person's ledger. The same records make the same key, on every device and the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntryKey {
    /// The day to which it belongs.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
    /// Its rule.
    pub rule: Rule,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What an appeal is about: the entry, or for a reaction whatever the same person's reaction to the same moment makes, on
/// whichever day. A dislike that is given anew is no new matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Matter {
    rule: Rule,
    evidence: Evidence,
    day: Option<NaiveDate>,
}

impl EntryKey {
    /// What an appeal on this entry is about.
    #[must_use]
    pub const fn matter(&self) -> Matter {
        Matter {
            rule: self.rule,
            evidence: self.evidence,
            day: match self.evidence {
                Evidence::Reaction { .. } => None,
                _ => Some(self.day),
            },
        }
    }
}

/// One gain or loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    /// Which.
    #[serde(flatten)]
    pub key: EntryKey,
    /// How many points the rule gives or takes.
    pub points: Points,
    /// Version of the policy that held on its day.
    pub policy: u32,
    /// Whether it counts.
    pub standing: Standing,
}

/// Whether an entry counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// It counts.
    Counted,
    /// It is over the day's cap: noted, worth nothing.
    OverCap,
    /// It is contested: it counts again, or falls, when that is decided. A dislike that was given anew after the appeal on it
    /// was won stays so.
    Frozen {
        /// By which appeal.
        appeal: AppealId,
    },
}

impl Entry {
    /// Whether it takes something from a total.
    #[must_use]
    pub fn takes(&self) -> bool {
        self.counts() < Points::ZERO
    }

    /// What it adds to a total.
    #[must_use]
    pub const fn counts(&self) -> Points {
        match self.standing {
            Standing::Counted => self.points,
            Standing::OverCap | Standing::Frozen { .. } => Points::ZERO,
        }
    }
}
