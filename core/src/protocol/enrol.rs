//! Enrolment: a one-time code binds a device's key to a person.

use serde::{Deserialize, Serialize};

use crate::model::{DeviceId, Person, Timestamp, Unit};

/// A device asks to be bound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolRequest {
    /// The one-time code as typed; case, spaces and hyphens do not matter.
    pub code: String,
    /// The device's public key: P-256, SEC 1 compressed, base64url without padding (44 characters).
    pub public_key: String,
    /// What the device calls itself, to be shown to its owner; at most 100 characters.
    pub device_name: String,
}

/// The binding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolled {
    /// The id of the device from now on.
    pub device: DeviceId,
    /// Whose it is.
    pub person: Person,
    /// Their unit.
    pub unit: Unit,
    /// When a device of theirs was first bound: their record, and their ledger, begin on that day.
    pub on_record_since: Timestamp,
    /// The server's clock.
    pub server_time: Timestamp,
}
