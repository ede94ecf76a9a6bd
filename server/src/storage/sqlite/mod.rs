//! Storage in one SQLite file: one writer with group commit, a few readers beside it (WAL).

mod chain;
mod change;
mod device;
mod look;
mod media;
mod moment;
mod open;
mod operation;
mod places;
mod reader;
mod record;
mod refusal;
mod roster;
mod row;
mod settings;
mod told;
mod upload;
mod writer;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use async_trait::async_trait;
use chrono::NaiveDate;
use jishi_core::model::{
    DeviceId, MomentId, OperationId, PersonId, Reaction, RecordId, RecordKind, Sha256, Timestamp, UploadId,
};
use jishi_core::protocol::{Look, Settings};
use jishi_core::rules::judge::{Fix, KnownMoment};
use jishi_core::rules::score::Tap;
use tokio::sync::watch;

use super::{
    Activity, Applied, AskingDevice, Audience, BoundDevice, ChangePage, Device, Head, Known, MediaFile,
    MediaRecord, NewCode, NewLook, NewOperation, NewUploadRecord, PersonUploads, Piece, ReceiptKey,
    RecordsQuery, Redemption, Refusal, Retelling, Retired, Retold, Roster, RosterEdit, Stamp, Storage,
    Stored, StoredOperation, StoredRecord, Told, UploadRecord,
};
use reader::Readers;
use writer::Writer;

/// Connections for reading. More would wait for the machine's cores, not for SQLite.
const READERS: usize = 4;

/// Storage in one SQLite file.
pub struct Sqlite {
    writer: Writer,
    readers: Readers,
    changed: watch::Sender<u64>,
}

impl Sqlite {
    /// Opens the file, making or upgrading it as needed.
    ///
    /// # Errors
    /// If the file cannot be opened, is no database, or was written by a newer version.
    pub fn open(path: &Path) -> Stored<Self> {
        let writer = Writer::start(open::for_writing(path)?)?;
        let readers = (0..READERS)
            .map(|_| open::for_reading(path))
            .collect::<Stored<Vec<_>>>()?;
        Ok(Self {
            writer,
            readers: Readers::new(readers),
            changed: watch::Sender::new(0),
        })
    }

    fn tell_change(&self) {
        self.changed.send_modify(|turn| *turn += 1);
    }
}

#[async_trait]
impl Storage for Sqlite {
    async fn ready(&self) -> Stored<()> {
        self.writer.write(|_| Ok(())).await
    }

    fn queued(&self) -> usize {
        self.writer.queued()
    }

    fn changed(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    async fn secret(&self, fresh: [u8; 32]) -> Stored<[u8; 32]> {
        self.writer
            .write(move |db| {
                db.execute(
                    "INSERT OR IGNORE INTO setting (name, value) VALUES ('secret', ?1)",
                    [fresh],
                )?;
                Ok(
                    db.query_row("SELECT value FROM setting WHERE name = 'secret'", [], |row| {
                        row.get(0)
                    })?,
                )
            })
            .await
    }

    async fn settings(&self) -> Stored<Option<Settings>> {
        self.readers.read(settings::load).await
    }

    async fn save_settings(&self, settings: &Settings) -> Stored<()> {
        let settings = settings.clone();
        self.writer.write(move |db| settings::save(db, &settings)).await?;
        self.tell_change();
        Ok(())
    }

    async fn roster_version(&self) -> Stored<u64> {
        self.readers.read(roster::version).await
    }

    async fn roster(&self) -> Stored<Roster> {
        self.readers.read(roster::load).await
    }

    async fn save_roster(&self, edit: RosterEdit) -> Stored<()> {
        self.writer.write(move |db| roster::save(db, &edit)).await?;
        self.tell_change();
        Ok(())
    }

    async fn issue_code(&self, code: NewCode) -> Stored<()> {
        self.writer.write(move |db| device::issue_code(db, &code)).await
    }

    async fn redeem(&self, redemption: Redemption) -> Stored<Option<Device>> {
        let device = self
            .writer
            .write(move |db| device::redeem(db, &redemption))
            .await?;
        if device.is_some() {
            self.tell_change();
        }
        Ok(device)
    }

    async fn ask_device(&self, asking: AskingDevice) -> Stored<()> {
        self.writer.write(move |db| device::ask(db, &asking)).await
    }

    async fn asking_device(&self, id: DeviceId) -> Stored<Option<AskingDevice>> {
        self.readers.read(move |db| device::asking(db, id)).await
    }

    async fn withdraw_device(&self, id: DeviceId) -> Stored<bool> {
        self.writer.write(move |db| device::withdraw(db, id)).await
    }

    async fn asking_devices(&self) -> Stored<Vec<AskingDevice>> {
        self.readers.read(device::all_asking).await
    }

    async fn devices_of(&self, people: &[PersonId]) -> Stored<Vec<BoundDevice>> {
        let people = people.to_vec();
        self.readers.read(move |db| device::of_people(db, &people)).await
    }

    async fn device(&self, id: DeviceId) -> Stored<Option<Device>> {
        self.readers.read(move |db| device::load(db, id)).await
    }

    async fn known(&self, ids: &[OperationId]) -> Stored<HashMap<OperationId, Known>> {
        let ids = ids.to_vec();
        self.readers.read(move |db| operation::known(db, &ids)).await
    }

    async fn refusals(&self, asked: &[(OperationId, PersonId)]) -> Stored<Vec<Refusal>> {
        let asked = asked.to_vec();
        self.readers.read(move |db| refusal::load(db, &asked)).await
    }

    async fn refuse(&self, refusals: Vec<Refusal>, now: Timestamp) -> Stored<Vec<OperationId>> {
        self.writer
            .write(move |db| refusal::keep(db, &refusals, now))
            .await
    }

    async fn forget_refusals(&self, before: Timestamp) -> Stored<()> {
        self.writer.write(move |db| refusal::forget(db, before)).await
    }

    async fn last_operation(&self, person: PersonId) -> Stored<u64> {
        self.readers.read(move |db| operation::last(db, person)).await
    }

    async fn apply(&self, operations: Vec<NewOperation>, now: Timestamp) -> Stored<Vec<Applied>> {
        let applied = self
            .writer
            .write(move |db| operation::apply(db, &operations, now))
            .await?;
        if applied
            .iter()
            .any(|outcome| matches!(outcome, Applied::Accepted(_)))
        {
            self.tell_change();
        }
        Ok(applied)
    }

    async fn operations(&self, after: u64, limit: u32) -> Stored<Vec<StoredOperation>> {
        self.readers
            .read(move |db| operation::list(db, after, limit))
            .await
    }

    async fn places_before(&self, before: Timestamp, limit: u32) -> Stored<Vec<StoredOperation>> {
        self.readers
            .read(move |db| places::before(db, before, limit))
            .await
    }

    async fn fixes(&self, person: PersonId, from: Timestamp, to: Timestamp) -> Stored<Vec<Fix>> {
        self.readers
            .read(move |db| places::of(db, person, from, to))
            .await
    }

    async fn forget_places(&self, before: Timestamp, retired: Vec<Retired>) -> Stored<()> {
        self.writer
            .write(move |db| places::forget(db, before, &retired))
            .await
    }

    async fn note_look(&self, look: NewLook) -> Stored<()> {
        self.writer.write(move |db| look::note(db, &look)).await
    }

    async fn looks_at(&self, subject: PersonId, from: NaiveDate) -> Stored<Vec<Look>> {
        self.readers.read(move |db| look::at(db, subject, from)).await
    }

    async fn trace_of(&self, moment: MomentId) -> Stored<Vec<String>> {
        self.readers.read(move |db| moment::trace(db, moment)).await
    }

    async fn head(&self) -> Stored<Head> {
        self.readers.read(chain::head).await
    }

    async fn devices(&self) -> Stored<Vec<Device>> {
        self.readers.read(device::all).await
    }

    async fn receipt_keys(&self) -> Stored<Vec<ReceiptKey>> {
        self.readers.read(chain::receipt_keys).await
    }

    async fn add_receipt_key(&self, key: [u8; 32]) -> Stored<()> {
        self.writer.write(move |db| chain::add_receipt_key(db, key)).await
    }

    async fn moments(&self, ids: &[MomentId]) -> Stored<HashMap<MomentId, KnownMoment>> {
        let ids = ids.to_vec();
        self.readers.read(move |db| moment::load(db, &ids)).await
    }

    async fn given(&self, giver: PersonId, from: Timestamp, to: Timestamp) -> Stored<Vec<Reaction>> {
        self.readers
            .read(move |db| moment::given(db, giver, from, to))
            .await
    }

    async fn activity(&self, people: &[PersonId], from: Timestamp, to: Timestamp) -> Stored<Vec<Activity>> {
        let people = people.to_vec();
        self.readers
            .read(move |db| moment::activity(db, &people, from, to))
            .await
    }

    async fn stamp(&self) -> Stored<Stamp> {
        self.readers.read(change::stamp).await
    }

    async fn touched(&self, after: u64) -> Stored<HashSet<PersonId>> {
        self.readers.read(move |db| change::touched(db, after)).await
    }

    async fn taps(
        &self,
        people: &[PersonId],
        first: NaiveDate,
        last: NaiveDate,
    ) -> Stored<Vec<(PersonId, Tap)>> {
        let people = people.to_vec();
        self.readers
            .read(move |db| record::taps(db, &people, first, last))
            .await
    }

    async fn records(&self, ids: &[RecordId]) -> Stored<HashMap<RecordId, StoredRecord>> {
        let ids = ids.to_vec();
        self.readers.read(move |db| record::load(db, &ids)).await
    }

    async fn records_about(&self, query: &RecordsQuery) -> Stored<Vec<StoredRecord>> {
        let query = query.clone();
        self.readers.read(move |db| record::about(db, &query)).await
    }

    async fn records_of_kind(
        &self,
        kind: RecordKind,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Stored<Vec<StoredRecord>> {
        self.readers
            .read(move |db| record::of_kind(db, kind, first, last))
            .await
    }

    async fn parts(&self, of: &[RecordId]) -> Stored<Vec<StoredRecord>> {
        let of = of.to_vec();
        self.readers.read(move |db| record::parts(db, &of)).await
    }

    async fn retold(&self) -> Stored<Option<Retold>> {
        self.readers.read(told::retold).await
    }

    async fn told(&self, since: u64, after: Option<RecordId>, limit: u32) -> Stored<Vec<Told>> {
        self.readers
            .read(move |db| told::load(db, since, after, limit))
            .await
    }

    async fn retell(&self, retellings: Vec<Retelling>, retold: Option<Retold>) -> Stored<()> {
        let tells = !retellings.is_empty();
        self.writer
            .write(move |db| told::retell(db, &retellings, retold))
            .await?;
        if tells {
            self.tell_change();
        }
        Ok(())
    }

    async fn changes(&self, after: u64, scan: u32, limit: u32, audience: &Audience) -> Stored<ChangePage> {
        let audience = audience.clone();
        self.readers
            .read(move |db| change::page(db, after, scan, limit, &audience))
            .await
    }

    async fn media(&self, digests: &[Sha256]) -> Stored<HashMap<Sha256, MediaRecord>> {
        let digests = digests.to_vec();
        self.readers.read(move |db| media::load(db, &digests)).await
    }

    async fn create_upload(&self, upload: NewUploadRecord) -> Stored<()> {
        self.writer.write(move |db| upload::create(db, &upload)).await
    }

    async fn upload(&self, id: UploadId) -> Stored<Option<UploadRecord>> {
        self.readers.read(move |db| upload::load(db, id)).await
    }

    async fn uploads_of(&self, person: PersonId) -> Stored<PersonUploads> {
        self.readers.read(move |db| upload::of_person(db, person)).await
    }

    async fn append_upload(&self, id: UploadId, pieces: Vec<Piece>) -> Stored<bool> {
        self.writer.write(move |db| upload::append(db, id, &pieces)).await
    }

    async fn pieces(&self, id: UploadId) -> Stored<Vec<Piece>> {
        self.readers.read(move |db| upload::pieces(db, id)).await
    }

    async fn finish_upload(&self, id: UploadId, file: MediaFile) -> Stored<()> {
        self.writer.write(move |db| upload::finish(db, id, &file)).await
    }

    async fn drop_upload(&self, id: UploadId) -> Stored<()> {
        self.writer
            .write(move |db| {
                db.prepare_cached("DELETE FROM upload WHERE id = ?1")?
                    .execute([row::blob(id.0)])?;
                Ok(())
            })
            .await
    }

    async fn expired_uploads(&self, now: Timestamp) -> Stored<Vec<UploadId>> {
        self.readers
            .read(move |db| {
                let mut query = db.prepare_cached(
                    "SELECT id FROM upload WHERE expires_at <= ?1 ORDER BY expires_at LIMIT 100",
                )?;
                let ids = query.query_map([now.0], |r| row::id(r, 0).map(UploadId))?;
                Ok(ids.collect::<Result<_, _>>()?)
            })
            .await
    }
}
