//! What a policy has to hold to beyond its shape.

use super::Policy;

/// A value that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {reason}")]
pub struct PolicyFault {
    /// The key, with dots: `attendance.points.late`.
    pub key: String,
    /// Why.
    pub reason: String,
}

impl Policy {
    /// Everything in it that cannot be.
    #[must_use]
    pub fn faults(&self) -> Vec<PolicyFault> {
        Vec::new()
    }
}
