//! How far something is on its way.

use rusqlite::OptionalExtension;
use uuid::Uuid;

use crate::{
    engine::Delivery,
    model::OperationId,
    store::{
        Result, Store,
        columns::{AnyId, from_json},
    },
};

impl Store {
    /// How far the newest unconfirmed operation on a subject is; `None` if there is none.
    ///
    /// # Errors
    /// If the store fails.
    pub fn delivery(&self, subject: Uuid) -> Result<Option<Delivery>> {
        let row: Option<(OperationId, String, Option<String>)> = self
            .db
            .prepare_cached(
                "SELECT id, state, problem FROM outbox WHERE subject = ?1 ORDER BY position DESC LIMIT 1",
            )?
            .query_row([AnyId(subject)], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let Some((operation, state, problem)) = row else {
            return Ok(None);
        };
        if let Some(problem) = problem {
            return Ok(Some(Delivery::Refused {
                operation,
                problem: from_json("outbox.problem", &problem)?,
            }));
        }
        if state == "sending" {
            return Ok(Some(Delivery::Sending));
        }
        if let Some(operation) = self.held_operation(subject)? {
            return Ok(Some(Delivery::WaitsForWifi { operation }));
        }
        let (sent, length, begun): (i64, i64, bool) = self
            .db
            .prepare_cached(
                "SELECT coalesce(sum(u.sent), 0), coalesce(sum(u.length), 0), coalesce(max(u.remote IS NOT NULL), 0)
                 FROM outbox_media m JOIN upload u ON u.sha256 = m.sha256 WHERE m.operation = ?1",
            )?
            .query_row([operation], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if begun && sent < length {
            let percent = u8::try_from(sent * 100 / length.max(1)).unwrap_or(100);
            return Ok(Some(Delivery::Uploading { percent }));
        }
        Ok(Some(Delivery::Waiting))
    }
}
