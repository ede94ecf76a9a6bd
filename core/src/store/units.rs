//! Units, as far as the server has told of them, under what one's own unconfirmed operations make of them.

use rusqlite::params;

use super::{
    Result, Store,
    columns::{from_json, from_name, json, name_of},
};
use crate::model::{Unit, UnitId};

impl Store {
    /// All units as they stand.
    pub(super) fn units(&self) -> Result<Vec<Unit>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT id, parent, name, kind, workplace, moved_from, hours FROM unit")?;
        let mut rows = statement.query([])?;
        let mut units = Vec::new();
        while let Some(row) = rows.next()? {
            let (kind, workplace): (String, Option<String>) = (row.get(3)?, row.get(4)?);
            units.push(Unit {
                id: row.get(0)?,
                parent: row.get::<_, Option<UnitId>>(1)?,
                name: row.get(2)?,
                kind: from_name("unit.kind", &kind)?,
                workplace: workplace
                    .map(|workplace| from_json("unit.workplace", &workplace))
                    .transpose()?,
                moved_from: from_json("unit.moved_from", &row.get::<_, String>(5)?)?,
                hours: from_json("unit.hours", &row.get::<_, String>(6)?)?,
            });
        }
        let mut laid = self.db.prepare_cached(
            "SELECT o.body FROM unit_overlay o JOIN outbox q ON q.id = o.operation ORDER BY q.position",
        )?;
        let mut rows = laid.query([])?;
        while let Some(row) = rows.next()? {
            let newer: Unit = from_json("unit_overlay.body", &row.get::<_, String>(0)?)?;
            if let Some(unit) = units.iter_mut().find(|unit| unit.id == newer.id) {
                *unit = newer;
            }
        }
        Ok(units)
    }

    /// Takes in the server's word on a unit; unconfirmed operations of one's own still lie over it.
    pub(super) fn take_unit(&self, unit: &Unit) -> Result<()> {
        self.put_unit(unit)?;
        self.db
            .prepare_cached("UPDATE unit_overlay SET overtaken = 1 WHERE id = ?1")?
            .execute([unit.id])?;
        Ok(())
    }

    pub(super) fn put_unit(&self, unit: &Unit) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO unit (id, parent, name, kind, workplace, moved_from, hours)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT DO UPDATE
                 SET parent = ?2, name = ?3, kind = ?4, workplace = ?5, moved_from = ?6, hours = ?7",
            )?
            .execute(params![
                unit.id,
                unit.parent,
                unit.name,
                name_of(&unit.kind)?,
                unit.workplace.as_ref().map(json).transpose()?,
                json(&unit.moved_from)?,
                json(&unit.hours)?,
            ])?;
        Ok(())
    }
}
