//! The server's signed receipts, as their owner holds them.

use borsh::{BorshDeserialize, BorshSerialize};

use super::MediaBytes;
use crate::model::Receipt;

/// See [`Command::Receipts`](super::Command::Receipts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetReceipts;

/// The receipts that one holds on this device.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ReceiptsPage {
    /// How many there are.
    pub count: usize,
    /// The first and the last of them, in the order of the record.
    pub ends: Option<(Receipt, Receipt)>,
    /// All of them, one JSON object a line, as `jishi-server verify-audit --receipts` reads them.
    pub file: MediaBytes,
}
