//! People by unit, to choose from who is to answer for a task.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::model::{Person, TaskId, Unit, UnitId};

/// See [`Command::People`](super::Command::People).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetPeople {
    /// Of which unit; `None` for one's own.
    pub unit: Option<UnitId>,
    /// The task of which a part is to be given; `None` for one of its own.
    pub parent: Option<TaskId>,
}

/// The people of a unit to whom one may give a task, and the units around it.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct People {
    /// The unit.
    pub unit: Unit,
    /// Who answers for it, if it has a head to whom one may give a task: then it can be given to the unit.
    pub head: Option<Person>,
    /// Those of its people, as far as they are known here, by rank from the top, then by name; not those of units below.
    pub people: Vec<Person>,
    /// The units directly below it, by name.
    pub below: Vec<Unit>,
}
