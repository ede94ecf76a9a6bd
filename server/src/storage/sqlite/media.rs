//! Files that have arrived.

use std::collections::HashMap;

use jishi_core::model::{PersonId, Sha256};
use rusqlite::{Connection, OptionalExtension as _};

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
            let owners = people(db, "SELECT person FROM media_owner WHERE sha256 = ?1", sha256)?;
            let authors = people(db, include_str!("sql/media_authors.sql"), sha256)?;
            found.insert(
                sha256,
                MediaRecord {
                    file,
                    owners,
                    authors,
                },
            );
        }
    }
    Ok(found)
}

fn people(db: &Connection, sql: &str, sha256: Sha256) -> Stored<Vec<PersonId>> {
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map([sha256.0], |r| row::id(r, 0).map(PersonId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
