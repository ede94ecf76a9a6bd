//! One's own data, to be taken along.

use borsh::{BorshDeserialize, BorshSerialize};

use super::MediaBytes;

/// See [`Command::OwnData`](super::Command::OwnData).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct GetOwnData;

/// What this device has on record of the person whose it is.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct OwnData {
    /// Moments that stand.
    pub moments: usize,
    /// Taps, leaves, corrections, readings, tasks and appeals, and what was doubted.
    pub records: usize,
    /// Entries of the ledger.
    pub entries: usize,
    /// All of it as one JSON document: `person`, `unit`, `made_at` in milliseconds since 1970 UTC, `moments` with their
    /// reactions, `records` and `ledger`, each as the protocol writes it.
    pub file: MediaBytes,
}
