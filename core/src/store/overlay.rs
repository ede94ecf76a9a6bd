//! What one's own unconfirmed operations make of the record. It lies over what the server has told, becomes that when the
//! operation is settled, and goes when it is refused.

use rusqlite::params;

use super::{
    Result, Store,
    columns::{from_json, json},
    record::RecordRow,
};
use crate::{
    model::{MomentId, OperationId, RecordId, Timestamp, Unit, UnitId},
    rules::judge::Effect,
};

impl Store {
    /// Lays the effects of a queued operation over what stands.
    pub(super) fn lay(&self, operation: OperationId, done_at: Timestamp, effects: &[Effect]) -> Result<()> {
        for effect in effects {
            match effect {
                Effect::Post(moment) => self.put_own_moment(moment, operation)?,
                Effect::Edit { moment, text } => {
                    self.lay_moment(operation, *moment, Some(text), done_at)?;
                }
                Effect::Delete(moment) => self.lay_moment(operation, *moment, None, done_at)?,
                Effect::React { moment, reaction } => {
                    self.lay_reaction(operation, *moment, reaction.as_ref(), done_at)?;
                }
                Effect::Put(record) => {
                    let row = RecordRow::new(record, &self.settings()?.calendar)?;
                    self.lay_record(operation, &row)?;
                }
                Effect::SetUnit(unit) => {
                    self.db
                        .prepare_cached("INSERT INTO unit_overlay (operation, id, body) VALUES (?1, ?2, ?3)")?
                        .execute(params![operation, unit.id, json(unit)?])?;
                    self.forget_directory();
                }
                // Nobody's devices are kept here.
                Effect::DecideDevice { .. } | Effect::RevokeDevice { .. } => {}
            }
        }
        Ok(())
    }

    /// The server has taken the operation: what it made stands, unless the server has told of that record since. An
    /// answer that was lost is asked for again, and by then somebody else may have decided.
    pub(super) fn lift_into_base(&self, operation: OperationId) -> Result<()> {
        self.lift_records(operation)?;
        self.lift_moments(operation)?;
        self.lift_reactions(operation)?;
        self.lift_units(operation)?;
        self.drop_overlays(operation)
    }

    /// Takes away what an operation lays over the record.
    pub(super) fn drop_overlays(&self, operation: OperationId) -> Result<()> {
        for table in ["overlay", "moment_overlay", "reaction_overlay"] {
            self.db
                .prepare_cached(&format!("DELETE FROM {table} WHERE operation = ?1"))?
                .execute([operation])?;
        }
        let units = self
            .db
            .prepare_cached("DELETE FROM unit_overlay WHERE operation = ?1")?
            .execute([operation])?;
        if units > 0 {
            self.forget_directory();
        }
        Ok(())
    }

    fn lay_record(&self, operation: OperationId, row: &RecordRow) -> Result<()> {
        // An operation that puts one record twice means the last.
        self.db
            .prepare_cached(
                "INSERT INTO overlay (operation, id, kind, owner, parent, first_day, last_day, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT DO UPDATE SET kind = ?3, owner = ?4, parent = ?5, first_day = ?6, last_day = ?7, body = ?8",
            )?
            .execute(params![
                operation,
                row.id,
                row.kind,
                row.owner,
                row.parent,
                row.first_day,
                row.last_day,
                row.body,
            ])?;
        Ok(())
    }

    fn lay_moment(
        &self,
        operation: OperationId,
        moment: MomentId,
        text: Option<&str>,
        at: Timestamp,
    ) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO moment_overlay (operation, moment, text, at) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![operation, moment, text, at])?;
        Ok(())
    }

    fn lift_records(&self, operation: OperationId) -> Result<()> {
        let rows: Vec<RecordRow> = self
            .db
            .prepare_cached(
                "SELECT id, kind, owner, parent, first_day, last_day, body FROM overlay
                 WHERE operation = ?1 AND overtaken = 0",
            )?
            .query_map([operation], |row| {
                Ok(RecordRow {
                    id: row.get::<_, RecordId>(0)?,
                    kind: row.get(1)?,
                    owner: row.get(2)?,
                    parent: row.get(3)?,
                    first_day: row.get(4)?,
                    last_day: row.get(5)?,
                    body: row.get(6)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        rows.iter().try_for_each(|row| self.put_record_row(row))
    }

    fn lift_moments(&self, operation: OperationId) -> Result<()> {
        let laid: Vec<(MomentId, Option<String>, Timestamp)> = self
            .db
            .prepare_cached("SELECT moment, text, at FROM moment_overlay WHERE operation = ?1")?
            .query_map([operation], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (moment, text, at) in laid {
            match text {
                Some(text) => self.edit_moment(moment, &text, at)?,
                None => self.remove_moment(moment)?,
            }
        }
        Ok(())
    }

    fn lift_units(&self, operation: OperationId) -> Result<()> {
        let laid: Vec<(UnitId, String)> = self
            .db
            .prepare_cached("SELECT id, body FROM unit_overlay WHERE operation = ?1 AND overtaken = 0")?
            .query_map([operation], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (_, body) in laid {
            self.put_unit(&from_json::<Unit>("unit_overlay.body", &body)?)?;
        }
        Ok(())
    }
}
