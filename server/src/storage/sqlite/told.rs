//! Who was told of requests.

use jishi_core::model::{PersonId, Record, RecordId};
use jishi_core::protocol::Change;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{change, record, row};
use crate::storage::change::Reach;
use crate::storage::{Retelling, Retold, Stored, Told};

pub(super) fn retold(db: &Connection) -> Stored<Option<Retold>> {
    let mut query = db.prepare_cached("SELECT value FROM setting WHERE name = 'retold'")?;
    let value: Option<Vec<u8>> = query.query_row([], |r| r.get(0)).optional()?;
    Ok(value.map(|value| serde_json::from_slice(&value)).transpose()?)
}

pub(super) fn load(db: &Connection, since: u64, after: Option<RecordId>, limit: u32) -> Stored<Vec<Told>> {
    let mut query = db.prepare_cached(include_str!("sql/told.sql"))?;
    let after = after.map(|after| row::blob(after.0));
    let mut rows = query.query(params![since.cast_signed(), after, limit])?;
    let mut readers =
        db.prepare_cached("SELECT reader FROM record_reader WHERE record = ?1 ORDER BY reader")?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let stored = record::read(r)?;
        let told = readers.query_map([row::blob(stored.record.id().0)], |r| row::id(r, 0).map(PersonId))?;
        found.push(Told {
            readers: told.collect::<Result<_, _>>()?,
            stored,
        });
    }
    Ok(found)
}

pub(super) fn retell(db: &Connection, retellings: &[Retelling], retold: Option<Retold>) -> Stored<()> {
    for retelling in retellings {
        let id = retelling.record;
        let body: String = db
            .prepare_cached("SELECT body FROM record WHERE id = ?1")?
            .query_row([row::blob(id.0)], |r| r.get(0))?;
        let record: Record = serde_json::from_str(&body)?;
        for reader in &retelling.gain {
            if tell(db, id, *reader)? {
                let record = record.clone();
                change::add(
                    db,
                    "record",
                    id.0,
                    Reach::Only(*reader),
                    &Change::Record { record },
                )?;
            }
        }
        for reader in &retelling.lose {
            let gone = db
                .prepare_cached("DELETE FROM record_reader WHERE record = ?1 AND reader = ?2")?
                .execute(params![row::blob(id.0), row::blob(reader.0)])?;
            if gone > 0 {
                let change = Change::RecordGone { record: id };
                change::add(db, "record", id.0, Reach::Only(*reader), &change)?;
            }
        }
    }
    if let Some(retold) = retold {
        db.prepare_cached(
            "INSERT INTO setting (name, value) VALUES ('retold', ?1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute([serde_json::to_vec(&retold)?])?;
    }
    Ok(())
}

/// Notes that somebody is told of a request. Says whether they were not before.
pub(super) fn tell(db: &Connection, record: RecordId, reader: PersonId) -> Stored<bool> {
    let told = db
        .prepare_cached("INSERT OR IGNORE INTO record_reader (record, reader) VALUES (?1, ?2)")?
        .execute(params![row::blob(record.0), row::blob(reader.0)])?;
    Ok(told > 0)
}
