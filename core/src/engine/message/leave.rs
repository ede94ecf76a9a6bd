//! Leaves.

use serde::{Deserialize, Serialize};

use super::Delivery;
use crate::model::{Leave, Person};

/// See [`Command::Leaves`](super::Command::Leaves).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetLeaves;

/// Leaves: one's own, and those to decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leaves {
    /// One's own, newest first.
    pub mine: Vec<LeaveItem>,
    /// Those that one may grant or refuse, in the order of their days.
    pub to_decide: Vec<LeaveItem>,
}

/// A leave as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeaveItem {
    /// The leave.
    pub leave: Leave,
    /// Who asks, if known here.
    pub person: Option<Person>,
    /// Who decided, if somebody did and is known here.
    pub decider: Option<Person>,
    /// How far one's own last word on it is, if it has not arrived.
    pub under_way: Option<Delivery>,
}
