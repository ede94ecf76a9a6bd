//! The outbox: what a person did, from the tap until the server's receipt. Written in the same transaction as its local
//! effect.

use rusqlite::{OptionalExtension, params};
use serde_json::value::RawValue;

use super::{
    Result, Store, StoreFault,
    columns::{from_json, json},
};
use crate::{
    engine::{Delivery, Draft},
    model::{Action, Attachment, Moment, MomentId, Operation, OperationId, Reaction, ReactionKind, Receipt},
    protocol::{Problem, SignedOperation},
};

/// An operation that may be sent now.
#[derive(Clone, Debug)]
pub struct QueuedOperation {
    /// Its id.
    pub id: OperationId,
    /// What it is about.
    pub subject: MomentId,
    /// As signed.
    pub signed: SignedOperation,
}

impl Store {
    /// Puts a draft into the log: the moment, its operation and its uploads come, the draft goes, in one transaction.
    ///
    /// # Errors
    /// `NotFound` if the draft was changed since `revision`; or if the store fails.
    pub fn post(
        &self,
        moment: &Moment,
        revision: i64,
        operation: OperationId,
        signed: &SignedOperation,
    ) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        let gone = self
            .db
            .prepare_cached("DELETE FROM draft WHERE id = ?1 AND revision = ?2")?
            .execute(params![moment.id, revision])?;
        if gone != 1 {
            return Err(StoreFault::NotFound);
        }
        self.put_moment(moment, None)?;
        self.enqueue(operation, moment.id, signed, &moment.attachments)?;
        transaction.commit()?;
        Ok(())
    }

    /// Sets or takes back one's reaction, and queues it, in one transaction. A reaction to the same moment that has not
    /// been sent is replaced: only the last word is sent.
    ///
    /// # Errors
    /// If the store fails.
    pub fn react(
        &self,
        reaction: (MomentId, Option<&Reaction>),
        giver: crate::model::PersonId,
        operation: OperationId,
        signed: &SignedOperation,
    ) -> Result<()> {
        let (moment, reaction) = reaction;
        let transaction = self.db.unchecked_transaction()?;
        self.set_reaction(moment, giver, reaction)?;
        self.db
            .prepare_cached("DELETE FROM outbox WHERE subject = ?1 AND state = 'queued'")?
            .execute([moment])?;
        self.enqueue(operation, moment, signed, &[])?;
        transaction.commit()?;
        Ok(())
    }

    /// Operations that may be sent now, oldest first: queued, no file missing, nothing older on the same subject.
    ///
    /// # Errors
    /// If the store fails.
    pub fn ready(&self, limit: usize) -> Result<Vec<QueuedOperation>> {
        let mut statement = self.db.prepare_cached(
            "SELECT o.id, o.subject, o.payload, o.signature FROM outbox o
             WHERE o.state = 'queued'
               AND NOT EXISTS (SELECT 1 FROM outbox_media m JOIN upload u ON u.sha256 = m.sha256
                               WHERE m.operation = o.id AND u.done = 0)
               AND NOT EXISTS (SELECT 1 FROM outbox e
                               WHERE e.subject = o.subject AND e.position < o.position AND e.state != 'refused')
             ORDER BY o.position LIMIT ?1",
        )?;
        let mut rows = statement.query([limit as i64])?;
        let mut ready = Vec::new();
        while let Some(row) = rows.next()? {
            let operation =
                RawValue::from_string(row.get(2)?).map_err(|_| StoreFault::Unreadable("outbox.payload"))?;
            ready.push(QueuedOperation {
                id: row.get(0)?,
                subject: row.get(1)?,
                signed: SignedOperation {
                    operation,
                    signature: row.get(3)?,
                },
            });
        }
        Ok(ready)
    }

    /// Marks operations as on their way (`true`) or queued again (`false`).
    ///
    /// # Errors
    /// If the store fails.
    pub fn mark_sending(&self, operations: &[OperationId], sending: bool) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        let state = if sending { "sending" } else { "queued" };
        for id in operations {
            self.db
                .prepare_cached("UPDATE outbox SET state = ?2 WHERE id = ?1 AND state != 'refused'")?
                .execute(params![id, state])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The server has it: the receipt goes onto the moment, the operation leaves.
    ///
    /// # Errors
    /// If the store fails.
    pub fn settle(&self, operation: OperationId, receipt: &Receipt) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        if let Some(Action::PostMoment { moment }) = self.queued_action(operation)? {
            self.put_moment(&moment, Some(receipt))?;
        }
        self.db
            .prepare_cached("DELETE FROM outbox WHERE id = ?1")?
            .execute([operation])?;
        transaction.commit()?;
        Ok(())
    }

    /// The server will not take it: it stays, with the reason, until the person decides.
    ///
    /// # Errors
    /// If the store fails.
    pub fn refuse(&self, operation: OperationId, problem: &Problem) -> Result<()> {
        self.db
            .prepare_cached("UPDATE outbox SET state = 'refused', problem = ?2 WHERE id = ?1")?
            .execute(params![operation, json(problem)?])?;
        Ok(())
    }

    /// Queues a refused operation again, at the end.
    ///
    /// # Errors
    /// If it is not there or not refused, or the store fails.
    pub fn retry(&self, operation: OperationId) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        let changed = self
            .db
            .prepare_cached(
                "UPDATE outbox SET state = 'queued', problem = NULL,
                        position = (SELECT max(position) + 1 FROM outbox)
                 WHERE id = ?1 AND state = 'refused'",
            )?
            .execute([operation])?;
        if changed != 1 {
            return Err(StoreFault::NotFound);
        }
        transaction.commit()?;
        Ok(())
    }

    /// Drops a refused operation with its local effect; the moment, if it was one, comes back.
    ///
    /// # Errors
    /// If it is not there or not refused, or the store fails.
    pub fn drop_refused(&self, operation: OperationId) -> Result<Option<Moment>> {
        let transaction = self.db.unchecked_transaction()?;
        let dropped = self.drop_refused_in(operation)?;
        transaction.commit()?;
        Ok(dropped)
    }

    /// Takes a refused moment back into a draft with a new id: the server may know the old one by other bytes.
    ///
    /// # Errors
    /// If it is not there, not refused or no moment, or the store fails.
    pub fn take_back(
        &self,
        operation: OperationId,
        draft: MomentId,
        now: crate::model::Timestamp,
    ) -> Result<Draft> {
        let transaction = self.db.unchecked_transaction()?;
        let moment = self.drop_refused_in(operation)?.ok_or(StoreFault::NotFound)?;
        let draft = Draft {
            id: draft,
            text: moment.text,
            place: moment.place,
            attachments: moment.attachments,
        };
        self.put_draft(&draft, now)?;
        transaction.commit()?;
        Ok(draft)
    }

    /// How many operations wait, and how many are refused.
    ///
    /// # Errors
    /// If the store fails.
    pub fn outbox_counts(&self) -> Result<(u32, u32)> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT count(*) FILTER (WHERE state != 'refused'), count(*) FILTER (WHERE state = 'refused')
                 FROM outbox",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// How far the newest unconfirmed operation on a subject is; `None` if there is none.
    ///
    /// # Errors
    /// If the store fails.
    pub fn delivery(&self, subject: MomentId) -> Result<Option<Delivery>> {
        let row: Option<(OperationId, String, Option<String>)> = self
            .db
            .prepare_cached(
                "SELECT id, state, problem FROM outbox WHERE subject = ?1 ORDER BY position DESC LIMIT 1",
            )?
            .query_row([subject], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
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

    /// Whether something on this subject is not confirmed: then the device knows better than the server.
    pub(super) fn is_unconfirmed(&self, subject: MomentId) -> Result<bool> {
        Ok(self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM outbox WHERE subject = ?1 AND state != 'refused')")?
            .query_row([subject], |row| row.get(0))?)
    }

    fn enqueue(
        &self,
        id: OperationId,
        subject: MomentId,
        signed: &SignedOperation,
        files: &[Attachment],
    ) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO outbox (id, subject, payload, signature, state) VALUES (?1, ?2, ?3, ?4, 'queued')",
            )?
            .execute(params![id, subject, signed.operation.get(), signed.signature])?;
        for file in files {
            self.db
                .prepare_cached("INSERT INTO outbox_media (operation, sha256) VALUES (?1, ?2)")?
                .execute(params![id, file.sha256()])?;
            self.db
                .prepare_cached(
                    "INSERT INTO upload (sha256, length, sent, remote, done) VALUES (?1, ?2, 0, NULL, 0)
                     ON CONFLICT DO NOTHING",
                )?
                .execute(params![file.sha256(), file.bytes()])?;
        }
        Ok(())
    }

    fn queued_action(&self, operation: OperationId) -> Result<Option<Action>> {
        let payload: Option<String> = self
            .db
            .prepare_cached("SELECT payload FROM outbox WHERE id = ?1")?
            .query_row([operation], |row| row.get(0))
            .optional()?;
        let operation: Option<Operation> = payload
            .map(|payload| from_json("outbox.payload", &payload))
            .transpose()?;
        Ok(operation.map(|operation| operation.action))
    }

    fn drop_refused_in(&self, operation: OperationId) -> Result<Option<Moment>> {
        let action = self.queued_action(operation)?.ok_or(StoreFault::NotFound)?;
        let gone = self
            .db
            .prepare_cached("DELETE FROM outbox WHERE id = ?1 AND state = 'refused'")?
            .execute([operation])?;
        if gone != 1 {
            return Err(StoreFault::NotFound);
        }
        match action {
            Action::PostMoment { moment } => {
                self.db
                    .prepare_cached("DELETE FROM moment WHERE id = ?1 AND receipt_sequence IS NULL")?
                    .execute([moment.id])?;
                Ok(Some(moment))
            }
            Action::React { moment, .. } => {
                if let Some((_, me)) = self.enrolment()? {
                    self.set_reaction(moment, me, None)?;
                }
                Ok(None)
            }
        }
    }

    pub(super) fn set_reaction(
        &self,
        moment: MomentId,
        giver: crate::model::PersonId,
        reaction: Option<&Reaction>,
    ) -> Result<()> {
        match reaction {
            Some(reaction) => {
                let kind = match reaction.kind {
                    ReactionKind::Like => "like",
                };
                self.db
                    .prepare_cached(
                        "INSERT INTO reaction (moment, giver, kind, done_at) VALUES (?1, ?2, ?3, ?4)
                         ON CONFLICT DO UPDATE SET kind = ?3, done_at = ?4",
                    )?
                    .execute(params![moment, giver, kind, reaction.done_at])?;
            }
            None => {
                self.db
                    .prepare_cached("DELETE FROM reaction WHERE moment = ?1 AND giver = ?2")?
                    .execute(params![moment, giver])?;
            }
        }
        Ok(())
    }
}
