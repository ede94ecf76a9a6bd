//! The log of changes.

use std::collections::HashSet;

use jishi_core::model::PersonId;
use jishi_core::protocol::Change;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::row;
use crate::storage::change::Reach;
use crate::storage::{Audience, ChangePage, Stamp, Stored};

pub(super) fn add(db: &Connection, kind: &str, subject: Uuid, reach: Reach, change: &Change) -> Stored<()> {
    // The sequence is the row id: one writer, no row is ever deleted, so it grows by one.
    db.prepare_cached(
        "INSERT INTO change (kind, subject, author, reader, body) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        kind,
        row::blob(subject),
        reach.author().map(|author| row::blob(author.0)),
        reach.reader().map(|reader| row::blob(reader.0)),
        serde_json::to_string(change)?,
    ])?;
    Ok(())
}

pub(super) fn page(
    db: &Connection,
    after: u64,
    scan: u32,
    limit: u32,
    audience: &Audience,
) -> Stored<ChangePage> {
    let mut page = ChangePage {
        bodies: Vec::new(),
        next: after,
        more: false,
    };
    let mut query = db.prepare_cached(include_str!("sql/page_changes.sql"))?;
    // One row more than is looked through tells whether the log goes on.
    let mut rows = query.query(params![
        after.cast_signed(),
        row::blob(audience.reader.0),
        i64::from(scan) + 1
    ])?;
    let mut seen = 0;
    while let Some(r) = rows.next()? {
        if seen == scan || page.bodies.len() == limit as usize {
            page.more = true;
            break;
        }
        seen += 1;
        page.next = row::number(r, 0)?;
        if audience.sees.takes(row::optional_id(r, 1)?.map(PersonId)) {
            page.bodies.push(r.get(2)?);
        }
    }
    Ok(page)
}

pub(super) fn stamp(db: &Connection) -> Stored<Stamp> {
    let mut query = db.prepare_cached(
        "SELECT (SELECT coalesce(max(sequence), 0) FROM change), (SELECT count(*) FROM device)",
    )?;
    let stamp = query.query_row([], |r| {
        Ok(Stamp {
            changes: row::number(r, 0)?,
            devices: row::number(r, 1)?,
        })
    });
    Ok(stamp?)
}

pub(super) fn touched(db: &Connection, after: u64) -> Stored<HashSet<PersonId>> {
    let mut query = db.prepare_cached(include_str!("sql/touched.sql"))?;
    let people = query.query_map([after.cast_signed()], |r| row::id(r, 0).map(PersonId))?;
    Ok(people.collect::<Result<_, _>>()?)
}
