//! Single values.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Result, Store,
    columns::{from_json, json},
};
use crate::{
    model::{ClockEvidence, DeviceId, PersonId, Timestamp},
    protocol::Cursor,
};

const SECRET: &str = "device_secret";
const ENROLMENT: &str = "enrolment";
const CURSOR: &str = "pull_cursor";
const ANCHOR: &str = "server_anchor";
const ON_RECORD_SINCE: &str = "on_record_since";
pub(super) const SETTINGS: &str = "settings";

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

    /// Whose device this is, if it is enrolled.
    ///
    /// # Errors
    /// If the store fails.
    pub fn enrolment(&self) -> Result<Option<(DeviceId, PersonId)>> {
        self.kept(ENROLMENT)
    }

    pub(super) fn keep_enrolment(&self, device: DeviceId, person: PersonId) -> Result<()> {
        self.keep(ENROLMENT, &(device, person))
    }

    /// Forgets whose device this is; drafts, queue and moments stay.
    ///
    /// # Errors
    /// If the store fails.
    pub fn forget_enrolment(&self) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM kept WHERE key = ?1")?
            .execute([ENROLMENT])?;
        Ok(())
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
        match self.kept::<(PersonId, NaiveDate)>(ON_RECORD_SINCE)? {
            Some((kept, day)) if kept == person => Ok(day),
            _ => {
                self.keep_on_record_since(person, today)?;
                Ok(today)
            }
        }
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
