//! One-time codes and devices as stored.

use chrono::NaiveDate;
use jishi_core::model::{DeviceId, PersonId, Tenure, Timestamp};

/// A one-time code to be stored. Only its keyed hash is.
#[derive(Clone, Debug)]
pub struct NewCode {
    /// HMAC-SHA-256 of the code under the server's secret.
    pub hash: [u8; 32],
    /// Whom it lets in.
    pub person: PersonId,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A device with a code.
#[derive(Clone, Debug)]
pub struct Redemption {
    /// HMAC-SHA-256 of the code.
    pub hash: [u8; 32],
    /// The id that the device gets.
    pub device: DeviceId,
    /// P-256, SEC 1 compressed.
    pub public_key: Vec<u8>,
    /// What the device calls itself.
    pub name: String,
    /// The server's clock.
    pub now: Timestamp,
    /// The civil day in the county: somebody's code ends with the last day of their service.
    pub today: NaiveDate,
}

impl Redemption {
    /// Whether the last day of service of the code's owner is over.
    pub(super) fn comes_after(&self, tenure: Option<Tenure>) -> bool {
        let left = tenure.and_then(|tenure| tenure.left);
        left.is_some_and(|last| last < self.today)
    }
}

/// A device as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Whose it is.
    pub person: PersonId,
    /// P-256, SEC 1 compressed.
    pub public_key: Vec<u8>,
    /// When it stopped to be bound, if it did.
    pub revoked_at: Option<Timestamp>,
}
