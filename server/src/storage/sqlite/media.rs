//! Files that have arrived.

use std::collections::HashMap;

use jishi_core::model::{PersonId, RecordId, Sha256};
use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::row;
use crate::storage::{MediaFile, MediaRecord, Stored};

pub(super) fn load(db: &Connection, digests: &[Sha256]) -> Stored<HashMap<Sha256, MediaRecord>> {
    let mut found = HashMap::with_capacity(digests.len());
    for &sha256 in digests {
        let mut query =
            db.prepare_cached("SELECT mime, bytes, width, height FROM media WHERE sha256 = ?1")?;
        let file = query.query_row([sha256.0], |r| {
            let (width, height): (Option<u32>, Option<u32>) = (r.get(2)?, r.get(3)?);
            Ok(MediaFile {
                sha256,
                mime: r.get(0)?,
                bytes: row::number(r, 1)?,
                pixels: width.zip(height),
            })
        });
        if let Some(file) = file.optional()? {
            let owners = ids(db, "SELECT person FROM media_owner WHERE sha256 = ?1", sha256)?;
            let authors = ids(db, include_str!("sql/media_authors.sql"), sha256)?;
            let records = ids(db, "SELECT record FROM record_file WHERE sha256 = ?1", sha256)?;
            found.insert(
                sha256,
                MediaRecord {
                    file,
                    owners: owners.into_iter().map(PersonId).collect(),
                    authors: authors.into_iter().map(PersonId).collect(),
                    records: records.into_iter().map(RecordId).collect(),
                },
            );
        }
    }
    Ok(found)
}

fn ids(db: &Connection, sql: &str, sha256: Sha256) -> Stored<Vec<Uuid>> {
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([sha256.0], |r| row::id(r, 0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
