//! The place of somebody else's moment or result: told to whoever asks, and that they asked to whoever was there.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::model::{MomentId, TaskId};
use serde::{Deserialize, Serialize};

/// What has a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
pub enum PlaceOf {
    /// A moment.
    Moment(MomentId),
    /// A result of a task.
    Result {
        /// The task.
        task: TaskId,
        /// Which of its results, from 0.
        number: u32,
    },
}

/// Which result of a task is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct ResultQuery {
    /// From 0, in the order in which they were delivered.
    pub result: u32,
}

impl PlaceOf {
    /// The path under which it is asked for.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::Moment(moment) => format!("/v1/moments/{moment}/place"),
            Self::Result { task, number } => format!("/v1/tasks/{task}/place?result={number}"),
        }
    }
}
