//! How far one's own files are on the server.

use rusqlite::params;

use uuid::Uuid;

use super::{Result, Store, columns::AnyId, wifi::IS_VIDEO};
use crate::model::{OperationId, Sha256, UploadId};

/// A file that a queued operation waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingUpload {
    /// The file.
    pub sha256: Sha256,
    /// Its size in bytes.
    pub length: u64,
    /// Bytes that the server has confirmed.
    pub sent: u64,
    /// The upload's id on the server, once it has one.
    pub remote: Option<UploadId>,
}

impl Store {
    /// The next file to send: of the oldest operation that still waits for one. Videos that are held back are passed over.
    ///
    /// # Errors
    /// If the store fails.
    pub fn next_upload(&self) -> Result<Option<PendingUpload>> {
        let hold = self.videos_held.get();
        let over_any_line = if hold { self.over_any_line()? } else { vec![] };
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT u.sha256, u.length, u.sent, u.remote, o.id, ?1 AND {IS_VIDEO}
             FROM outbox o JOIN outbox_media m ON m.operation = o.id JOIN upload u ON u.sha256 = m.sha256
             WHERE o.state != 'refused' AND u.done = 0
             ORDER BY o.position, u.remote IS NULL, u.sha256"
        ))?;
        let mut rows = statement.query([hold])?;
        while let Some(row) = rows.next()? {
            let (operation, held) = (row.get(4)?, row.get(5)?);
            if held && !over_any_line.contains(&operation) {
                continue;
            }
            return Ok(Some(PendingUpload {
                sha256: row.get(0)?,
                length: row.get(1)?,
                sent: row.get(2)?,
                remote: row.get(3)?,
            }));
        }
        Ok(None)
    }

    /// Notes how far a file is; all of it sent means done.
    ///
    /// # Errors
    /// If the store fails.
    pub fn upload_at(&self, sha256: Sha256, remote: UploadId, sent: u64) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE upload SET remote = ?2, sent = ?3, done = (?3 >= length) WHERE sha256 = ?1",
            )?
            .execute(params![sha256, remote, sent])?;
        Ok(())
    }

    /// Sends a file from its beginning: the server no longer knows the upload, or the file.
    ///
    /// # Errors
    /// If the store fails.
    pub fn restart_upload(&self, sha256: Sha256) -> Result<()> {
        self.db
            .prepare_cached("UPDATE upload SET remote = NULL, sent = 0, done = 0 WHERE sha256 = ?1")?
            .execute([sha256])?;
        Ok(())
    }

    /// Sends all files of an operation again.
    ///
    /// # Errors
    /// If the store fails.
    pub fn restart_uploads_of(&self, operation: OperationId) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE upload SET remote = NULL, sent = 0, done = 0
                 WHERE sha256 IN (SELECT sha256 FROM outbox_media WHERE operation = ?1)",
            )?
            .execute([operation])?;
        Ok(())
    }

    /// Operations that wait for a file, with what they are about.
    ///
    /// # Errors
    /// If the store fails.
    pub fn waiting_for(&self, sha256: Sha256) -> Result<Vec<(OperationId, Uuid)>> {
        let rows = self
            .db
            .prepare_cached(
                "SELECT o.id, o.subject FROM outbox o JOIN outbox_media m ON m.operation = o.id WHERE m.sha256 = ?1",
            )?
            .query_map([sha256], |row| Ok((row.get(0)?, row.get::<_, AnyId>(1)?.0)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }
}
