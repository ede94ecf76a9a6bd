//! The log of changes, from which devices pull.

use std::collections::HashSet;
use std::sync::Arc;

use jishi_core::model::PersonId;

/// Whose moments (and the reactions to them) a reader may see. Units and people are for everyone.
#[derive(Clone, Debug)]
pub enum Audience {
    /// The whole county's.
    Everyone,
    /// Those of these authors.
    Authors(Arc<HashSet<PersonId>>),
}

impl Audience {
    /// Whether a change about this author's moments is taken in; `None` stands for units and people.
    #[must_use]
    pub fn takes(&self, author: Option<PersonId>) -> bool {
        match (self, author) {
            (Self::Everyone, _) | (_, None) => true,
            (Self::Authors(authors), Some(author)) => authors.contains(&author),
        }
    }
}

/// A stretch of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangePage {
    /// The JSON of each [`Change`](jishi_core::protocol::Change), oldest first.
    pub bodies: Vec<String>,
    /// The sequence up to which the log has been looked through.
    pub next: u64,
    /// Whether the log goes on after `next`.
    pub more: bool,
}
