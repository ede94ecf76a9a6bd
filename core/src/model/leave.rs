//! Leave (请假): asked for and granted online with one tap each.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Decision, LeaveId, MinuteOfDay, PersonId, Timestamp, day};

/// The kinds of leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LeaveKind {
    /// 年休假.
    Annual,
    /// 病假.
    Sick,
    /// 事假.
    Personal,
    /// 婚假.
    Marriage,
    /// 产假.
    Maternity,
    /// 陪产假（护理假）.
    Paternity,
    /// 丧假.
    Bereavement,
    /// 公假.
    Official,
}

impl LeaveKind {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Annual,
        Self::Sick,
        Self::Personal,
        Self::Marriage,
        Self::Maternity,
        Self::Paternity,
        Self::Bereavement,
        Self::Official,
    ];
}

/// A half of a civil day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
}

impl Half {
    /// The half in which a time of day lies: noon begins the afternoon.
    #[must_use]
    pub const fn of(time: MinuteOfDay) -> Self {
        if time.0 < MinuteOfDay::NOON.0 {
            Self::Morning
        } else {
            Self::Afternoon
        }
    }
}

/// A half of a certain day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HalfDay {
    /// The day.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
    /// Which half of it.
    pub half: Half,
}

/// From the beginning of one half day to the end of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaveSpan {
    /// The first half day.
    pub from: HalfDay,
    /// The last half day, not before the first.
    pub to: HalfDay,
}

impl LeaveSpan {
    /// Whether a half day lies in it.
    #[must_use]
    pub fn contains(&self, half_day: HalfDay) -> bool {
        self.from <= half_day && half_day <= self.to
    }

    /// Whether the two have a half day in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// A leave that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Leave {
    /// Its id.
    pub id: LeaveId,
    /// Who asks.
    pub person: PersonId,
    /// Which kind.
    pub kind: LeaveKind,
    /// For when. Shortened when the person returns early.
    pub span: LeaveSpan,
    /// Why; may be empty.
    pub reason: String,
    /// When it was asked, by the phone's clock.
    pub asked_at: Timestamp,
    /// Counted half days of one's other leaves right before and after it, as they stood when it was asked: who grants it
    /// has to be able to grant all of them in one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub adjoining: u32,
    /// How it stands.
    pub state: LeaveState,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// How a leave stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LeaveState {
    /// Waiting for a leader.
    Asked,
    /// Granted or refused.
    Decided {
        /// By whom, and why.
        decision: Decision,
    },
    /// Taken back by the person, whether decided or not.
    Withdrawn {
        /// When, by the phone's clock.
        at: Timestamp,
        /// What had been decided before.
        decision: Option<Decision>,
    },
    /// Granted, and ended before its last day; the span is what was taken.
    Returned {
        /// When the person said so.
        at: Timestamp,
        /// The decision that granted it.
        decision: Decision,
        /// The last half day as it was granted.
        granted_to: HalfDay,
    },
}

impl Leave {
    /// Whether its half days count as leave.
    #[must_use]
    pub const fn is_granted(&self) -> bool {
        match &self.state {
            LeaveState::Decided { decision } => decision.granted,
            LeaveState::Returned { .. } => true,
            LeaveState::Asked | LeaveState::Withdrawn { .. } => false,
        }
    }

    /// Whether it stands in the way of another leave on the same days: granted, or still to be decided.
    #[must_use]
    pub const fn holds_its_days(&self) -> bool {
        self.is_granted() || matches!(self.state, LeaveState::Asked)
    }
}
