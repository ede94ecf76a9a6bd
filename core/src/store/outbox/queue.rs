//! Into the outbox, to the server, and out of it with a receipt.

use rusqlite::params;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{
    model::{Action, MomentId, OperationId, Receipt, Sha256, Timestamp},
    protocol::SignedOperation,
    rules::judge::Effect,
    store::{Result, Store, StoreFault, columns::AnyId},
};

/// Something a person did, judged and signed.
#[derive(Clone, Copy)]
pub struct Acted<'a> {
    /// Its id.
    pub operation: OperationId,
    /// What was done.
    pub action: &'a Action,
    /// When, by this device's clock.
    pub done_at: Timestamp,
    /// What the judge says that it changes.
    pub effects: &'a [Effect],
    /// As signed.
    pub signed: &'a SignedOperation,
}

/// An operation that may be sent now.
#[derive(Clone, Debug)]
pub struct QueuedOperation {
    /// Its id.
    pub id: OperationId,
    /// What it is about.
    pub subject: Uuid,
    /// As signed.
    pub signed: SignedOperation,
}

impl Store {
    /// Queues something that a person did, with its effects, in one transaction. A reaction to the same moment that has
    /// not been sent is replaced: only the last word is sent.
    ///
    /// # Errors
    /// `NotFound` if a file that it names is not here; or if the store fails. Then nothing has changed.
    pub fn act(&self, acted: &Acted<'_>) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.act_in(acted)?;
        transaction.commit()?;
        Ok(())
    }

    /// As [`Store::act`], and the draft from which it was made goes, in the same transaction; so does what was refused, if it
    /// was written anew in that draft.
    ///
    /// # Errors
    /// `NotFound` also if the draft was changed since `revision`.
    pub fn act_from_draft(&self, draft: MomentId, revision: i64, acted: &Acted<'_>) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.act_in(acted)?;
        let gone = self
            .db
            .prepare_cached("DELETE FROM draft WHERE id = ?1 AND revision = ?2")?
            .execute(params![draft, revision])?;
        if gone != 1 {
            return Err(StoreFault::NotFound);
        }
        self.replace_refused(draft)?;
        transaction.commit()?;
        Ok(())
    }

    /// Operations that may be sent now, in the order in which they were done: queued, and of their subject nothing older
    /// on its way or waiting for a file. What was taken back must arrive before what took its place in the day's number,
    /// so nothing is left out of the order, and nothing is merged.
    ///
    /// # Errors
    /// If the store fails.
    pub fn ready(&self, limit: usize) -> Result<Vec<QueuedOperation>> {
        let mut statement = self.db.prepare_cached(
            "SELECT o.id, o.subject, o.payload, o.signature, o.attempt FROM outbox o
             WHERE o.state = 'queued'
               AND NOT EXISTS (SELECT 1 FROM outbox e
                               WHERE e.subject = o.subject AND e.position < o.position AND e.state = 'sending')
               AND NOT EXISTS (SELECT 1 FROM outbox e
                               JOIN outbox_media m ON m.operation = e.id JOIN upload u ON u.sha256 = m.sha256
                               WHERE e.subject = o.subject AND e.position <= o.position AND e.state != 'refused'
                                 AND u.done = 0)
             ORDER BY o.position LIMIT ?1",
        )?;
        let mut rows = statement.query([limit as i64])?;
        let mut ready = Vec::new();
        while let Some(row) = rows.next()? {
            let operation =
                RawValue::from_string(row.get(2)?).map_err(|_| StoreFault::Unreadable("outbox.payload"))?;
            ready.push(QueuedOperation {
                id: row.get(0)?,
                subject: row.get::<_, AnyId>(1)?.0,
                signed: SignedOperation {
                    operation,
                    signature: row.get(3)?,
                    attempt: row.get(4)?,
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

    /// The server has it: what it made stands from now on, a moment with its receipt, and the operation leaves; the
    /// receipt stays.
    ///
    /// # Errors
    /// If the store fails.
    pub fn settle(&self, operation: OperationId, receipt: &Receipt) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.receive_moment(operation, receipt)?;
        self.keep_receipt(receipt)?;
        self.lift_into_base(operation)?;
        self.db
            .prepare_cached("DELETE FROM outbox WHERE id = ?1")?
            .execute([operation])?;
        self.forget_any_line(operation)?;
        transaction.commit()?;
        Ok(())
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

    fn act_in(&self, acted: &Acted<'_>) -> Result<()> {
        let subject = AnyId(acted.action.subject());
        self.db
            .prepare_cached(
                "INSERT INTO outbox (id, subject, payload, signature, state) VALUES (?1, ?2, ?3, ?4, 'queued')",
            )?
            .execute(params![
                acted.operation,
                subject,
                acted.signed.operation.get(),
                acted.signed.signature
            ])?;
        for (sha256, bytes) in files_of(acted.action) {
            self.await_file(acted.operation, sha256, bytes)?;
        }
        if let Action::ReadLesson { reading } = acted.action {
            self.forget_reading(reading.lesson)?;
        }
        self.lay(acted.operation, acted.done_at, acted.effects)
    }

    /// Lets an operation wait for a file. The file must be here, or on the server already: else it would wait for ever.
    fn await_file(&self, operation: OperationId, sha256: Sha256, bytes: u64) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO outbox_media (operation, sha256) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?
            .execute(params![operation, sha256])?;
        self.db
            .prepare_cached(
                "INSERT INTO upload (sha256, length, sent, remote, done) VALUES (?1, ?2, 0, NULL, 0)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![sha256, bytes])?;
        let can_come: bool = self
            .db
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM media WHERE sha256 = ?1 AND size = 'full')
                     OR EXISTS (SELECT 1 FROM upload WHERE sha256 = ?1 AND done)",
            )?
            .query_row([sha256], |row| row.get(0))?;
        if can_come {
            Ok(())
        } else {
            Err(StoreFault::NotFound)
        }
    }
}

/// The files that an action names, with their sizes in bytes.
fn files_of(action: &Action) -> Vec<(Sha256, u64)> {
    match action {
        Action::PostMoment { moment } => attached(&moment.attachments),
        Action::DeliverTask { attachments, .. } => attached(attachments),
        Action::PublishLesson { lesson } => lesson
            .files
            .iter()
            .map(|file| (file.sha256, file.bytes))
            .collect(),
        _ => Vec::new(),
    }
}

fn attached(attachments: &[crate::model::Attachment]) -> Vec<(Sha256, u64)> {
    attachments
        .iter()
        .map(|attachment| (attachment.sha256(), attachment.bytes()))
        .collect()
}
