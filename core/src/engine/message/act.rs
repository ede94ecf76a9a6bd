//! Doing things, looking at what they would do, and what was refused.

use borsh::{BorshDeserialize, BorshSerialize};
use uuid::Uuid;

use super::{Deed, ReactionsLeft};
use crate::{
    model::{Action, OperationId, Person, Points, TaskId, Timestamp, Unit},
    protocol::Problem,
    rules::score::Difference,
};

/// See [`Command::Act`](super::Command::Act).
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Act(pub Deed);

/// It is done, as far as this device can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Done {
    /// The moment or record that it was about, by which [`Change::Delivery`](super::Change::Delivery) names it.
    pub subject: Uuid,
}

/// See [`Command::Preview`](super::Command::Preview).
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct GetPreview(pub Deed);

/// What something would do, by the very functions by which the server books it.
#[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Preview {
    /// To one's own ledger, from the days that it is about until today.
    pub difference: Difference,
    /// For what is asked for: what will have changed when it is granted.
    pub granted: Option<Difference>,
    /// Why it may not be done, if it may not; then it changes nothing.
    pub refused: Option<Problem>,
    /// For reactions: what changes in the author's points, as far as they are known here; 0 where their day is full, nothing
    /// where it changes none.
    pub worth: Option<Points>,
    /// For reactions: what of the day is left after it.
    pub left: ReactionsLeft,
    /// For a deletion: what follows besides if nothing else is written on its day, once the day is booked.
    pub later: Option<Points>,
}

/// See [`Command::OpenResult`](super::Command::OpenResult).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct OpenResult(pub TaskId);

/// See [`Command::Refusals`](super::Command::Refusals).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetRefusals;

/// Something that the server would not take; it waits for retry or discard.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Refusal {
    /// Which operation.
    pub operation: OperationId,
    /// When it was done, by this device's clock.
    pub at: Timestamp,
    /// What was done.
    pub action: Action,
    /// What it was about, in words: of the moment, the lesson, the task, or a reason given. May be empty.
    pub words: String,
    /// Whose thing it was about, if it is somebody else's and they are known here.
    pub person: Option<Person>,
    /// The unit to which a task was given, if to one.
    pub unit: Option<Unit>,
    /// Why it was refused.
    pub problem: Problem,
    /// What stands instead, where something does.
    pub stands: Option<Stands>,
}

/// What stands on the record where something else was refused.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Stands {
    /// When it was done.
    pub at: Timestamp,
    /// Who did it, if it was somebody else and they are known here.
    pub by: Option<Person>,
    /// For a request, whether it was granted.
    pub granted: Option<bool>,
    /// The reason given, or what it is about, in words. May be empty.
    pub words: String,
}
