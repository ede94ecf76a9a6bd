//! Operations as stored.

use super::NewRecord;
use jishi_core::model::{
    DeviceId, Moment, MomentId, OperationId, PersonId, Rank, ReactionKind, Receipt, Sha256, Timestamp,
};

/// An operation that has passed every check but those that need the transaction.
#[derive(Clone, Debug)]
pub struct NewOperation {
    /// Its id.
    pub id: OperationId,
    /// Who did it.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// The bytes as signed.
    pub bytes: Vec<u8>,
    /// The signature, r‖s.
    pub signature: Vec<u8>,
    /// What it does: all of it or nothing.
    pub effects: Vec<Effect>,
}

/// What an operation does to the record.
#[derive(Clone, Debug)]
pub enum Effect {
    /// A moment is there.
    Post(Moment),
    /// A reaction stands, or is taken back.
    React {
        /// On which moment.
        moment: MomentId,
        /// The reaction; `None` takes it back.
        kind: Option<ReactionKind>,
        /// The giver's rank.
        rank: Rank,
        /// When, by the giver's clock.
        done_at: Timestamp,
    },
    /// A record stands like this.
    Put(Box<NewRecord>),
}

/// What became of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// On the record now.
    Accepted(Receipt),
    /// On the record already, with the same bytes.
    Duplicate(Receipt),
    /// The id of the operation, or of the moment that it posts, already stands for something else.
    Conflict,
    /// The moment that it is about does not exist.
    NoMoment,
    /// A record is no longer as it was when this was judged; judged again, it may pass.
    Stale,
}

/// An operation on the record, as far as duplicates need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// SHA-256 of the bytes as signed.
    pub digest: Sha256,
    /// Its receipt.
    pub receipt: Receipt,
}

impl Known {
    /// What that makes of an operation with the same id and these bytes.
    #[must_use]
    pub fn against(self, bytes: &[u8]) -> Applied {
        if self.digest == Sha256::of(bytes) {
            Applied::Duplicate(self.receipt)
        } else {
            Applied::Conflict
        }
    }
}

/// An operation on the record, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOperation {
    /// Its receipt.
    pub receipt: Receipt,
    /// Who did it.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// The bytes as signed.
    pub bytes: Vec<u8>,
    /// The signature, r‖s.
    pub signature: Vec<u8>,
}
