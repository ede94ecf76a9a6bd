//! A device that asks to be somebody's.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{DeviceId, Sha256};

/// A device with its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceKey {
    /// Its id.
    pub device: DeviceId,
    /// P-256, SEC 1 compressed, base64url without padding (44 characters).
    pub public_key: String,
}

impl DeviceKey {
    /// Six digits that the device shows and whoever lets it in compares: another device that asks in the same name shows
    /// others. The id is the server's choice, so nobody can look for a key that has the digits of somebody else's.
    #[must_use]
    pub fn digits(&self) -> String {
        let digest = Sha256::of(format!("{} {}", self.device, self.public_key).as_bytes());
        let number = digest
            .0
            .iter()
            .take(8)
            .fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        format!("{:06}", number % 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_of_the_key_and_the_id() {
        let key = |millis, public_key: &str| DeviceKey {
            device: DeviceId(uuid::Uuid::from_u128(millis)),
            public_key: public_key.into(),
        };
        assert_eq!(key(1, "AAAA").digits(), key(1, "AAAA").digits());
        assert_ne!(key(1, "AAAA").digits(), key(1, "AAAB").digits());
        assert_ne!(key(1, "AAAA").digits(), key(2, "AAAA").digits());
        assert!((0..1_000).all(|number| key(number, "AAAA").digits().len() == 6));
    }
}
