//! Places: what one GPS fix said, taken at one tap.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::Timestamp;

/// A fix of the host's location service, in WGS-84 degrees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// Degrees north, −90 to 90.
    pub latitude: f64,
    /// Degrees east, −180 to 180.
    pub longitude: f64,
    /// Radius in metres within which the host is 68 % sure to be.
    pub accuracy_m: f64,
    /// Milliseconds between the fix and the tap.
    pub age_ms: u64,
    /// When it was taken, by the phone's own clock: what it belongs to may be finished long after. Not known of those of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<Timestamp>,
    /// What gave the fix.
    pub provider: Provider,
    /// Whether the host says that the fix is simulated; `None` where the host cannot tell.
    pub mock: Option<bool>,
    /// Datum of the coordinates as the host gave them.
    pub datum: Datum,
}

impl Place {
    /// When somebody was there by something that was finished at `at`, when the phone's clock said `wall`.
    #[must_use]
    pub fn was_at(&self, at: Timestamp, wall: Timestamp) -> Timestamp {
        let held = self.taken_at.map_or(0, |taken| wall.since(taken).max(0));
        at.plus(held.saturating_neg())
    }

    /// Whether the numbers can be a place on Earth at all.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        (-90.0..=90.0).contains(&self.latitude)
            && (-180.0..=180.0).contains(&self.longitude)
            && self.accuracy_m.is_finite()
            && self.accuracy_m >= 0.0
    }
}

/// Sources of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// Satellites.
    Satellite,
    /// Cells and wireless networks.
    Network,
    /// A mixture that the host does not tell apart.
    Fused,
}

/// Geodetic datums. Chinese map services use GCJ-02; records are kept in WGS-84 only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Datum {
    /// World Geodetic System 1984.
    Wgs84,
}
