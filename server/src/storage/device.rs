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

/// A device that asks to be somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskingDevice {
    /// The id that it gets.
    pub id: DeviceId,
    /// To be whose; `None` where nobody has that number and name.
    pub person: Option<PersonId>,
    /// P-256, SEC 1 compressed.
    pub public_key: Vec<u8>,
    /// What it calls itself.
    pub name: String,
    /// When, by the server's clock.
    pub asked_at: Timestamp,
    /// Why it was turned away, once it was.
    pub refused: Option<String>,
}

impl AskingDevice {
    /// Whether its time is not over.
    #[must_use]
    pub const fn is_kept(&self, now: Timestamp) -> bool {
        now.since(self.asked_at) <= ASKING_KEPT_MS
    }
}

/// How many may wait for one person: who asks in the name of others does not fill a list.
pub(super) const ASKING_MAX: i64 = 5;
/// How long a request is kept, in milliseconds.
pub(super) const ASKING_KEPT_MS: i64 = 7 * 24 * 3_600_000;

/// A device that is somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundDevice {
    /// Its id.
    pub id: DeviceId,
    /// Whose.
    pub person: PersonId,
    /// What it calls itself.
    pub name: String,
    /// Since when.
    pub bound_at: Timestamp,
}
