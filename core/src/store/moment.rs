//! Moments: one's own from the tap on, others' as pulled.

use rusqlite::{OptionalExtension, params};

use super::{
    Result, Store,
    columns::{from_json, json},
};
use crate::{
    model::{Attachment, Moment, MomentId, OperationId, PersonId, Place, Receipt, Timestamp},
    rules::judge::{Fix, KnownMoment},
};

/// Condition on a moment `m`: it stands, also in the eyes of what one has just done.
pub(super) const STANDS: &str = "m.deleted = 0
    AND NOT EXISTS (SELECT 1 FROM moment_overlay o WHERE o.moment = m.id AND o.text IS NULL)";

/// Condition on a moment `m`: the server has not refused it.
pub(super) const NOT_REFUSED: &str =
    "NOT EXISTS (SELECT 1 FROM outbox q WHERE q.id = m.posted_by AND q.state = 'refused')";

impl Store {
    /// What a judge has to know of a moment. One that the server has refused is none.
    ///
    /// # Errors
    /// If the store fails.
    pub fn known_moment(&self, id: MomentId) -> Result<Option<KnownMoment>> {
        Ok(self
            .db
            .prepare_cached(&format!(
                "SELECT m.author, m.done_at, NOT ({STANDS}) FROM moment m WHERE m.id = ?1 AND {NOT_REFUSED}"
            ))?
            .query_row([id], |row| {
                Ok(KnownMoment {
                    author: row.get(0)?,
                    done_at: row.get(1)?,
                    deleted: row.get(2)?,
                })
            })
            .optional()?)
    }

    /// The moments of a person that stand, from `from` until before `to`.
    ///
    /// # Errors
    /// If the store fails.
    pub fn moments_by(
        &self,
        author: PersonId,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<(MomentId, Timestamp)>> {
        Ok(self
            .db
            .prepare_cached(&format!(
                "SELECT m.id, m.done_at FROM moment m
                 WHERE m.author = ?1 AND m.done_at >= ?2 AND m.done_at < ?3 AND {STANDS} AND {NOT_REFUSED}"
            ))?
            .query_map(params![author, from, to], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// Where a person was by the moments that they wrote from `from` until before `to` and that stand, as far as it is told
    /// here.
    ///
    /// # Errors
    /// If the store fails.
    pub fn written_at(&self, author: PersonId, from: Timestamp, to: Timestamp) -> Result<Vec<Fix>> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT m.id, m.done_at, m.place FROM moment m
             WHERE m.author = ?1 AND m.done_at >= ?2 AND m.done_at < ?3 AND m.place IS NOT NULL AND {STANDS} AND {NOT_REFUSED}"
        ))?;
        let mut rows = query.query(params![author, from, to])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, at): (MomentId, Timestamp) = (row.get(0)?, row.get(1)?);
            let place: Place = from_json("moment.place", &row.get::<_, String>(2)?)?;
            found.push(Fix {
                subject: id.0,
                at: place.was_at(at, at),
                place,
            });
        }
        Ok(found)
    }

    /// A moment's words, if it is here; changes that have not arrived are not among them.
    ///
    /// # Errors
    /// If the store fails.
    pub fn words(&self, id: MomentId) -> Result<Option<String>> {
        Ok(self
            .db
            .prepare_cached("SELECT text FROM moment WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?)
    }

    /// Takes in a moment from the server. One that was deleted stays so.
    pub(super) fn put_moment(&self, moment: &Moment, receipt: &Receipt, placed: bool) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO moment (id, author, text, attachments, place, done_at,
                                     receipt_operation, receipt_sequence, received_at, generation, placed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                 ON CONFLICT DO UPDATE SET text = ?3, attachments = ?4, place = ?5, done_at = ?6,
                     receipt_operation = ?7, receipt_sequence = ?8, received_at = ?9, generation = ?10, placed = ?11
                  WHERE deleted = 0",
            )?
            .execute(params![
                moment.id,
                moment.author,
                moment.text,
                json(&moment.attachments)?,
                moment.place.as_ref().map(json).transpose()?,
                moment.done_at,
                receipt.operation,
                receipt.sequence,
                receipt.received_at,
                self.generation()?,
                placed,
            ])?;
        Ok(())
    }

    /// Puts in a moment that an operation of one's own makes; again when that is tried again.
    pub(super) fn put_own_moment(&self, moment: &Moment, operation: OperationId) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO moment (id, author, text, attachments, place, done_at, posted_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT DO UPDATE SET posted_by = ?7",
            )?
            .execute(params![
                moment.id,
                moment.author,
                moment.text,
                json(&moment.attachments)?,
                moment.place.as_ref().map(json).transpose()?,
                moment.done_at,
                operation,
            ])?;
        Ok(())
    }

    /// The server has the moment that this operation made.
    pub(super) fn receive_moment(&self, operation: OperationId, receipt: &Receipt) -> Result<()> {
        self.db
            .prepare_cached(
                "UPDATE moment SET receipt_operation = ?1, receipt_sequence = ?2, received_at = ?3
                 WHERE posted_by = ?1 AND receipt_sequence IS NULL",
            )?
            .execute(params![operation, receipt.sequence, receipt.received_at])?;
        Ok(())
    }

    pub(super) fn edit_moment(&self, id: MomentId, text: &str, at: Timestamp) -> Result<()> {
        self.db
            .prepare_cached("UPDATE moment SET text = ?2, edited_at = ?3 WHERE id = ?1 AND deleted = 0")?
            .execute(params![id, text, at])?;
        Ok(())
    }

    /// Takes a moment out of the feed, and lets go of cached files that nothing else shows.
    pub(super) fn remove_moment(&self, id: MomentId) -> Result<()> {
        let found: Option<(PersonId, String)> = self
            .db
            .prepare_cached("SELECT author, attachments FROM moment WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((author, attachments)) = found else {
            return Ok(());
        };
        self.db
            .prepare_cached(
                "UPDATE moment SET deleted = 1, text = '', attachments = '[]', place = NULL, placed = 0 WHERE id = ?1",
            )?
            .execute([id])?;
        // What one gave oneself goes on counting towards the day's number, and dislikes of one's own go on costing what
        // they cost, as they do for the server.
        let me = self.enrolment()?.map(|(_, person)| person);
        self.db
            .prepare_cached(
                "DELETE FROM reaction WHERE moment = ?1 AND giver IS NOT ?2 AND (kind != 'dislike' OR ?3 IS NOT ?2)",
            )?
            .execute(params![id, me, author])?;
        for file in from_json::<Vec<Attachment>>("moment.attachments", &attachments)? {
            self.db
                .prepare_cached(
                    "DELETE FROM media WHERE sha256 = ?1
                        AND sha256 NOT IN (SELECT sha256 FROM draft_attachment)
                        AND sha256 NOT IN (SELECT sha256 FROM outbox_media)
                        AND NOT EXISTS (SELECT 1 FROM moment WHERE author = ?2 AND instr(attachments, ?3) > 0)",
                )?
                .execute(params![file.sha256(), author, file.sha256().to_string()])?;
        }
        Ok(())
    }
}
