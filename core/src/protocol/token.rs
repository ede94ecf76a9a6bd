//! Access tokens: short-lived, got by signing a challenge. A challenge instead of a time stamp, because a phone whose
//! clock is wrong must be able to send too.

use serde::{Deserialize, Serialize};

use crate::model::{DeviceId, Timestamp};

/// Something to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// Opaque text.
    pub challenge: String,
}

/// A signed challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenRequest {
    /// The device.
    pub device: DeviceId,
    /// The challenge as it came.
    pub challenge: String,
    /// ECDSA P-256 over SHA-256 of [`token_message`], r‖s, base64url without padding (86 characters).
    pub signature: String,
}

/// A token for the `Authorization: Bearer` header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccessToken {
    /// Opaque text.
    pub token: String,
    /// Milliseconds from now until it ends.
    pub expires_in_ms: u64,
    /// The server's clock.
    pub server_time: Timestamp,
}

/// The bytes that are signed to take a request for a device back.
#[must_use]
pub fn withdraw_message(device: DeviceId, challenge: &str) -> Vec<u8> {
    format!("jishi withdraw\n{device}\n{challenge}").into_bytes()
}

/// The bytes that a [`TokenRequest`] signs. The prefix keeps them apart from signed operations.
#[must_use]
pub fn token_message(device: DeviceId, challenge: &str) -> Vec<u8> {
    format!("jishi token\n{device}\n{challenge}").into_bytes()
}
