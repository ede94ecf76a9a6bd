//! What was refused. A refusal stands as a receipt does: who asks again hears the same, until the person wants it tried again.
//! Else an operation whose answer was lost could be judged anew after one that rests on its refusal, and stand behind it.

use jishi_core::model::{OperationId, PersonId};
use jishi_core::protocol::Problem;

/// An operation that was refused to somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which.
    pub operation: OperationId,
    /// To whom. Who can guess somebody else's id refuses them nothing by it.
    pub person: PersonId,
    /// At which [attempt](jishi_core::protocol::SignedOperation::attempt); it stands for those before as well.
    pub attempt: u32,
    /// Why.
    pub problem: Problem,
}

impl Refusal {
    /// Whether an attempt at it has been answered by this.
    #[must_use]
    pub const fn answers(&self, attempt: u32) -> bool {
        attempt <= self.attempt
    }
}
