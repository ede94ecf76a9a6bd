//! Single values.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Result, Store,
    columns::{from_json, json},
};
use crate::{
    engine::{Asked, BegunReading, Ended},
    model::{ClockEvidence, DeviceId, LessonId, PersonId, Timestamp},
    protocol::{Cursor, Problem},
};

pub(super) const TURN: &str = "turn";
const SECRET: &str = "device_secret";
const SERVICE_KEY: &str = "service_key";
const KEY_LOST: &str = "key_lost";
const ENROLMENT: &str = "enrolment";
const ASKED: &str = "asked";
const ENDED: &str = "enrolment_ended";
const CURSOR: &str = "pull_cursor";
const ANCHOR: &str = "server_anchor";
const ON_RECORD_SINCE: &str = "on_record_since";
pub(super) const SETTINGS: &str = "settings";

fn reading_key(lesson: LessonId) -> String {
    format!("reading {lesson}")
}

impl Store {
    /// The secret of the software key, made on first use by `generate`.
    ///
    /// # Errors
    /// If the store fails.
    pub fn device_secret<E>(
        &self,
        generate: impl FnOnce() -> std::result::Result<[u8; 32], E>,
    ) -> Result<std::result::Result<Vec<u8>, E>> {
        if let Some(secret) = self.kept::<Vec<u8>>(SECRET)? {
            return Ok(Ok(secret));
        }
        match generate() {
            Ok(secret) => {
                self.keep(SECRET, &secret.to_vec())?;
                Ok(Ok(secret.to_vec()))
            }
            Err(fault) => Ok(Err(fault)),
        }
    }

    /// The secret of the software key, if it is kept here.
    ///
    /// # Errors
    /// If the store fails.
    pub fn kept_secret(&self) -> Result<Option<Vec<u8>>> {
        self.kept(SECRET)
    }

    /// Forgets the secret, which is kept elsewhere from now on; its bytes go from the file too.
    ///
    /// # Errors
    /// If the store fails.
    pub fn forget_secret(&self) -> Result<()> {
        if self.kept_secret()?.is_none() {
            return Ok(());
        }
        let transaction = self.scrubbing()?;
        self.rewrite_without_secret()?;
        transaction.commit()?;
        self.scrubbed()
    }

    /// The device's key is kept by the host's service from now on: remembers which one it is, and forgets the secret, in one
    /// transaction.
    ///
    /// # Errors
    /// If the store fails.
    pub fn entrust_key(&self, public_key: &str) -> Result<()> {
        let transaction = self.scrubbing()?;
        self.keep(SERVICE_KEY, &public_key)?;
        self.rewrite_without_secret()?;
        transaction.commit()?;
        self.scrubbed()
    }

    /// The public key of the key that the host's service keeps for this store.
    ///
    /// # Errors
    /// If the store fails.
    pub fn service_key(&self) -> Result<Option<String>> {
        self.kept(SERVICE_KEY)
    }

    /// The device's key is lost: nobody is enrolled any more, and why is kept. Drafts, queue and moments stay. In one
    /// transaction.
    ///
    /// # Errors
    /// If the store fails.
    pub fn lose_key(&self) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.forget(ENROLMENT)?;
        self.forget(SERVICE_KEY)?;
        self.keep(KEY_LOST, &true)?;
        transaction.commit()?;
        self.forget_directory();
        Ok(())
    }

    /// A transaction in which SQLite overwrites with zeros what is deleted.
    fn scrubbing(&self) -> Result<rusqlite::Transaction<'_>> {
        self.db.pragma_update(None, "secure_delete", true)?;
        Ok(self.db.unchecked_transaction()?)
    }

    /// What was overwritten is so in the file itself, not only in a log beside it, and deleting is quick again.
    fn scrubbed(&self) -> Result<()> {
        self.db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(self.db.pragma_update(None, "secure_delete", false)?)
    }

    /// Deleting the row would leave copies of it on pages that grew and were split since it was written; so the table is
    /// written anew, which is small.
    fn rewrite_without_secret(&self) -> Result<()> {
        let rows: Vec<(String, String)> = self
            .db
            .prepare("SELECT key, value FROM kept WHERE key != ?1")?
            .query_map([SECRET], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        self.db.execute("DELETE FROM kept", [])?;
        let mut insert = self.db.prepare("INSERT INTO kept (key, value) VALUES (?1, ?2)")?;
        for row in rows {
            insert.execute(row)?;
        }
        Ok(())
    }

    /// Whose device this is, if it is enrolled.
    ///
    /// # Errors
    /// If the store fails.
    pub fn enrolment(&self) -> Result<Option<(DeviceId, PersonId)>> {
        self.kept(ENROLMENT)
    }

    /// Whose work is kept here, also after the device was no longer bound to them; `None` before anybody's was.
    ///
    /// # Errors
    /// If the store fails.
    pub fn owner(&self) -> Result<Option<PersonId>> {
        if let Some((_, person)) = self.enrolment()? {
            return Ok(Some(person));
        }
        let last = self.kept::<(PersonId, NaiveDate)>(ON_RECORD_SINCE)?;
        Ok(last.map(|(person, _)| person))
    }

    /// Takes over what belongs to the device, not to whoever holds it: its key.
    pub(super) fn share_key(&self, of: &Self) -> Result<()> {
        match of.kept_secret()? {
            Some(secret) => self.keep(SECRET, &secret)?,
            None => self.forget(SECRET)?,
        }
        match of.service_key()? {
            Some(key) => self.keep(SERVICE_KEY, &key),
            None => self.forget(SERVICE_KEY),
        }
    }

    pub(super) fn keep_enrolment(&self, device: DeviceId, person: PersonId) -> Result<()> {
        self.keep(ENROLMENT, &(device, person))
    }

    /// Forgets whose device this is, and keeps why; drafts, queue and moments stay. In one transaction.
    ///
    /// # Errors
    /// If the store fails.
    pub fn end_enrolment(&self, why: &Problem) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.forget(ENROLMENT)?;
        self.keep(ENDED, why)?;
        transaction.commit()?;
        self.forget_directory();
        Ok(())
    }

    /// Why the device is no longer bound, if it was and no longer is.
    ///
    /// # Errors
    /// If the store fails.
    pub fn ended(&self) -> Result<Option<Ended>> {
        if self.kept(KEY_LOST)? == Some(true) {
            return Ok(Some(Ended::KeyLost));
        }
        Ok(self.kept(ENDED)?.map(Ended::ByServer))
    }

    /// What this device has asked for and waits for.
    ///
    /// # Errors
    /// If the store fails.
    pub fn asked(&self) -> Result<Option<Asked>> {
        self.kept(ASKED)
    }

    /// Keeps that this device has asked to be somebody's.
    ///
    /// # Errors
    /// If the store fails.
    pub fn keep_asked(&self, asked: &Asked) -> Result<()> {
        self.keep(ASKED, asked)
    }

    /// It asks no more.
    ///
    /// # Errors
    /// If the store fails.
    pub fn forget_asked(&self) -> Result<()> {
        self.forget(ASKED)
    }

    pub(super) fn forget_ended(&self) -> Result<()> {
        self.forget(KEY_LOST)?;
        self.forget(ENDED)
    }

    pub(super) fn keep_on_record_since(&self, person: PersonId, first: NaiveDate) -> Result<()> {
        self.keep(ON_RECORD_SINCE, &(person, first))
    }

    /// The first day on which a person is on record, as the server told at enrolment; where an older version of the program
    /// enrolled them, the day on which that is first asked.
    ///
    /// # Errors
    /// If the store fails.
    pub fn on_record_since(&self, person: PersonId, today: NaiveDate) -> Result<NaiveDate> {
        if let Some(day) = self.kept_of(ON_RECORD_SINCE, person)? {
            return Ok(day);
        }
        self.keep_on_record_since(person, today)?;
        Ok(today)
    }

    /// Where pulling goes on; at the beginning if an older version of the program passed over something.
    ///
    /// # Errors
    /// If the store fails.
    pub fn cursor(&self) -> Result<Option<Cursor>> {
        if self.has_unread()? {
            return Ok(None);
        }
        self.kept(CURSOR)
    }

    pub(super) fn keep_cursor(&self, cursor: &Cursor) -> Result<()> {
        self.keep(CURSOR, cursor)
    }

    /// The last time that the server told, with the device's clocks at that moment.
    ///
    /// # Errors
    /// If the store fails.
    pub fn anchor(&self) -> Result<Option<(Timestamp, ClockEvidence)>> {
        self.kept(ANCHOR)
    }

    /// Keeps the time that the server told.
    ///
    /// # Errors
    /// If the store fails.
    pub fn keep_anchor(&self, server: Timestamp, device: &ClockEvidence) -> Result<()> {
        self.keep(ANCHOR, &(server, device))
    }

    /// How far a person's reading of a lesson is, if it was begun here and not finished.
    ///
    /// # Errors
    /// If the store fails.
    pub fn begun_reading(&self, lesson: LessonId, person: PersonId) -> Result<Option<BegunReading>> {
        self.kept_of(&reading_key(lesson), person)
    }

    /// Keeps how far it is.
    ///
    /// # Errors
    /// If the store fails.
    pub fn keep_reading(&self, lesson: LessonId, person: PersonId, begun: &BegunReading) -> Result<()> {
        self.keep(&reading_key(lesson), &(person, begun))
    }

    /// It was finished: what was read is in the outbox now.
    pub(super) fn forget_reading(&self, lesson: LessonId) -> Result<()> {
        self.forget(&reading_key(lesson))
    }

    fn forget(&self, key: &str) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM kept WHERE key = ?1")?
            .execute([key])?;
        Ok(())
    }

    /// What was kept of one person; nothing if it is of somebody else.
    pub(super) fn kept_of<T: DeserializeOwned>(&self, key: &str, person: PersonId) -> Result<Option<T>> {
        let kept = self.kept::<(PersonId, T)>(key)?;
        Ok(kept.filter(|(of, _)| *of == person).map(|(_, value)| value))
    }

    pub(super) fn kept<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let text: Option<String> = self
            .db
            .prepare_cached("SELECT value FROM kept WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        text.map(|text| from_json("kept.value", &text)).transpose()
    }

    pub(super) fn keep<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO kept (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2",
            )?
            .execute(params![key, json(value)?])?;
        Ok(())
    }
}
