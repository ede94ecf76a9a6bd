//! Tasks (任务): published from the top down and split level by level (层层发布). Each node of the chain is a task of
//! its own that names its parent.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{Attachment, Flag, PersonId, Place, Points, TaskId, Timestamp, UnitId};

/// A task that one person gave to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The task that it is a part of; `None` at the top.
    pub parent: Option<TaskId>,
    /// Who gave it.
    pub assigner: PersonId,
    /// Who answers for it. For a task given to a unit: the head of its leading group at that time.
    pub assignee: PersonId,
    /// The unit to which it was given, if it was given to one.
    pub unit: Option<UnitId>,
    /// What it is, in a line.
    pub title: String,
    /// What is to be done.
    pub text: String,
    /// When it has to be delivered.
    pub deadline: Timestamp,
    /// What has to be shown.
    pub evidence: EvidenceAsked,
    /// Gained when the result is accepted.
    pub reward: Points,
    /// Lost when the deadline passes without delivery; zero or more.
    pub penalty: Points,
    /// When it was given, by the assigner's clock.
    pub given_at: Timestamp,
    /// How it stands.
    pub state: TaskState,
    /// Every result that was delivered, oldest first.
    pub deliveries: Vec<Delivered>,
}

/// What a result has to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EvidenceAsked {
    /// At least one photo.
    pub photo: bool,
    /// The place.
    pub place: bool,
    /// At least one document.
    pub document: bool,
}

/// A result as it was delivered, and what the assigner said to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivered {
    /// What was done.
    pub text: String,
    /// Photos, voice, documents.
    pub attachments: Vec<Attachment>,
    /// Where.
    pub place: Option<Place>,
    /// That there is a place which is not told: whoever did not deliver this asks for it, and the look is noted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub placed: bool,
    /// What in its evidence of time and place is to be looked at; the assigner's word on the result is the look.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// When, by the phone's clock.
    pub at: Timestamp,
    /// What the assigner said, if anything yet.
    pub verdict: Option<Verdict>,
}

/// The assigner's word on a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verdict {
    /// Accepted, or returned to be done better.
    pub accepted: bool,
    /// Why; never empty when returned.
    pub reason: String,
    /// When, by the assigner's clock.
    pub at: Timestamp,
    /// By whom; `None` in words from before this was kept, which are the assigner's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// Until when a result that was returned has to be delivered again, where that costs points.
    #[serde(default)]
    pub again_by: Option<Timestamp>,
}

/// How a task stands. Whether it is overdue follows from its deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TaskState {
    /// To be done, or done better.
    Open,
    /// A result waits for the assigner.
    Delivered,
    /// The last result was accepted.
    Accepted,
    /// Taken back by the assigner.
    Cancelled {
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}
