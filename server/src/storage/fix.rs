//! Where somebody was, by an operation with a place.

use jishi_core::model::{Action, Operation, Timestamp};
use jishi_core::rules::judge::Fix;
use jishi_core::rules::retention::place_in;

use super::Stored;

/// Where somebody was by the operation in these bytes, which was done at `at`, and whether it is a moment alone, which may
/// have been deleted since; nothing if there is no place in it.
pub(super) fn fix_in(bytes: &[u8], at: Timestamp) -> Stored<Option<(Fix, bool)>> {
    let operation: Operation = serde_json::from_slice(bytes)?;
    let is_moment = matches!(operation.action, Action::PostMoment { .. });
    Ok(fix_of(&operation, at).map(|fix| (fix, is_moment)))
}

/// Where somebody was by an operation of theirs, which was done at `at`.
#[must_use]
pub fn fix_of(operation: &Operation, at: Timestamp) -> Option<Fix> {
    let place = place_in(&operation.action)?.clone();
    Some(Fix {
        subject: operation.action.subject(),
        at: place.was_at(at, operation.clock.wall),
        place,
    })
}
