//! The section `[tasks]`.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::model::Points;

/// How tasks are handed down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TaskPolicy {
    /// What they may earn and cost; without, a task's reward and penalty are zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<TaskPoints>,
}

/// What tasks may earn and cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TaskPoints {
    /// Highest reward of one task.
    pub reward_max: Points,
    /// Highest penalty of one task, as a number without sign.
    pub penalty_max: Points,
    /// Whether the parts of a task may not give out more reward, or penalty, than the task itself has.
    pub within_parent: bool,
    /// Fewest hours from when a task with a penalty reaches the record to its deadline: nobody is late with what they hardly
    /// heard of.
    #[serde(default)]
    pub notice_hours: u16,
    /// Hours after a deadline before the penalty is booked: results delivered without signal need time to arrive.
    pub arrival_hours: u16,
}
