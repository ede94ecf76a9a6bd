//! Drafts: what is being written. Every change is a transaction of its own.

use rusqlite::{OptionalExtension, params};

use super::{
    Result, Store, StoreFault,
    columns::{from_json, json},
    media::NewMedia,
};
use crate::{
    engine::{Draft, Form},
    model::{Attachment, MomentId, Place, Sha256, TaskId, Timestamp, arrange},
};

/// A draft with the number of its last change, so that what is posted is what was read.
pub struct DraftRow {
    /// The draft.
    pub draft: Draft,
    /// Grows with every change.
    pub revision: i64,
    /// What it is a form of; `None` for a moment and a result.
    pub form: Option<Form>,
}

/// What a draft becomes when it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// A moment.
    Moment,
    /// The result of this task.
    Result(TaskId),
    /// What this form is for.
    Form(Form),
}

/// What `changed` becomes: one more than any has, so that the draft changed last is the first that is
/// opened, whatever the phone's clock says and said.
const LAST: &str = "(SELECT coalesce(max(changed), 0) + 1 FROM draft)";

impl Store {
    /// The draft of a moment changed last, or `None`.
    ///
    /// # Errors
    /// If the store fails.
    pub fn latest_draft(&self) -> Result<Option<DraftRow>> {
        let id: Option<MomentId> = self
            .db
            .prepare_cached(
                "SELECT id FROM draft WHERE task IS NULL AND form IS NULL ORDER BY changed DESC, id DESC LIMIT 1",
            )?
            .query_row([], |row| row.get(0))
            .optional()?;
        id.map(|id| self.draft(id)).transpose()
    }

    /// The draft of a task's result changed last; begun as `new` if there is none.
    ///
    /// # Errors
    /// If the store fails.
    pub fn result_draft(&self, task: TaskId, new: MomentId) -> Result<DraftRow> {
        let id: Option<MomentId> = self
            .db
            .prepare_cached("SELECT id FROM draft WHERE task = ?1 ORDER BY changed DESC, id DESC LIMIT 1")?
            .query_row([task], |row| row.get(0))
            .optional()?;
        let Some(id) = id else {
            self.db
                .prepare_cached(&format!(
                    "INSERT INTO draft (id, text, revision, changed, task) VALUES (?1, '', 1, {LAST}, ?2)"
                ))?
                .execute(params![new, task])?;
            return self.draft(new);
        };
        self.draft(id)
    }

    /// The draft of a form changed last; begun as `new` if there is none.
    ///
    /// # Errors
    /// If the store fails.
    pub fn form_draft(&self, form: Form, new: MomentId) -> Result<DraftRow> {
        let form = json(&form)?;
        let id: Option<MomentId> = self
            .db
            .prepare_cached("SELECT id FROM draft WHERE form = ?1 ORDER BY changed DESC, id DESC LIMIT 1")?
            .query_row([&form], |row| row.get(0))
            .optional()?;
        if id.is_none() {
            self.db
                .prepare_cached(&format!(
                    "INSERT INTO draft (id, text, revision, changed, form) VALUES (?1, '', 1, {LAST}, ?2)"
                ))?
                .execute(params![new, form])?;
        }
        self.draft(id.unwrap_or(new))
    }

    /// Keeps the fields of a form.
    ///
    /// # Errors
    /// `NotFound` if there is no such draft, or the store fails.
    pub fn save_form(&self, id: MomentId, text: &str, fields: &str) -> Result<()> {
        let kept = self
            .db
            .prepare_cached(&format!(
                "UPDATE draft SET text = ?2, fields = ?3, revision = revision + 1, changed = {LAST} WHERE id = ?1"
            ))?
            .execute(params![id, text, fields])?;
        if kept == 1 {
            Ok(())
        } else {
            Err(StoreFault::NotFound)
        }
    }

    /// One draft.
    ///
    /// # Errors
    /// If there is no such draft, or the store fails.
    pub fn draft(&self, id: MomentId) -> Result<DraftRow> {
        let (text, place, revision, fields, form): (
            String,
            Option<String>,
            i64,
            Option<String>,
            Option<String>,
        ) = self
            .db
            .prepare_cached("SELECT text, place, revision, fields, form FROM draft WHERE id = ?1")?
            .query_row([id], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })?;
        let form = form.map(|form| from_json("draft.form", &form)).transpose()?;
        let place = place.map(|place| from_json("draft.place", &place)).transpose()?;
        let attachments = self
            .db
            .prepare_cached("SELECT body FROM draft_attachment WHERE draft = ?1 ORDER BY position")?
            .query_map([id], |row| row.get::<_, String>(0))?
            .map(|body| from_json("draft_attachment.body", &body?))
            .collect::<Result<_>>()?;
        Ok(DraftRow {
            draft: Draft {
                id,
                text,
                place,
                attachments,
                fields,
            },
            revision,
            form,
        })
    }

    /// Keeps text and place; begins the draft if it is new.
    ///
    /// # Errors
    /// If the store fails.
    pub fn save_draft(&self, id: MomentId, text: &str, place: Option<&Place>) -> Result<()> {
        self.db
            .prepare_cached(&format!(
                "INSERT INTO draft (id, text, place, revision, changed) VALUES (?1, ?2, ?3, 1, {LAST})
                 ON CONFLICT DO UPDATE SET text = ?2, place = ?3, revision = revision + 1, changed = {LAST}"
            ))?
            .execute(params![id, text, place.map(json).transpose()?])?;
        Ok(())
    }

    /// Attaches a file: its bytes and its place on the draft in one transaction.
    ///
    /// # Errors
    /// If there is no such draft, or the store fails; then nothing is stored.
    pub fn attach(
        &self,
        draft: MomentId,
        attachment: &Attachment,
        files: &[NewMedia<'_>],
        now: Timestamp,
    ) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.touch_draft(draft)?;
        for file in files {
            self.put_media(file, now)?;
        }
        self.db
            .prepare_cached(
                "INSERT INTO draft_attachment (draft, position, sha256, body)
                 SELECT ?1, coalesce(max(position), 0) + 1, ?2, ?3 FROM draft_attachment WHERE draft = ?1",
            )?
            .execute(params![draft, attachment.sha256(), json(attachment)?])?;
        transaction.commit()?;
        Ok(())
    }

    /// Takes a file off a draft; its bytes go when nothing else holds them.
    ///
    /// # Errors
    /// If the store fails.
    pub fn detach(&self, draft: MomentId, sha256: Sha256) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.touch_draft(draft)?;
        self.db
            .prepare_cached("DELETE FROM draft_attachment WHERE draft = ?1 AND sha256 = ?2")?
            .execute(params![draft, sha256])?;
        transaction.commit()?;
        Ok(())
    }

    /// Puts the attachments named in `order` into that order, in the places that they have among the others.
    ///
    /// # Errors
    /// If the store fails.
    pub fn arrange(&self, draft: MomentId, order: &[Sha256]) -> Result<()> {
        let transaction = self.db.unchecked_transaction()?;
        self.touch_draft(draft)?;
        let mut files: Vec<(i64, Sha256, String)> = self
            .db
            .prepare_cached(
                "SELECT position, sha256, body FROM draft_attachment WHERE draft = ?1 ORDER BY position",
            )?
            .query_map([draft], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let places: Vec<i64> = files.iter().map(|(position, ..)| *position).collect();
        arrange(&mut files, order, |(_, sha256, _)| *sha256);
        let mut put = self.db.prepare_cached(
            "UPDATE draft_attachment SET sha256 = ?3, body = ?4 WHERE draft = ?1 AND position = ?2",
        )?;
        for (position, (_, sha256, body)) in places.into_iter().zip(files) {
            put.execute(params![draft, position, sha256, body])?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Throws a draft away.
    ///
    /// # Errors
    /// If the store fails.
    pub fn discard_draft(&self, id: MomentId) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM draft WHERE id = ?1")?
            .execute([id])?;
        Ok(())
    }

    /// Puts a draft with these parts in, as when something refused is written anew. It is the first of its kind that is
    /// opened.
    pub(super) fn put_draft(&self, draft: &Draft, becomes: Becomes) -> Result<()> {
        let (task, form) = match becomes {
            Becomes::Moment => (None, None),
            Becomes::Result(task) => (Some(task), None),
            Becomes::Form(form) => (None, Some(json(&form)?)),
        };
        let place = draft.place.as_ref().map(json).transpose()?;
        self.db
            .prepare_cached(&format!(
                "INSERT INTO draft (id, text, place, revision, changed, task, form, fields)
                 VALUES (?1, ?2, ?3, 1, {LAST}, ?4, ?5, ?6)"
            ))?
            .execute(params![draft.id, draft.text, place, task, form, draft.fields])?;
        for (position, attachment) in (1i64..).zip(&draft.attachments) {
            self.db
                .prepare_cached(
                    "INSERT INTO draft_attachment (draft, position, sha256, body) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![
                    draft.id,
                    position,
                    attachment.sha256(),
                    json(attachment)?
                ])?;
        }
        Ok(())
    }

    /// Makes a draft the first of its kind that is opened.
    pub(super) fn raise_draft(&self, id: MomentId) -> Result<()> {
        self.db
            .prepare_cached(&format!("UPDATE draft SET changed = {LAST} WHERE id = ?1"))?
            .execute([id])?;
        Ok(())
    }

    fn touch_draft(&self, id: MomentId) -> Result<()> {
        let touched = self
            .db
            .prepare_cached(&format!(
                "UPDATE draft SET revision = revision + 1, changed = {LAST} WHERE id = ?1"
            ))?
            .execute([id])?;
        if touched == 1 {
            Ok(())
        } else {
            Err(StoreFault::NotFound)
        }
    }
}
