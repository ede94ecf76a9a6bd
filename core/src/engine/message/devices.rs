//! Change of device.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::Delivery;
use crate::model::{DeviceId, DeviceKey, Person, Timestamp, Unit, UnitId};

/// See [`Command::AskDevice`](super::Command::AskDevice).
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AskDevice {
    /// One's number on the roster.
    pub staff_no: String,
    /// One's name.
    pub name: String,
    /// What the device calls itself.
    pub device_name: String,
}

/// See [`Command::CheckAsked`](super::Command::CheckAsked).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct CheckAsked;

/// See [`Command::StopAsking`](super::Command::StopAsking).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct StopAsking;

/// What this device has asked for and waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
pub struct Asked {
    /// The id that it gets if it is let in.
    pub device: DeviceId,
    /// In whose name.
    pub name: String,
    /// What whoever lets it in compares.
    pub digits: String,
    /// When, by the server's clock.
    pub at: Timestamp,
}

/// See [`Command::Devices`](super::Command::Devices).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetDevices {
    /// Of whose people; one's own unit if there is none.
    pub unit: Option<UnitId>,
}

/// Devices on which one may decide.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct DevicesPage {
    /// The unit.
    pub unit: Unit,
    /// The one above it, if one may decide there too.
    pub above: Option<Unit>,
    /// Those directly below it.
    pub below: Vec<Unit>,
    /// Those that wait, of whichever unit.
    pub waiting: Vec<WaitingItem>,
    /// Those of the unit's people.
    pub bound: Vec<BoundItem>,
}

/// A device that waits.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct WaitingItem {
    /// Whose it would be.
    pub person: Person,
    /// Their unit's name.
    pub unit: String,
    /// The device.
    pub key: DeviceKey,
    /// What it calls itself.
    pub name: String,
    /// When it asked.
    pub asked_at: Timestamp,
    /// One's own decision, until the server has it.
    pub under_way: Option<Delivery>,
}

/// A device that is somebody's.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct BoundItem {
    /// Which.
    pub device: DeviceId,
    /// Whose.
    pub person: Person,
    /// What it calls itself.
    pub name: String,
    /// Since when.
    pub bound_at: Timestamp,
    /// One's own word that it is lost, until the server has it.
    pub under_way: Option<Delivery>,
}
