//! Storage in PostgreSQL, which several server processes can share.

mod chain;
mod change;
mod device;
mod listen;
mod look;
mod media;
mod moment;
mod open;
mod operation;
mod places;
mod record;
mod refusal;
mod roster;
mod row;
mod settings;
mod told;
mod upload;

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use chrono::NaiveDate;
use deadpool_postgres::{Object, Pool, Transaction};
use jishi_core::model::{
    DeviceId, MomentId, OperationId, PersonId, Reaction, RecordId, RecordKind, Sha256, Timestamp, UploadId,
};
use jishi_core::protocol::{Look, Settings};
use jishi_core::rules::judge::{Fix, KnownMoment};
use jishi_core::rules::score::Tap;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{
    Activity, Applied, AskingDevice, Audience, BoundDevice, ChangePage, Device, Head, Known, MediaFile,
    MediaRecord, NewCode, NewLook, NewOperation, NewUploadRecord, PersonUploads, Piece, ReceiptKey,
    RecordsQuery, Redemption, Refusal, Retelling, Retired, Retold, Roster, RosterEdit, Stamp, Storage,
    Stored, StoredOperation, StoredRecord, Told, UploadRecord,
};

/// Key of the advisory lock under which sequence numbers are given: who holds it commits before the next one counts,
/// so a cursor never passes a row that is committed late.
const SEQUENCE_LOCK: i64 = 0x006a_6973_6869;

/// Storage in PostgreSQL.
pub struct Postgres {
    pool: Pool,
    changed: watch::Sender<u64>,
    listener: JoinHandle<()>,
}

impl Postgres {
    /// Connects, making or upgrading the tables as needed.
    ///
    /// # Errors
    /// If the server cannot be reached, refuses, or holds the tables of a newer version.
    pub async fn open(url: &str) -> Stored<Self> {
        let (pool, config) = open::pool(url)?;
        open::upgrade(&mut pool.get().await?).await?;
        let changed = watch::Sender::new(0);
        let listener = tokio::spawn(listen::forever(config, changed.clone()));
        Ok(Self {
            pool,
            changed,
            listener,
        })
    }

    async fn client(&self) -> Stored<Object> {
        Ok(self.pool.get().await?)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

/// Takes the lock that orders sequence numbers, until the transaction ends.
async fn lock_sequence(transaction: &Transaction<'_>) -> Stored<()> {
    let lock = transaction
        .prepare_cached("SELECT pg_advisory_xact_lock($1)")
        .await?;
    transaction.query_one(&lock, &[&SEQUENCE_LOCK]).await?;
    Ok(())
}

#[async_trait]
impl Storage for Postgres {
    async fn ready(&self) -> Stored<()> {
        self.client().await?.simple_query("SELECT 1").await?;
        Ok(())
    }

    fn queued(&self) -> usize {
        self.pool.status().waiting
    }

    fn changed(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    async fn secret(&self, fresh: [u8; 32]) -> Stored<[u8; 32]> {
        let client = self.client().await?;
        client
            .execute(
                "INSERT INTO setting (name, value) VALUES ('secret', $1) ON CONFLICT DO NOTHING",
                &[&fresh.as_slice()],
            )
            .await?;
        let row = client
            .query_one("SELECT value FROM setting WHERE name = 'secret'", &[])
            .await?;
        row::bytes32(&row, 0)
    }

    async fn settings(&self) -> Stored<Option<Settings>> {
        settings::load(&self.client().await?).await
    }

    async fn save_settings(&self, settings: &Settings) -> Stored<()> {
        settings::save(&mut self.client().await?, settings).await
    }

    async fn roster_version(&self) -> Stored<u64> {
        roster::version(&self.client().await?).await
    }

    async fn roster(&self) -> Stored<Roster> {
        roster::load(&mut self.client().await?).await
    }

    async fn save_roster(&self, edit: RosterEdit) -> Stored<()> {
        roster::save(&mut self.client().await?, &edit).await
    }

    async fn issue_code(&self, code: NewCode) -> Stored<()> {
        device::issue_code(&mut self.client().await?, &code).await
    }

    async fn redeem(&self, redemption: Redemption) -> Stored<Option<Device>> {
        device::redeem(&mut self.client().await?, &redemption).await
    }

    async fn ask_device(&self, asking: AskingDevice) -> Stored<()> {
        device::ask(&mut self.client().await?, &asking).await
    }

    async fn asking_device(&self, id: DeviceId) -> Stored<Option<AskingDevice>> {
        device::asking(&self.client().await?, id).await
    }

    async fn withdraw_device(&self, id: DeviceId) -> Stored<bool> {
        device::withdraw(&self.client().await?, id).await
    }

    async fn asking_devices(&self) -> Stored<Vec<AskingDevice>> {
        device::all_asking(&self.client().await?).await
    }

    async fn devices_of(&self, people: &[PersonId]) -> Stored<Vec<BoundDevice>> {
        device::of_people(&self.client().await?, people).await
    }

    async fn device(&self, id: DeviceId) -> Stored<Option<Device>> {
        device::load(&self.client().await?, id).await
    }

    async fn known(&self, ids: &[OperationId]) -> Stored<HashMap<OperationId, Known>> {
        operation::known(&self.client().await?, ids).await
    }

    async fn refusals(&self, asked: &[(OperationId, PersonId)]) -> Stored<Vec<Refusal>> {
        refusal::load(&self.client().await?, asked).await
    }

    async fn refuse(&self, refusals: Vec<Refusal>, now: Timestamp) -> Stored<Vec<OperationId>> {
        refusal::keep(&mut self.client().await?, &refusals, now).await
    }

    async fn forget_refusals(&self, before: Timestamp) -> Stored<()> {
        refusal::forget(&self.client().await?, before).await
    }

    async fn last_operation(&self, person: PersonId) -> Stored<u64> {
        let client = self.client().await?;
        let query = client
            .prepare_cached("SELECT coalesce(max(sequence), 0) FROM operation WHERE person = $1")
            .await?;
        row::number(&client.query_one(&query, &[&person.0]).await?, 0)
    }

    async fn apply(&self, operations: Vec<NewOperation>, now: Timestamp) -> Stored<Vec<Applied>> {
        operation::apply(&mut self.client().await?, &operations, now).await
    }

    async fn operations(&self, after: u64, limit: u32) -> Stored<Vec<StoredOperation>> {
        operation::list(&self.client().await?, after, limit).await
    }

    async fn places_before(&self, before: Timestamp, limit: u32) -> Stored<Vec<StoredOperation>> {
        places::before(&self.client().await?, before, limit).await
    }

    async fn fixes(&self, person: PersonId, from: Timestamp, to: Timestamp) -> Stored<Vec<Fix>> {
        places::of(&self.client().await?, person, from, to).await
    }

    async fn forget_places(&self, before: Timestamp, retired: Vec<Retired>) -> Stored<()> {
        places::forget(&mut self.client().await?, before, &retired).await
    }

    async fn note_look(&self, look: NewLook) -> Stored<()> {
        look::note(&self.client().await?, &look).await
    }

    async fn looks_at(&self, subject: PersonId, from: NaiveDate) -> Stored<Vec<Look>> {
        look::at(&self.client().await?, subject, from).await
    }

    async fn trace_of(&self, moment: MomentId) -> Stored<Vec<String>> {
        moment::trace(&self.client().await?, moment).await
    }

    async fn head(&self) -> Stored<Head> {
        chain::head(&self.client().await?).await
    }

    async fn devices(&self) -> Stored<Vec<Device>> {
        device::all(&self.client().await?).await
    }

    async fn receipt_keys(&self) -> Stored<Vec<ReceiptKey>> {
        chain::receipt_keys(&self.client().await?).await
    }

    async fn add_receipt_key(&self, key: [u8; 32]) -> Stored<()> {
        chain::add_receipt_key(&mut self.client().await?, key).await
    }

    async fn moments(&self, ids: &[MomentId]) -> Stored<HashMap<MomentId, KnownMoment>> {
        moment::load(&self.client().await?, ids).await
    }

    async fn given(&self, giver: PersonId, from: Timestamp, to: Timestamp) -> Stored<Vec<Reaction>> {
        moment::given(&self.client().await?, giver, from, to).await
    }

    async fn activity(&self, people: &[PersonId], from: Timestamp, to: Timestamp) -> Stored<Vec<Activity>> {
        moment::activity(&self.client().await?, people, from, to).await
    }

    async fn stamp(&self) -> Stored<Stamp> {
        change::stamp(&self.client().await?).await
    }

    async fn touched(&self, after: u64) -> Stored<HashSet<PersonId>> {
        change::touched(&self.client().await?, after).await
    }

    async fn taps(
        &self,
        people: &[PersonId],
        first: NaiveDate,
        last: NaiveDate,
    ) -> Stored<Vec<(PersonId, Tap)>> {
        record::taps(&self.client().await?, people, first, last).await
    }

    async fn records(&self, ids: &[RecordId]) -> Stored<HashMap<RecordId, StoredRecord>> {
        record::load(&self.client().await?, ids).await
    }

    async fn records_about(&self, query: &RecordsQuery) -> Stored<Vec<StoredRecord>> {
        record::about(&self.client().await?, query).await
    }

    async fn records_of_kind(
        &self,
        kind: RecordKind,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Stored<Vec<StoredRecord>> {
        record::of_kind(&self.client().await?, kind, first, last).await
    }

    async fn parts(&self, of: &[RecordId]) -> Stored<Vec<StoredRecord>> {
        record::parts(&self.client().await?, of).await
    }

    async fn retold(&self) -> Stored<Option<Retold>> {
        told::retold(&self.client().await?).await
    }

    async fn told(&self, since: u64, after: Option<RecordId>, limit: u32) -> Stored<Vec<Told>> {
        told::load(&self.client().await?, since, after, limit).await
    }

    async fn retell(&self, retellings: Vec<Retelling>, retold: Option<Retold>) -> Stored<()> {
        told::retell(&mut self.client().await?, &retellings, retold).await
    }

    async fn changes(&self, after: u64, scan: u32, limit: u32, audience: &Audience) -> Stored<ChangePage> {
        change::page(&self.client().await?, after, scan, limit, audience).await
    }

    async fn media(&self, digests: &[Sha256]) -> Stored<HashMap<Sha256, MediaRecord>> {
        media::load(&self.client().await?, digests).await
    }

    async fn create_upload(&self, upload: NewUploadRecord) -> Stored<()> {
        upload::create(&self.client().await?, &upload).await
    }

    async fn upload(&self, id: UploadId) -> Stored<Option<UploadRecord>> {
        upload::load(&self.client().await?, id).await
    }

    async fn uploads_of(&self, person: PersonId) -> Stored<PersonUploads> {
        upload::of_person(&self.client().await?, person).await
    }

    async fn append_upload(&self, id: UploadId, pieces: Vec<Piece>) -> Stored<bool> {
        upload::append(&mut self.client().await?, id, &pieces).await
    }

    async fn pieces(&self, id: UploadId) -> Stored<Vec<Piece>> {
        upload::pieces(&self.client().await?, id).await
    }

    async fn finish_upload(&self, id: UploadId, file: MediaFile) -> Stored<()> {
        upload::finish(&mut self.client().await?, id, &file).await
    }

    async fn drop_upload(&self, id: UploadId) -> Stored<()> {
        self.client()
            .await?
            .execute("DELETE FROM upload WHERE id = $1", &[&id.0])
            .await?;
        Ok(())
    }

    async fn expired_uploads(&self, now: Timestamp) -> Stored<Vec<UploadId>> {
        let client = self.client().await?;
        let rows = client
            .query(
                "SELECT id FROM upload WHERE expires_at <= $1 ORDER BY expires_at LIMIT 100",
                &[&now.0],
            )
            .await?;
        rows.iter().map(|r| Ok(UploadId(r.try_get(0)?))).collect()
    }
}
