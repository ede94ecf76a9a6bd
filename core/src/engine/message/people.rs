//! People by unit, to choose from.

use serde::{Deserialize, Serialize};

use crate::model::{Person, Unit, UnitId};

/// See [`Command::People`](super::Command::People).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPeople {
    /// Of which unit; `None` for one's own.
    pub unit: Option<UnitId>,
}

/// The people of a unit, and the units around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct People {
    /// The unit.
    pub unit: Unit,
    /// Its people as far as they are known here, by rank from the top, then by name; not those of units below.
    pub people: Vec<Person>,
    /// The units directly below it, by name.
    pub below: Vec<Unit>,
}
