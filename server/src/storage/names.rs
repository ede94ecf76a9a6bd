//! Enums as text columns, under the names that they have on the wire; and what has no columns of its own as JSON.

use jishi_core::model::{Hours, MovedFrom, Person, Tenure, Unit};
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

/// JSON for a column that may be empty.
pub(crate) fn to_json<T: Serialize + ?Sized>(value: Option<&T>) -> Stored<Option<String>> {
    Ok(value.map(serde_json::to_string).transpose()?)
}

/// What such a column holds.
pub(crate) fn from_json<T: DeserializeOwned>(column: Option<String>) -> Stored<Option<T>> {
    Ok(column.map(|json| serde_json::from_str(&json)).transpose()?)
}

/// Where a unit worked before, if it ever moved.
pub(crate) fn moved_from(unit: &Unit) -> Option<&[MovedFrom]> {
    Some(unit.moved_from.as_slice()).filter(|earlier| !earlier.is_empty())
}

/// A unit's own working hours, if it has any.
pub(crate) fn own_hours(unit: &Unit) -> Option<&[Hours]> {
    Some(unit.hours.as_slice()).filter(|hours| !hours.is_empty())
}

/// Where somebody served before and until when, if there is anything to say of it.
pub(crate) fn tenure_of(person: &Person) -> Option<&Tenure> {
    Some(&person.tenure).filter(|tenure| !tenure.is_plain())
}
