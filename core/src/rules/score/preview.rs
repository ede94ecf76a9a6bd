//! What an action will do to the score, before it is done.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::Ledger;
use crate::model::{Entry, Points};

/// How one ledger differs from another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    /// Entries that come, or change into this.
    pub come: Vec<Entry>,
    /// Entries that go, or were like this before they change.
    pub go: Vec<Entry>,
    /// What all of it adds to the total.
    pub points: Points,
}

impl Difference {
    /// What has to happen to `before` so that it becomes `after`.
    #[must_use]
    pub fn between(before: &Ledger, after: &Ledger) -> Self {
        let mut difference = Self::default();
        let (mut old, mut new) = (
            before.entries().iter().peekable(),
            after.entries().iter().peekable(),
        );
        loop {
            match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(gone), Some(came)) if gone == came => {
                    old.next();
                    new.next();
                }
                (Some(gone), came) if came.is_none_or(|came| gone.key <= came.key) => {
                    difference.go.push(**gone);
                    old.next();
                }
                (_, Some(came)) => {
                    difference.come.push(**came);
                    new.next();
                }
                (Some(_), None) => break,
            }
        }
        let sum = |entries: &[Entry]| -> Points { entries.iter().map(Entry::counts).sum() };
        difference.points = sum(&difference.come) - sum(&difference.go);
        difference
    }
}
