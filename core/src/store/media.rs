//! Files: kept while a draft or the outbox needs them, and as a cache of what was looked at.

use rusqlite::{OptionalExtension, params};

use super::{
    Result, Store,
    columns::{from_name, name_of},
};
use crate::{
    engine::MediaBytes,
    model::{Sha256, Timestamp},
    protocol::MediaSize,
};

/// Bytes that the cache may hold beside what drafts and outbox need.
const CACHE_MAX: i64 = 256 * 1024 * 1024;

/// A file to keep.
pub struct NewMedia<'a> {
    /// The digest of the full file, whatever size this is.
    pub sha256: Sha256,
    /// Which size.
    pub size: MediaSize,
    /// Its type, as sniffed.
    pub mime: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl Store {
    /// A file in a size, if it is here. One's own photos have no separate feed size: the full one serves.
    ///
    /// # Errors
    /// If the store fails.
    pub fn media(&self, sha256: Sha256, size: MediaSize, now: Timestamp) -> Result<Option<MediaBytes>> {
        let found: Option<(String, MediaBytes)> = self
            .db
            .prepare_cached(
                "SELECT size, mime, bytes FROM media WHERE sha256 = ?1 AND size IN (?2, 'full')
                 ORDER BY size = ?2 DESC LIMIT 1",
            )?
            .query_row(params![sha256, name_of(&size)?], |row| {
                Ok((
                    row.get(0)?,
                    MediaBytes {
                        mime: row.get(1)?,
                        bytes: row.get(2)?,
                    },
                ))
            })
            .optional()?;
        let Some((found_size, media)) = found else {
            return Ok(None);
        };
        self.db
            .prepare_cached(
                "UPDATE media SET used_at = ?3 WHERE sha256 = ?1 AND size = ?2 AND used_at < ?3 - 3600000",
            )?
            .execute(params![sha256, found_size, now])?;
        Ok(Some(media))
    }

    /// Whether [`Store::media`] has this file in a size that serves.
    ///
    /// # Errors
    /// If the store fails.
    pub fn has_media(&self, sha256: Sha256, size: MediaSize) -> Result<bool> {
        Ok(self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM media WHERE sha256 = ?1 AND size IN (?2, 'full'))")?
            .query_row(params![sha256, name_of(&size)?], |row| row.get(0))?)
    }

    /// `count` bytes of a full file from `offset`.
    ///
    /// # Errors
    /// If the file is not here, or the store fails.
    pub fn media_part(&self, sha256: Sha256, offset: u64, count: u64) -> Result<Vec<u8>> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT substr(bytes, ?2 + 1, ?3) FROM media WHERE sha256 = ?1 AND size = 'full'",
            )?
            .query_row(params![sha256, offset, count], |row| row.get(0))?)
    }

    /// Keeps a file that was fetched, and lets go of those not looked at for longest when there are too many.
    ///
    /// # Errors
    /// If the store fails.
    pub fn cache_media(&self, media: &NewMedia<'_>, now: Timestamp) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.put_media(media, now)?;
        self.shrink_cache(CACHE_MAX)?;
        transaction.commit()?;
        Ok(())
    }

    /// Lets go of cached files until at most `max` bytes are left, and returns how many bytes went.
    ///
    /// # Errors
    /// If the store fails.
    pub fn shrink_cache(&self, max: i64) -> Result<i64> {
        let mut total: i64 = self
            .db
            .prepare_cached("SELECT coalesce(sum(length), 0) FROM media")?
            .query_row([], |row| row.get(0))?;
        if total <= max {
            return Ok(0);
        }
        let oldest: Vec<(Sha256, String, i64)> = self
            .db
            .prepare_cached(
                "SELECT sha256, size, length FROM media
                 WHERE sha256 NOT IN (SELECT sha256 FROM draft_attachment)
                   AND sha256 NOT IN (SELECT sha256 FROM outbox_media)
                 ORDER BY used_at",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let before = total;
        for (sha256, size, length) in oldest {
            if total <= max {
                break;
            }
            let size: MediaSize = from_name("media.size", &size)?;
            self.db
                .prepare_cached("DELETE FROM media WHERE sha256 = ?1 AND size = ?2")?
                .execute(params![sha256, name_of(&size)?])?;
            total -= length;
        }
        Ok(before - total)
    }

    pub(super) fn put_media(&self, media: &NewMedia<'_>, now: Timestamp) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO media (sha256, size, mime, used_at, length, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT DO UPDATE SET used_at = ?4",
            )?
            .execute(params![
                media.sha256,
                name_of(&media.size)?,
                media.mime,
                now,
                media.bytes.len() as i64,
                media.bytes
            ])?;
        Ok(())
    }
}
