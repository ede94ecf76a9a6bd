//! Taking out places whose time is over, wherever they stand.

use jishi_core::model::{PersonId, Record, Timestamp};
use jishi_core::rules::judge::Fix;
use jishi_core::rules::retention::forget_places;
use rusqlite::{Connection, OptionalExtension as _, params};
use uuid::Uuid;

use super::{operation, row};
use crate::storage::fix::fix_in;
use crate::storage::retired::change_without_places;
use crate::storage::{Retired, Stored, StoredOperation};

pub(super) fn before(db: &Connection, before: Timestamp, limit: u32) -> Stored<Vec<StoredOperation>> {
    let mut query = db.prepare_cached(include_str!("sql/operations_with_place.sql"))?;
    let mut rows = query.query(params![before.0, limit])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        found.push(operation::read(r)?);
    }
    Ok(found)
}

pub(super) fn of(db: &Connection, person: PersonId, from: Timestamp, to: Timestamp) -> Stored<Vec<Fix>> {
    let mut query = db.prepare_cached(
        "SELECT place_at, bytes FROM operation WHERE person = ?1 AND place_at >= ?2 AND place_at < ?3",
    )?;
    let mut rows = query.query(params![row::blob(person.0), from.0, to.0])?;
    let mut found: Vec<(Fix, bool)> = Vec::new();
    while let Some(r) = rows.next()? {
        let bytes: Vec<u8> = r.get(1)?;
        found.extend(fix_in(&bytes, Timestamp(r.get(0)?))?);
    }
    let mut deleted = db.prepare_cached("SELECT 1 FROM moment WHERE id = ?1 AND deleted = 1")?;
    let mut fixes = Vec::with_capacity(found.len());
    for (fix, is_moment) in found {
        if !is_moment || !deleted.exists([row::blob(fix.subject)])? {
            fixes.push(fix);
        }
    }
    Ok(fixes)
}

pub(super) fn forget(db: &Connection, before: Timestamp, retired: &[Retired]) -> Stored<()> {
    for one in retired {
        db.prepare_cached(
            "UPDATE operation SET bytes = ?2, retired = ?3, place_at = NULL WHERE sequence = ?1",
        )?
        .execute(params![
            one.sequence.cast_signed(),
            one.bytes,
            serde_json::to_string(&one.tombstone)?
        ])?;
        in_record(db, before, one.subject)?;
        in_changes(db, before, one.subject)?;
    }
    Ok(())
}

fn in_record(db: &Connection, before: Timestamp, subject: Uuid) -> Stored<()> {
    let mut query = db.prepare_cached("SELECT body FROM record WHERE id = ?1")?;
    let body: Option<String> = query.query_row([row::blob(subject)], |r| r.get(0)).optional()?;
    let Some(body) = body else { return Ok(()) };
    let mut record: Record = serde_json::from_str(&body)?;
    if forget_places(&mut record, before) {
        db.prepare_cached("UPDATE record SET body = ?2 WHERE id = ?1")?
            .execute(params![row::blob(subject), serde_json::to_string(&record)?])?;
    }
    Ok(())
}

fn in_changes(db: &Connection, before: Timestamp, subject: Uuid) -> Stored<()> {
    let mut query = db.prepare_cached(
        "SELECT sequence, body FROM change WHERE subject = ?1 AND kind IN ('moment', 'record')",
    )?;
    let told: Vec<(i64, String)> = query
        .query_map([row::blob(subject)], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (sequence, body) in told {
        if let Some(body) = change_without_places(&body, before)? {
            db.prepare_cached("UPDATE change SET body = ?2 WHERE sequence = ?1")?
                .execute(params![sequence, body])?;
        }
    }
    Ok(())
}
