//! Operations as stored.

use jishi_core::model::{
    DeviceId, Moment, MomentId, OperationId, PersonId, Rank, ReactionKind, Receipt, RecordId, Sha256,
    Timestamp, Unit,
};
use jishi_core::rules::audit::Entry;

use super::{NewRecord, Tombstone};

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
    /// Which [attempt](jishi_core::protocol::SignedOperation::attempt) at it this is.
    pub attempt: u32,
    /// When it was done, if there is a place in it: then that has to go one day.
    pub place_at: Option<Timestamp>,
    /// What it was judged on.
    pub basis: Basis,
    /// What it does: all of it or nothing.
    pub effects: Vec<Effect>,
}

/// What a judgement rests on besides what the effects themselves change. If any of it is no longer so, nothing is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basis {
    /// Versions of records; `None` where there was none.
    pub records: Vec<(RecordId, Option<u64>)>,
    /// The sequence of the last operation of the same person that the judgement knew of, 0 if there was none. What somebody
    /// has not done yet (asked for these days, used up a month's number) leaves nothing else behind that could be compared.
    /// `None` if the judgement does not depend on it. Operations of one batch are not held against each other.
    pub last: Option<u64>,
    /// The [version](super::Roster::version) of the roster by which it was found out who is told; `None` where that does not
    /// depend on it.
    pub roster: Option<u64>,
}

/// What an operation does to the record.
#[derive(Clone, Debug)]
pub enum Effect {
    /// A moment is there.
    Post(Moment),
    /// A moment has other words.
    Edit {
        /// Which.
        moment: MomentId,
        /// Its words from now on.
        text: String,
        /// When, by the author's clock.
        done_at: Timestamp,
    },
    /// A moment leaves the feed.
    Delete(MomentId),
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
    /// A unit works there and then from now on; its name, kind and place in the tree come from the roster alone.
    SetUnit {
        /// The unit.
        unit: Unit,
        /// The [version](super::Roster::version) of the roster that the judgement saw.
        roster: u64,
    },
    /// A device that waits is somebody's only one from now on, or is turned away.
    DecideDevice {
        /// Whose.
        person: PersonId,
        /// Which.
        device: DeviceId,
        /// `None` lets it in; else why not.
        refused: Option<String>,
    },
    /// A device of somebody's is theirs no more.
    RevokeDevice {
        /// Whose.
        person: PersonId,
        /// Which.
        device: DeviceId,
    },
}

/// What became of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// On the record now.
    Accepted(Booked),
    /// On the record already, with the same bytes.
    Duplicate(Booked),
    /// The id of the operation, or of the moment that it posts, already stands for something else.
    Conflict,
    /// The moment that it is about does not exist.
    NoMoment,
    /// Something is no longer as it was when this was judged; judged again, it may pass.
    Stale,
}

/// The place of an operation on the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// Its receipt, without proof: that is made for who asks.
    pub receipt: Receipt,
    /// Its link in the chain of the record.
    pub chain: Sha256,
}

/// An operation on the record, as far as duplicates need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// SHA-256 of the bytes as signed.
    pub digest: Sha256,
    /// Its place.
    pub booked: Booked,
}

impl Known {
    /// What that makes of an operation with the same id and these bytes.
    #[must_use]
    pub fn against(self, bytes: &[u8]) -> Applied {
        if self.digest == Sha256::of(bytes) {
            Applied::Duplicate(self.booked)
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
    /// SHA-256 of the bytes as they were signed.
    pub digest: Sha256,
    /// The bytes as signed, or what is left of them.
    pub bytes: Vec<u8>,
    /// The server's word on what it took out of them, if it did.
    pub retired: Option<Tombstone>,
    /// The signature, r‖s.
    pub signature: Vec<u8>,
    /// Its link in the chain of the record; not 32 bytes long if somebody has changed it.
    pub chain: Vec<u8>,
}

impl StoredOperation {
    /// What the chain takes in of it.
    #[must_use]
    pub fn entry(&self) -> Entry<'_> {
        Entry {
            receipt: &self.receipt,
            person: self.person,
            device: self.device,
            digest: self.digest,
            signature: &self.signature,
        }
    }
}
