//! The log of changes, from which devices pull.

use std::collections::HashSet;
use std::sync::Arc;

use jishi_core::model::PersonId;

/// What one reader of the log takes in: what is for everyone, what is for them alone, and the moments (with the reactions
/// to them) that they may see.
#[derive(Clone, Debug)]
pub struct Audience {
    /// Who reads.
    pub reader: PersonId,
    /// Whose moments.
    pub sees: Sees,
}

/// Whose moments a reader may see.
#[derive(Clone, Debug)]
pub enum Sees {
    /// The whole county's.
    Everyone,
    /// Those of these authors.
    Authors(Arc<HashSet<PersonId>>),
}

impl Sees {
    /// Whether a change that is shared is taken in: one about an author's moments by those who may see them, one without
    /// by everyone.
    #[must_use]
    pub fn takes(&self, author: Option<PersonId>) -> bool {
        match (author, self) {
            (None, _) | (Some(_), Self::Everyone) => true,
            (Some(author), Self::Authors(authors)) => authors.contains(&author),
        }
    }
}

/// Whom a change is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Everyone.
    Everyone,
    /// Those who may see this author's moments.
    MomentsOf(PersonId),
    /// This person alone.
    Only(PersonId),
}

impl Reach {
    pub(super) const fn author(self) -> Option<PersonId> {
        match self {
            Self::MomentsOf(author) => Some(author),
            Self::Everyone | Self::Only(_) => None,
        }
    }

    pub(super) const fn reader(self) -> Option<PersonId> {
        match self {
            Self::Only(reader) => Some(reader),
            Self::Everyone | Self::MomentsOf(_) => None,
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
