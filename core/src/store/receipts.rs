//! The server's signed word on each of one's operations: kept, so that nobody can say later that it never arrived.

use rusqlite::params;

use super::{
    Result, Store,
    columns::{from_json, json},
};
use crate::model::Receipt;

impl Store {
    /// Keeps a receipt, beside the person whose operation it is for: a phone may change hands.
    pub(super) fn keep_receipt(&self, receipt: &Receipt) -> Result<()> {
        let me = self.enrolment()?.map(|(_, person)| person);
        self.db
            .prepare_cached(
                "INSERT INTO receipt (operation, person, sequence, body) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![receipt.operation, me, receipt.sequence, json(receipt)?])?;
        Ok(())
    }

    /// The receipts that one holds here, in the order of the record.
    ///
    /// # Errors
    /// If the store fails.
    pub fn receipts(&self) -> Result<Vec<Receipt>> {
        let me = self.enrolment()?.map(|(_, person)| person);
        let rows: Vec<String> = self
            .db
            .prepare_cached("SELECT body FROM receipt WHERE person IS ?1 ORDER BY sequence")?
            .query_map([me], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        rows.iter().map(|body| from_json("receipt.body", body)).collect()
    }
}
