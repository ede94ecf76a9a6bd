//! Who looked at whose records.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jishi_core::model::{PersonId, Timestamp};
use jishi_core::protocol::Look;
use rusqlite::{Connection, params};

use super::row;
use crate::storage::look::LOOKS_MAX;
use crate::storage::{NewLook, StorageFault, Stored, name_of, named};

pub(super) fn note(db: &Connection, look: &NewLook) -> Stored<()> {
    let mut save = db.prepare_cached(include_str!("sql/save_look.sql"))?;
    let what = name_of(&look.what)?;
    let subjects: BTreeSet<PersonId> = look.subjects.iter().copied().collect();
    for subject in subjects.into_iter().filter(|subject| *subject != look.viewer) {
        save.execute(params![
            row::blob(subject.0),
            look.day.to_epoch_days(),
            row::blob(look.viewer.0),
            what,
            look.at.0,
        ])?;
    }
    Ok(())
}

pub(super) fn at(db: &Connection, subject: PersonId, from: NaiveDate) -> Stored<Vec<Look>> {
    let mut query = db.prepare_cached(
        "SELECT viewer, what, day, first_at, last_at, times FROM look
         WHERE subject = ?1 AND day >= ?2 ORDER BY last_at DESC, viewer, what LIMIT ?3",
    )?;
    let mut rows = query.query(params![row::blob(subject.0), from.to_epoch_days(), LOOKS_MAX])?;
    let mut looks = Vec::new();
    while let Some(r) = rows.next()? {
        looks.push(Look {
            viewer: PersonId(row::id(r, 0)?),
            what: named(r.get(1)?)?,
            day: NaiveDate::from_epoch_days(r.get(2)?)
                .ok_or_else(|| StorageFault::Unreadable("the day of a look".into()))?,
            first_at: Timestamp(r.get(3)?),
            last_at: Timestamp(r.get(4)?),
            times: r.get(5)?,
        });
    }
    Ok(looks)
}
