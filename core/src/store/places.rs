//! Letting go of places whose time is over.

use rusqlite::params;

use super::{
    Result, Store,
    columns::{from_json, json},
};
use crate::{
    model::{Record, RecordId, Timestamp},
    rules::retention::forget_places,
};

impl Store {
    /// Forgets the places of moments and records from before `before`, as the server does; how many there were. What has not
    /// arrived yet keeps its place until it has.
    ///
    /// # Errors
    /// If the store fails.
    pub fn forget_places(&self, before: Timestamp) -> Result<usize> {
        let transaction = self.db.unchecked_transaction()?;
        let mut gone = self
            .db
            .prepare_cached(
                "UPDATE moment SET place = NULL, placed = 0
                 WHERE (place IS NOT NULL OR placed) AND done_at < ?1 AND receipt_operation IS NOT NULL",
            )?
            .execute([before])?;
        for (id, mut record) in self.with_places()? {
            if forget_places(&mut record, before) {
                self.db
                    .prepare_cached("UPDATE record SET body = ?2 WHERE id = ?1")?
                    .execute(params![id, json(&record)?])?;
                gone += 1;
            }
        }
        transaction.commit()?;
        Ok(gone)
    }

    /// Records in which there is a place, or said to be one.
    fn with_places(&self) -> Result<Vec<(RecordId, Record)>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, body FROM record
             WHERE kind IN ('check_in', 'task') AND (instr(body, 'accuracy_m') > 0 OR instr(body, '\"placed\"') > 0)",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, from_json("record.body", &row.get::<_, String>(1)?)?));
        }
        Ok(found)
    }
}
