//! Videos that wait for Wi-Fi: what was chosen, and for which operations it does not hold.

use rusqlite::params;
use uuid::Uuid;

use super::{Result, Store, StoreFault, columns::AnyId};
use crate::model::OperationId;

const WIFI_ONLY: &str = "wifi_only";
const ANY_LINE: &str = "any_line";

/// Whether the file of `upload u` is a video, by what its content was found to be when it was attached.
pub(super) const IS_VIDEO: &str = "EXISTS (SELECT 1 FROM media v
     WHERE v.sha256 = u.sha256 AND v.size = 'full' AND v.mime LIKE 'video/%')";

impl Store {
    /// Whether videos were chosen to wait for Wi-Fi.
    ///
    /// # Errors
    /// If the store fails.
    pub fn wifi_only(&self) -> Result<bool> {
        Ok(self.kept(WIFI_ONLY)?.unwrap_or(false))
    }

    /// Keeps that choice.
    ///
    /// # Errors
    /// If the store fails.
    pub fn keep_wifi_only(&self, chosen: bool) -> Result<()> {
        self.keep(WIFI_ONLY, &chosen)
    }

    /// Holds videos back from now on, or no longer; tells whether that is another word than before. Until this is called
    /// nothing is held back.
    pub fn hold_videos(&self, hold: bool) -> bool {
        self.videos_held.replace(hold) != hold
    }

    /// Lets the videos of an operation go over any line until it is sent.
    ///
    /// # Errors
    /// `NotFound` if the operation is not in the outbox, or the store fails.
    pub fn send_over_any_line(&self, operation: OperationId) -> Result<Uuid> {
        let subject = self
            .db
            .prepare_cached("SELECT subject FROM outbox WHERE id = ?1")?
            .query_row([operation], |row| row.get::<_, AnyId>(0))
            .map_err(StoreFault::from)?;
        let mut all = self.over_any_line()?;
        if !all.contains(&operation) {
            all.push(operation);
            self.keep(ANY_LINE, &all)?;
        }
        Ok(subject.0)
    }

    /// What operations with videos that have not arrived are about.
    ///
    /// # Errors
    /// If the store fails.
    pub fn with_videos(&self) -> Result<Vec<Uuid>> {
        let rows = self
            .db
            .prepare_cached(&format!(
                "SELECT DISTINCT o.subject
                 FROM outbox o JOIN outbox_media m ON m.operation = o.id JOIN upload u ON u.sha256 = m.sha256
                 WHERE o.state != 'refused' AND u.done = 0 AND {IS_VIDEO}"
            ))?
            .query_map([], |row| Ok(row.get::<_, AnyId>(0)?.0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// The oldest operation on a subject that lacks nothing but videos which are held back. Whatever else was done to the
    /// subject waits behind it.
    pub(super) fn held_operation(&self, subject: Uuid) -> Result<Option<OperationId>> {
        if !self.videos_held.get() {
            return Ok(None);
        }
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT o.id, min({IS_VIDEO})
             FROM outbox o JOIN outbox_media m ON m.operation = o.id JOIN upload u ON u.sha256 = m.sha256
             WHERE o.subject = ?1 AND o.state != 'refused' AND u.done = 0
             GROUP BY o.id ORDER BY o.position LIMIT 1"
        ))?;
        let mut rows = statement.query(params![AnyId(subject)])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let (operation, only_videos) = (row.get(0)?, row.get(1)?);
        let held = only_videos && !self.over_any_line()?.contains(&operation);
        Ok(held.then_some(operation))
    }

    /// Operations whose videos do not wait.
    pub(super) fn over_any_line(&self) -> Result<Vec<OperationId>> {
        Ok(self.kept(ANY_LINE)?.unwrap_or_default())
    }

    /// The operation has left the outbox.
    pub(super) fn forget_any_line(&self, operation: OperationId) -> Result<()> {
        let mut all = self.over_any_line()?;
        if all.contains(&operation) {
            all.retain(|one| *one != operation);
            self.keep(ANY_LINE, &all)?;
        }
        Ok(())
    }
}
