//! What the server keeps, apart from the bytes of media. One trait whose methods are use cases; two implementations,
//! held to the same behaviour by one contract suite (`tests/storage_contract.rs`).

mod activity;
mod change;
mod device;
mod fault;
mod fix;
mod head;
mod look;
mod media;
mod names;
mod operation;
pub mod postgres;
mod record;
mod refusal;
mod retired;
mod roster;
pub mod sqlite;
mod stamp;
mod standing;
mod tap;
mod told;
mod upload;

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use chrono::NaiveDate;
use jishi_core::model::{
    DeviceId, MomentId, OperationId, PersonId, Reaction, RecordId, RecordKind, Sha256, Timestamp, UploadId,
};
use jishi_core::protocol::{Look, Settings};
use jishi_core::rules::judge::{Fix, KnownMoment};
use jishi_core::rules::score::Tap;
use tokio::sync::watch;

pub use activity::Activity;
pub use change::{Audience, ChangePage, Sees};
pub use device::{AskingDevice, BoundDevice, Device, NewCode, Redemption};
pub use fault::StorageFault;
pub use fix::fix_of;
pub use head::{Head, ReceiptKey};
pub use look::NewLook;
pub use media::{MediaFile, MediaRecord};
pub(crate) use names::{from_json, moved_from, name_of, named, own_hours, tenure_of, to_json};
pub use operation::{Applied, Basis, Booked, Effect, Known, NewOperation, StoredOperation};
pub use record::{NewRecord, RecordsQuery, StoredRecord};
pub use refusal::Refusal;
pub use retired::{Retired, Tombstone, without_place};
pub use roster::{Listed, Roster, RosterEdit};
pub use stamp::Stamp;
pub use told::{Retelling, Retold, Told};
pub use upload::{NewUploadRecord, PersonUploads, Piece, UploadRecord};

/// What every storage answers with.
pub type Stored<T> = Result<T, StorageFault>;

/// The server's memory. Every method is one transaction.
#[async_trait]
pub trait Storage: Send + Sync + 'static {
    /// Whether it works at this moment.
    async fn ready(&self) -> Stored<()>;

    /// Writes that wait for their turn.
    fn queued(&self) -> usize;

    /// Turns over whenever something was added to the log of changes, by this process or, where the storage can tell,
    /// by another.
    fn changed(&self) -> watch::Receiver<u64>;

    /// The server's secret key: the stored one, or from now on `fresh`.
    async fn secret(&self, fresh: [u8; 32]) -> Stored<[u8; 32]>;

    /// Policy and calendar; `None` before any were saved.
    async fn settings(&self) -> Stored<Option<Settings>>;

    /// Keeps policy and calendar, and tells it in the log of changes.
    async fn save_settings(&self, settings: &Settings) -> Stored<()>;

    /// Names the state of the roster; grows with every change of it.
    async fn roster_version(&self) -> Stored<u64>;

    /// All units and people.
    async fn roster(&self) -> Stored<Roster>;

    /// Puts units and people in place, all or none, and tells it in the log of changes.
    async fn save_roster(&self, edit: RosterEdit) -> Stored<()>;

    /// Makes a one-time code good; the person's unused older codes end.
    async fn issue_code(&self, code: NewCode) -> Stored<()>;

    /// Binds a device by a code, once, and revokes the person's device before it. The same key may come again with the
    /// same code, since the first answer may have been lost. `None` if the code is wrong, used or has ended. Whoever
    /// listens is woken, so that the device before it learns of it at once.
    async fn redeem(&self, redemption: Redemption) -> Stored<Option<Device>>;

    /// Keeps that a device asks to be somebody's; as nobody's, if too many do already. What the same key asked for before goes,
    /// and requests that are too old.
    async fn ask_device(&self, asking: AskingDevice) -> Stored<()>;

    /// A device that asks, or was turned away.
    async fn asking_device(&self, id: DeviceId) -> Stored<Option<AskingDevice>>;

    /// Takes a request back; whether it was still there.
    async fn withdraw_device(&self, id: DeviceId) -> Stored<bool>;

    /// Those that wait to be somebody's, the first first.
    async fn asking_devices(&self) -> Stored<Vec<AskingDevice>>;

    /// The devices of these people, as far as they have one.
    async fn devices_of(&self, people: &[PersonId]) -> Stored<Vec<BoundDevice>>;

    /// A device.
    async fn device(&self, id: DeviceId) -> Stored<Option<Device>>;

    /// Those of `ids` that are on the record.
    async fn known(&self, ids: &[OperationId]) -> Stored<HashMap<OperationId, Known>>;

    /// What was refused of these operations to these people.
    async fn refusals(&self, asked: &[(OperationId, PersonId)]) -> Stored<Vec<Refusal>>;

    /// Keeps what was refused, unless the operation is on the record meanwhile: those that are it returns. Of two refusals
    /// of one operation the later attempt's stays, of two of one attempt the first.
    async fn refuse(&self, refusals: Vec<Refusal>, now: Timestamp) -> Stored<Vec<OperationId>>;

    /// Forgets what was refused before `before`.
    async fn forget_refusals(&self, before: Timestamp) -> Stored<()>;

    /// The sequence of a person's last operation; 0 if there is none.
    async fn last_operation(&self, person: PersonId) -> Stored<u64>;

    /// Puts operations on the record, each with its own outcome, in the order given.
    async fn apply(&self, operations: Vec<NewOperation>, now: Timestamp) -> Stored<Vec<Applied>>;

    /// Operations on the record after a receipt's sequence, in that order.
    async fn operations(&self, after: u64, limit: u32) -> Stored<Vec<StoredOperation>>;

    /// Operations with a place that were done before `before`, at most `limit`, the oldest first.
    async fn places_before(&self, before: Timestamp, limit: u32) -> Stored<Vec<StoredOperation>>;

    /// Where a person was, by their operations with a place that were done from `from` until before `to`.
    async fn fixes(&self, person: PersonId, from: Timestamp, to: Timestamp) -> Stored<Vec<Fix>>;

    /// Puts operations without their place where they stood whole, and takes places from before `before` out of the records
    /// and changes that they made.
    async fn forget_places(&self, before: Timestamp, retired: Vec<Retired>) -> Stored<()>;

    /// Notes that somebody looks at something of others.
    async fn note_look(&self, look: NewLook) -> Stored<()>;

    /// Who looked at what of somebody from a day on, the latest first.
    async fn looks_at(&self, subject: PersonId, from: NaiveDate) -> Stored<Vec<Look>>;

    /// What was told of a moment's words and of the reactions to it, the oldest first: the JSON of each
    /// [`Change`](jishi_core::protocol::Change).
    async fn trace_of(&self, moment: MomentId) -> Stored<Vec<String>>;

    /// Where the chain of the record ends, as it was kept with the last operation.
    async fn head(&self) -> Stored<Head>;

    /// Every device that was ever bound.
    async fn devices(&self) -> Stored<Vec<Device>>;

    /// The public keys that have signed receipts, in the order in which they came, each with the sequence after which it
    /// did.
    async fn receipt_keys(&self) -> Stored<Vec<ReceiptKey>>;

    /// Notes that receipts are signed by this key from now on; nothing if it is the last of them already.
    async fn add_receipt_key(&self, key: [u8; 32]) -> Stored<()>;

    /// Those of `ids` that exist, deleted ones too.
    async fn moments(&self, ids: &[MomentId]) -> Stored<HashMap<MomentId, KnownMoment>>;

    /// The standing reactions that somebody gave from `from` up to before `to`, by the giver's clock.
    async fn given(&self, giver: PersonId, from: Timestamp, to: Timestamp) -> Stored<Vec<Reaction>>;

    /// What each of `people` did in the feed, and got for it, from `from` up to before `to`, in the order asked.
    async fn activity(&self, people: &[PersonId], from: Timestamp, to: Timestamp) -> Stored<Vec<Activity>>;

    /// The state of the record, as far as points go.
    async fn stamp(&self) -> Stored<Stamp>;

    /// Of whom something was put on the record after a change of the log that points may depend on. More than that does no
    /// harm.
    async fn touched(&self, after: u64) -> Stored<HashSet<PersonId>>;

    /// The taps of some people from `first` to `last`, in no order.
    async fn taps(
        &self,
        people: &[PersonId],
        first: NaiveDate,
        last: NaiveDate,
    ) -> Stored<Vec<(PersonId, Tap)>>;

    /// Those of `ids` that stand on the record.
    async fn records(&self, ids: &[RecordId]) -> Stored<HashMap<RecordId, StoredRecord>>;

    /// Records of some people, kinds and days, in the order of their first days.
    async fn records_about(&self, query: &RecordsQuery) -> Stored<Vec<StoredRecord>>;

    /// Records of one kind that touch some days, whoever they are about, in the order of their first days.
    async fn records_of_kind(
        &self,
        kind: RecordKind,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Stored<Vec<StoredRecord>>;

    /// The tasks into which any of these was split, one level; of a lesson its readings.
    async fn parts(&self, of: &[RecordId]) -> Stored<Vec<StoredRecord>>;

    /// What was said when it was last looked at who is told of requests; `None` if it never was.
    async fn retold(&self) -> Stored<Option<Retold>>;

    /// Requests that wait for a decision, and those told to anybody of whom the roster has said something since its version
    /// `since`: at most `limit` of them, by their ids, after `after`.
    async fn told(&self, since: u64, after: Option<RecordId>, limit: u32) -> Stored<Vec<Told>>;

    /// Tells of requests, and that they are gone, as far as that was not done already, and notes `retold`.
    async fn retell(&self, retellings: Vec<Retelling>, retold: Option<Retold>) -> Stored<()>;

    /// Changes after `after` that `audience` takes in: at most `limit`, looking through at most `scan`.
    async fn changes(&self, after: u64, scan: u32, limit: u32, audience: &Audience) -> Stored<ChangePage>;

    /// Those of `digests` that have arrived, with who sent them, whose moments show them, and which records do.
    async fn media(&self, digests: &[Sha256]) -> Stored<HashMap<Sha256, MediaRecord>>;

    /// Notes an upload that begins, or one of a known file that is complete at once.
    async fn create_upload(&self, upload: NewUploadRecord) -> Stored<()>;

    /// An upload.
    async fn upload(&self, id: UploadId) -> Stored<Option<UploadRecord>>;

    /// What a person is sending and has announced, of what is not forgotten.
    async fn uploads_of(&self, person: PersonId) -> Stored<PersonUploads>;

    /// Moves an upload on by `pieces`, if it still stands where the first of them starts. Otherwise false.
    async fn append_upload(&self, id: UploadId, pieces: Vec<Piece>) -> Stored<bool>;

    /// The pieces of an upload, in order.
    async fn pieces(&self, id: UploadId) -> Stored<Vec<Piece>>;

    /// Ends an upload: its file is there from now on, sent by the upload's person.
    async fn finish_upload(&self, id: UploadId, file: MediaFile) -> Stored<()>;

    /// Forgets an upload. Its pieces have to be asked for before.
    async fn drop_upload(&self, id: UploadId) -> Stored<()>;

    /// Uploads that have ended by `now`, at most 100.
    async fn expired_uploads(&self, now: Timestamp) -> Stored<Vec<UploadId>>;
}
