//! What the server will not take as it is: it stays, with the reason, until the person decides.

use rusqlite::{OptionalExtension, params};

use crate::{
    engine::Draft,
    model::{MomentId, Operation, OperationId, Timestamp},
    protocol::{Problem, SignedOperation},
    rules::{evidence::done_at, judge::Effect},
    store::{
        Becomes, Result, Store, StoreFault,
        columns::{from_json, json},
    },
};

/// A refused operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// What was done.
    pub operation: Operation,
    /// Why it was refused.
    pub problem: Problem,
}

impl Store {
    /// The server will not take it: what it made goes, the operation stays with the reason. A moment stays to be seen too,
    /// so that its words are not lost.
    ///
    /// # Errors
    /// If the store fails.
    pub fn refuse(&self, operation: OperationId, problem: &Problem) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.db
            .prepare_cached("UPDATE outbox SET state = 'refused', problem = ?2 WHERE id = ?1")?
            .execute(params![operation, json(problem)?])?;
        self.drop_overlays(operation)?;
        transaction.commit()?;
        Ok(())
    }

    /// Everything that was refused, newest first.
    ///
    /// # Errors
    /// If the store fails.
    pub fn refusals(&self) -> Result<Vec<Refused>> {
        let rows: Vec<(String, String)> = self
            .db
            .prepare_cached(
                "SELECT payload, coalesce(problem, 'null') FROM outbox WHERE state = 'refused' ORDER BY position DESC",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        rows.iter()
            .map(|(payload, problem)| {
                Ok(Refused {
                    operation: from_json("outbox.payload", payload)?,
                    problem: from_json("outbox.problem", problem)?,
                })
            })
            .collect()
    }

    /// A refused operation.
    ///
    /// # Errors
    /// If it is not there or not refused, or the store fails.
    pub fn refused(&self, operation: OperationId) -> Result<Operation> {
        let payload: Option<String> = self
            .db
            .prepare_cached("SELECT payload FROM outbox WHERE id = ?1 AND state = 'refused'")?
            .query_row([operation], |row| row.get(0))
            .optional()?;
        from_json("outbox.payload", &payload.ok_or(StoreFault::NotFound)?)
    }

    /// Queues a refused operation again, at the end, with what the judge says today that it changes; as it was signed, or as
    /// it is `signed` anew. The draft in which it was written anew goes: one of the two is sent, never both.
    ///
    /// # Errors
    /// If it is not there or not refused, or the store fails.
    pub fn retry(
        &self,
        operation: OperationId,
        effects: &[Effect],
        signed: Option<&SignedOperation>,
    ) -> Result<()> {
        let again = self.refused(operation)?;
        let transaction = self.db.unchecked_transaction()?;
        self.db
            .prepare_cached(
                "UPDATE outbox SET state = 'queued', problem = NULL, attempt = attempt + 1,
                        position = (SELECT max(position) + 1 FROM outbox)
                 WHERE id = ?1 AND state = 'refused'",
            )?
            .execute([operation])?;
        if let Some(signed) = signed {
            self.db
                .prepare_cached("UPDATE outbox SET payload = ?2, signature = ?3 WHERE id = ?1")?
                .execute(params![operation, signed.operation.get(), signed.signature])?;
        }
        self.discard_draft(Self::rewritten(operation))?;
        let done_at = done_at(&again.clock, None, Timestamp(i64::MAX));
        self.lay(operation, done_at, effects)?;
        transaction.commit()?;
        Ok(())
    }

    /// Drops a refused operation, and the draft in which it was written anew.
    ///
    /// # Errors
    /// If it is not there or not refused, or the store fails.
    pub fn drop_refused(&self, operation: OperationId) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.drop_refused_in(operation)?;
        self.discard_draft(Self::rewritten(operation))?;
        transaction.commit()?;
        Ok(())
    }

    /// Opens the draft in which a refused operation is written anew: `draft` the first time, after that what was made of it.
    /// It bears the operation's id, see [`Store::rewritten`]; what it becomes cannot bear the old one, by which the server may
    /// know other bytes. The operation stays until the draft is sent in its place.
    ///
    /// # Errors
    /// If the operation is not there or not refused, or the store fails.
    pub fn rewrite(&self, operation: OperationId, draft: Draft, becomes: Becomes) -> Result<Draft> {
        self.refused(operation)?;
        let transaction = self.db.unchecked_transaction()?;
        let id = Self::rewritten(operation);
        let begun = match self.draft(id) {
            Err(StoreFault::NotFound) => {
                let draft = Draft { id, ..draft };
                self.put_draft(&draft, becomes)?;
                draft
            }
            begun => {
                self.raise_draft(id)?;
                begun?.draft
            }
        };
        transaction.commit()?;
        Ok(begun)
    }

    /// The draft in which a refused operation is written anew.
    #[must_use]
    pub const fn rewritten(operation: OperationId) -> MomentId {
        MomentId(operation.0)
    }

    /// What was sent from this draft stands in the place of the refused operation of which it was made, if it was of one.
    pub(super) fn replace_refused(&self, draft: MomentId) -> Result<()> {
        match self.drop_refused_in(OperationId(draft.0)) {
            Err(StoreFault::NotFound) => Ok(()),
            done => done,
        }
    }

    fn drop_refused_in(&self, operation: OperationId) -> Result<()> {
        self.refused(operation)?;
        self.db
            .prepare_cached("DELETE FROM outbox WHERE id = ?1")?
            .execute([operation])?;
        self.forget_any_line(operation)?;
        // A moment made by the operation, whether it was one or came with a tap's reason.
        self.db
            .prepare_cached("DELETE FROM moment WHERE posted_by = ?1 AND receipt_sequence IS NULL")?
            .execute([operation])?;
        Ok(())
    }
}
