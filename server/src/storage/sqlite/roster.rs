//! Units and people.

use std::collections::HashMap;

use jishi_core::model::{Person, PersonId, Unit, UnitId};
use jishi_core::protocol::Change;
use rusqlite::{Connection, params};

use super::{change, row};
use crate::storage::change::Reach;
use crate::storage::{
    Listed, Roster, RosterEdit, StorageFault, Stored, from_json, moved_from, name_of, named, own_hours,
    tenure_of, to_json,
};

pub(super) fn version(db: &Connection) -> Stored<u64> {
    let mut query =
        db.prepare_cached("SELECT coalesce(max(sequence), 0) FROM change WHERE kind IN ('unit', 'person')")?;
    Ok(query.query_row([], |r| row::number(r, 0))?)
}

pub(super) fn load(db: &Connection) -> Stored<Roster> {
    let mut units = Vec::new();
    let mut query = db.prepare_cached(
        "SELECT id, parent, name, kind, workplace, moved_from, hours FROM unit ORDER BY rowid",
    )?;
    let mut rows = query.query([])?;
    while let Some(r) = rows.next()? {
        units.push(Unit {
            id: UnitId(row::id(r, 0)?),
            parent: row::optional_id(r, 1)?.map(UnitId),
            name: r.get(2)?,
            kind: named(r.get(3)?)?,
            workplace: from_json(r.get(4)?)?,
            moved_from: from_json(r.get(5)?)?.unwrap_or_default(),
            hours: from_json(r.get(6)?)?.unwrap_or_default(),
        });
    }
    let mut people = Vec::new();
    let mut query = db.prepare_cached(
        "SELECT id, staff_no, name, unit, post, rank, kind, role, tenure FROM person ORDER BY staff_no",
    )?;
    let mut rows = query.query([])?;
    while let Some(r) = rows.next()? {
        people.push(Listed {
            staff_no: r.get(1)?,
            person: Person {
                id: PersonId(row::id(r, 0)?),
                name: r.get(2)?,
                unit: UnitId(row::id(r, 3)?),
                post: r.get(4)?,
                rank: named(r.get(5)?)?,
                kind: named(r.get(6)?)?,
                role: named(r.get(7)?)?,
                tenure: from_json(r.get(8)?)?.unwrap_or_default(),
            },
        });
    }
    let mut query = db.prepare_cached(include_str!("sql/people_since.sql"))?;
    let since = query.query_map([], |r| Ok((PersonId(row::id(r, 0)?), row::number(r, 1)?)))?;
    Ok(Roster {
        version: version(db)?,
        units,
        people,
        since: since.collect::<rusqlite::Result<HashMap<_, _>>>()?,
    })
}

pub(super) fn save(db: &Connection, edit: &RosterEdit) -> Stored<()> {
    for unit in &edit.units {
        let mut unit = unit.clone();
        let (workplace, earlier, hours) = db.prepare_cached(include_str!("sql/save_unit.sql"))?.query_row(
            params![
                row::blob(unit.id.0),
                unit.parent.map(|parent| row::blob(parent.0)),
                unit.name,
                name_of(&unit.kind)?,
                to_json(unit.workplace.as_ref())?,
                to_json(moved_from(&unit))?,
                to_json(own_hours(&unit))?,
            ],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )?;
        // What stands of a known unit may be newer than what this edit knew.
        unit.workplace = from_json(workplace)?;
        unit.moved_from = from_json(earlier)?.unwrap_or_default();
        unit.hours = from_json(hours)?.unwrap_or_default();
        tell(db, unit)?;
    }
    for Listed { staff_no, person } in &edit.people {
        db.prepare_cached(include_str!("sql/save_person.sql"))?
            .execute(params![
                row::blob(person.id.0),
                staff_no,
                person.name,
                row::blob(person.unit.0),
                person.post,
                name_of(&person.rank)?,
                name_of(&person.kind)?,
                name_of(&person.role)?,
                to_json(tenure_of(person))?,
            ])?;
        change::add(
            db,
            "person",
            person.id.0,
            Reach::Everyone,
            &Change::Person {
                person: person.clone(),
            },
        )?;
    }
    Ok(())
}

/// Says where a unit works and when.
pub(super) fn set_unit(db: &Connection, unit: &Unit) -> Stored<()> {
    let set = db
        .prepare_cached("UPDATE unit SET workplace = ?2, moved_from = ?3, hours = ?4 WHERE id = ?1")?
        .execute(params![
            row::blob(unit.id.0),
            to_json(unit.workplace.as_ref())?,
            to_json(moved_from(unit))?,
            to_json(own_hours(unit))?,
        ])?;
    if set == 0 {
        return Err(StorageFault::Unreadable("a unit is gone".into()));
    }
    tell(db, unit.clone())
}

fn tell(db: &Connection, unit: Unit) -> Stored<()> {
    change::add(db, "unit", unit.id.0, Reach::Everyone, &Change::Unit { unit })
}
