//! A change of device: asked for by the person, let in by their unit.

use serde::{Deserialize, Serialize};

use crate::model::{DeviceId, DeviceKey, PersonId, Timestamp, UnitId};

/// A device asks to be somebody's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceRequest {
    /// The person's number on the roster.
    pub staff_no: String,
    /// Their name. Whether there is somebody of this number and name is not answered.
    pub name: String,
    /// The device's public key: P-256, SEC 1 compressed, base64url without padding (44 characters).
    pub public_key: String,
    /// What the device calls itself, to be shown to its owner; at most 100 characters.
    pub device_name: String,
}

/// It was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceAsked {
    /// The id of the device if it is let in. Until then a token is refused with
    /// [`DeviceWaiting`](super::ProblemKind::DeviceWaiting).
    pub device: DeviceId,
    /// The server's clock.
    pub server_time: Timestamp,
}

/// Asks for the devices of a unit's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct DevicesQuery {
    /// The unit; those below it are asked for one by one.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub unit: UnitId,
}

/// Devices on which the caller may decide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Devices {
    /// Those that wait, of whichever unit; the first first.
    pub waiting: Vec<WaitingDevice>,
    /// Those of the unit's people.
    pub bound: Vec<DeviceSeen>,
}

/// A device that waits to be let in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingDevice {
    /// Whose it would be.
    pub person: PersonId,
    /// The device, with the key whose [digits](DeviceKey::digits) it shows.
    pub key: DeviceKey,
    /// What it calls itself.
    pub name: String,
    /// When it asked.
    pub asked_at: Timestamp,
}

/// A device that is somebody's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceSeen {
    /// Which.
    pub device: DeviceId,
    /// Whose.
    pub person: PersonId,
    /// What it calls itself.
    pub name: String,
    /// Since when.
    pub bound_at: Timestamp,
}
