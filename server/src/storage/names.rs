//! Enums as text columns, under the names that they have on the wire.

use serde::{Serialize, de::DeserializeOwned};

use super::{StorageFault, Stored};

/// The wire name of a plain enum's variant.
pub(crate) fn name_of<T: Serialize>(value: &T) -> Stored<String> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(name) => Ok(name),
        other => Err(StorageFault::Unreadable(other.to_string())),
    }
}

/// The variant of that name.
pub(crate) fn named<T: DeserializeOwned>(name: String) -> Stored<T> {
    Ok(serde_json::from_value(serde_json::Value::String(name))?)
}
