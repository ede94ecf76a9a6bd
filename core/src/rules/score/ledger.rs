//! The entries of one person, in order.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::Period;
use crate::model::{Entry, EntryKey, Points};

/// All entries of one person over a stretch of time, by day, rule and evidence. A total is only ever their sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[serde(transparent)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// Of these entries, in any order. Keys are unique: the same records cannot be counted twice.
    pub(super) fn new(mut entries: Vec<Entry>) -> Self {
        // The stable sort: one pass where they are in order already but for a few at the end.
        entries.sort_by_key(|entry| entry.key);
        debug_assert!(
            entries.windows(2).all(|pair| pair[0].key < pair[1].key),
            "an entry twice"
        );
        Self { entries }
    }

    /// All entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of that key.
    #[must_use]
    pub fn find(&self, key: &EntryKey) -> Option<&Entry> {
        let index = self.entries.binary_search_by_key(key, |entry| entry.key).ok()?;
        self.entries.get(index)
    }

    /// The entries of some days.
    #[must_use]
    pub fn during(&self, period: Period) -> &[Entry] {
        let from = self.entries.partition_point(|entry| entry.key.day < period.first);
        let to = self.entries.partition_point(|entry| entry.key.day <= period.last);
        self.entries.get(from..to).unwrap_or_default()
    }

    /// What counts on some days, added up.
    #[must_use]
    pub fn total(&self, period: Period) -> Points {
        self.during(period).iter().map(Entry::counts).sum()
    }
}
