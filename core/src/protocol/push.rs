//! Push: operations on their way to the record.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Problem;
use crate::model::{ClockEvidence, OperationId, Receipt};

/// Most operations in one push.
pub const PUSH_MAX: usize = 500;

/// A batch of operations, oldest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushRequest {
    /// At most [`PUSH_MAX`].
    pub operations: Vec<SignedOperation>,
    /// What the device knows of the time as it sends them: how long ago something was done can be told from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<ClockEvidence>,
}

/// An operation as its device signed it. The signed bytes are the JSON text of `operation`, to the letter: the same id
/// with the same bytes is a duplicate, with other bytes a conflict.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedOperation {
    /// The JSON of an [`Operation`](crate::model::Operation).
    #[cfg_attr(feature = "openapi", schema(value_type = crate::model::Operation))]
    pub operation: Box<RawValue>,
    /// ECDSA P-256 over SHA-256 of those bytes, r‖s, base64url without padding.
    pub signature: String,
    /// How often its author had it tried again after it was refused. A refusal stands like a receipt: who asks again with
    /// the same number hears it again, whatever has changed since; what came after it may rest on it.
    #[serde(default)]
    pub attempt: u32,
}

/// What became of each operation, in the order sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushReply {
    /// One outcome per operation.
    pub outcomes: Vec<Outcome>,
}

/// What became of one operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It is on the record now.
    Accepted {
        /// The proof.
        receipt: Receipt,
    },
    /// It was on the record already.
    Duplicate {
        /// The same proof as the first time.
        receipt: Receipt,
    },
    /// It will never be on the record as it is.
    Refused {
        /// Which operation, where its id could be read.
        operation: Option<OperationId>,
        /// Why.
        problem: Problem,
    },
}
