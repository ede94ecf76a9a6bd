//! The server's signed receipts, as their owner holds them.

use serde::{Deserialize, Serialize};

use super::MediaBytes;
use crate::model::Receipt;

/// See [`Command::Receipts`](super::Command::Receipts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetReceipts;

/// The receipts that one holds on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptsPage {
    /// How many there are.
    pub count: usize,
    /// The first and the last of them, in the order of the record.
    pub ends: Option<(Receipt, Receipt)>,
    /// All of them, one JSON object a line, as `jishi-server verify-audit --receipts` reads them.
    pub file: MediaBytes,
}
