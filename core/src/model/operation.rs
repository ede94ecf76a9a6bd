//! Operations: one thing a person did, on its way from their device to the record.

use serde::{Deserialize, Serialize};

use super::{DeviceId, Moment, MomentId, OperationId, PersonId, ReactionKind, Timestamp};

/// What a device signs and sends: who did what, and the evidence of when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Operation {
    /// Its id; the same id is never counted twice.
    pub id: OperationId,
    /// Who did it.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// What was done.
    pub action: Action,
    /// What the device knew of the time.
    pub clock: ClockEvidence,
}

/// The things a person can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Action {
    /// Put a moment into one's log.
    PostMoment {
        /// The moment.
        moment: Moment,
    },
    /// React to a moment, or take the reaction back.
    React {
        /// The moment.
        moment: MomentId,
        /// The reaction from now on; `None` takes it back.
        reaction: Option<ReactionKind>,
    },
}

impl Action {
    /// The moment that this is about: operations on one subject keep their order.
    #[must_use]
    pub const fn subject(&self) -> MomentId {
        match self {
            Self::PostMoment { moment } => moment.id,
            Self::React { moment, .. } => *moment,
        }
    }
}

/// What a device knows of the time when something is done. The server judges it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockEvidence {
    /// The device's wall clock.
    pub wall: Timestamp,
    /// Milliseconds on a clock that nobody can set, since `boot`.
    pub monotonic_ms: u64,
    /// Names the span in which `monotonic_ms` runs on: a start of the device, or of the page on the web.
    pub boot: String,
    /// The last time the server told, and the monotonic clock at that moment, if in the same `boot`.
    pub anchor: Option<ServerAnchor>,
}

/// A server time seen by a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServerAnchor {
    /// The server's clock.
    pub server: Timestamp,
    /// The device's monotonic clock when it heard it.
    pub monotonic_ms: u64,
}

/// The server's word that an operation is on the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The operation.
    pub operation: OperationId,
    /// Its place in the order in which the server accepted operations; from 1, without a gap.
    pub sequence: u64,
    /// When the server accepted it, by the server's clock.
    pub received_at: Timestamp,
}
