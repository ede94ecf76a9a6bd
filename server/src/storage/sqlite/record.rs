//! Records.

use std::collections::HashMap;

use chrono::NaiveDate;
use jishi_core::model::{PersonId, Receipt, RecordId, RecordKind};
use jishi_core::protocol::Change;
use jishi_core::rules::access::Readers;
use jishi_core::rules::score::Tap;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{change, row, told};
use crate::storage::change::Reach;
use crate::storage::record::{files_of, parent_of, search_from};
use crate::storage::tap::tap;
use crate::storage::{NewRecord, RecordsQuery, Stored, StoredRecord, name_of};

pub(super) fn versions(db: &Connection, ids: &[RecordId]) -> Stored<HashMap<RecordId, u64>> {
    let mut query = db.prepare_cached("SELECT version FROM record WHERE id = ?1")?;
    let mut found = HashMap::with_capacity(ids.len());
    for &id in ids {
        let version = query.query_row([row::blob(id.0)], |r| row::number(r, 0));
        found.extend(version.optional()?.map(|version| (id, version)));
    }
    Ok(found)
}

pub(super) fn put(db: &Connection, new: &NewRecord, receipt: &Receipt) -> Stored<()> {
    let (record, (first, last)) = (&new.record, new.days);
    let id = record.id().0;
    db.prepare_cached(include_str!("sql/save_record.sql"))?
        .execute(params![
            row::blob(id),
            name_of(&record.kind())?,
            row::blob(record.owner().0),
            parent_of(record).map(|parent| row::blob(parent.0)),
            first.to_epoch_days(),
            last.to_epoch_days(),
            receipt.sequence.cast_signed(),
            serde_json::to_string(record)?,
            record.waits(),
        ])?;
    if let Some(parent) = new.joins() {
        db.prepare_cached("UPDATE record SET version = ?2 WHERE id = ?1")?
            .execute(params![row::blob(parent.0), receipt.sequence.cast_signed()])?;
    }
    for file in files_of(record) {
        db.prepare_cached("INSERT OR IGNORE INTO record_file (sha256, record) VALUES (?1, ?2)")?
            .execute(params![file.0, row::blob(id)])?;
    }
    let change = Change::Record {
        record: record.clone(),
    };
    match &new.readers {
        Readers::Everyone => change::add(db, "record", id, Reach::Everyone, &change),
        Readers::People(people) => people.iter().try_for_each(|reader| {
            if record.kind().is_request() {
                told::tell(db, record.id(), *reader)?;
            }
            change::add(db, "record", id, Reach::Only(*reader), &change)
        }),
    }
}

pub(super) fn load(db: &Connection, ids: &[RecordId]) -> Stored<HashMap<RecordId, StoredRecord>> {
    let mut query = db.prepare_cached("SELECT body, version FROM record WHERE id = ?1")?;
    let mut found = HashMap::with_capacity(ids.len());
    for id in ids {
        let mut rows = query.query([row::blob(id.0)])?;
        if let Some(r) = rows.next()? {
            found.insert(*id, read(r)?);
        }
    }
    Ok(found)
}

pub(super) fn about(db: &Connection, query: &RecordsQuery) -> Stored<Vec<StoredRecord>> {
    let mut statement = db.prepare_cached(include_str!("sql/records_about.sql"))?;
    let mut found = Vec::new();
    for owner in &query.owners {
        for kind in &query.kinds {
            let mut rows = statement.query(params![
                row::blob(owner.0),
                name_of(kind)?,
                query.first.to_epoch_days(),
                query.last.to_epoch_days(),
                search_from(*kind, query.first),
            ])?;
            while let Some(r) = rows.next()? {
                found.push((r.get::<_, i32>(2)?, read(r)?));
            }
        }
    }
    found.sort_by_key(|(first_day, stored)| (*first_day, stored.record.id()));
    Ok(found.into_iter().map(|(_, stored)| stored).collect())
}

pub(super) fn taps(
    db: &Connection,
    people: &[PersonId],
    first: NaiveDate,
    last: NaiveDate,
) -> Stored<Vec<(PersonId, Tap)>> {
    let mut query = db.prepare_cached(include_str!("sql/taps.sql"))?;
    let mut found = Vec::new();
    for &person in people {
        let days = params![row::blob(person.0), first.to_epoch_days(), last.to_epoch_days()];
        let mut rows = query.query(days)?;
        while let Some(r) = rows.next()? {
            let body = r.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            found.push((person, tap(body)?));
        }
    }
    Ok(found)
}

pub(super) fn of_kind(
    db: &Connection,
    kind: RecordKind,
    first: NaiveDate,
    last: NaiveDate,
) -> Stored<Vec<StoredRecord>> {
    let mut query = db.prepare_cached(include_str!("sql/records_of_kind.sql"))?;
    let mut rows = query.query(params![
        name_of(&kind)?,
        first.to_epoch_days(),
        last.to_epoch_days(),
        search_from(kind, first),
    ])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        found.push(read(r)?);
    }
    Ok(found)
}

pub(super) fn parts(db: &Connection, of: &[RecordId]) -> Stored<Vec<StoredRecord>> {
    let mut query = db.prepare_cached("SELECT body, version FROM record WHERE parent = ?1 ORDER BY id")?;
    let mut found = Vec::new();
    for whole in of {
        let mut rows = query.query([row::blob(whole.0)])?;
        while let Some(r) = rows.next()? {
            found.push(read(r)?);
        }
    }
    Ok(found)
}

pub(super) fn read(r: &rusqlite::Row<'_>) -> Stored<StoredRecord> {
    Ok(StoredRecord {
        record: serde_json::from_str(r.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?,
        version: row::number(r, 1)?,
    })
}
