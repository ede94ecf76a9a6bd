//! Units and people as stored.

use std::collections::HashMap;

use jishi_core::model::{Person, PersonId, Unit};

/// A person with the number under which the roster lists them.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Unique in the county; by it an import recognises people, because names repeat.
    pub staff_no: String,
    /// The person.
    pub person: Person,
}

/// The whole roster.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// The state that this is; see [`Storage::roster_version`](super::Storage::roster_version).
    pub version: u64,
    /// All units, those above before those below.
    pub units: Vec<Unit>,
    /// All people.
    pub people: Vec<Listed>,
    /// The place in the log of changes at which each of them was first told of: all that they did comes after it.
    pub since: HashMap<PersonId, u64>,
}

/// What an import puts in place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RosterEdit {
    /// New and changed units, those above before those below.
    pub units: Vec<Unit>,
    /// New and changed people.
    pub people: Vec<Listed>,
}
