//! Operations whose place was taken out because its time was over.

use jishi_core::model::{Operation, Timestamp};
use jishi_core::protocol::Change;
use jishi_core::rules::retention::{forget_place, forget_places};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Stored;

/// The server's word on an operation that no longer has its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// When the place was taken out.
    pub at: Timestamp,
    /// The server's signature of [what it did](jishi_core::rules::audit::retired_message), as text.
    pub signature: String,
}

/// An operation without its place.
#[derive(Clone, Debug)]
pub struct Retired {
    /// The sequence of its receipt.
    pub sequence: u64,
    /// What it was about: the moment, the record.
    pub subject: Uuid,
    /// The bytes that are left.
    pub bytes: Vec<u8>,
    /// The server's word.
    pub tombstone: Tombstone,
}

/// The operation in these bytes without its place: what it was about, and the bytes that are left.
///
/// # Errors
/// If the bytes are no operation.
pub fn without_place(bytes: &[u8]) -> Stored<(Uuid, Vec<u8>)> {
    let mut operation: Operation = serde_json::from_slice(bytes)?;
    forget_place(&mut operation.action);
    Ok((operation.action.subject(), serde_json::to_vec(&operation)?))
}

/// A change as it is told from now on, without the places of what was done before `before`; `None` if it has none.
pub(super) fn change_without_places(body: &str, before: Timestamp) -> Stored<Option<String>> {
    let mut change: Change = serde_json::from_str(body)?;
    let had = match &mut change {
        Change::Moment { moment, .. } => moment.done_at < before && moment.place.take().is_some(),
        Change::Record { record } => forget_places(record, before),
        _ => false,
    };
    Ok(had.then(|| serde_json::to_string(&change)).transpose()?)
}
