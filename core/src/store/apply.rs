//! Takes in what the server told.

use rusqlite::params;

use super::{Result, Store, columns::json};
use crate::{
    model::{Moment, Receipt},
    protocol::{Change, PullPage},
};

/// What a page of changes touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Moments or reactions.
    pub feed: bool,
    /// People or units.
    pub people: bool,
}

impl Store {
    /// Applies a page and moves the cursor, in one transaction. Applying a page twice does no harm.
    ///
    /// # Errors
    /// If the store fails; then neither changes nor cursor have moved.
    pub fn apply(&self, page: &PullPage) -> Result<Applied> {
        let me = self.enrolment()?.map(|(_, person)| person);
        let mut applied = Applied::default();
        let transaction = self.db.unchecked_transaction()?;
        for change in &page.changes {
            match change {
                Change::Unit { unit } => {
                    self.put_unit(unit)?;
                    applied.people = true;
                }
                Change::Person { person } => {
                    self.put_person(person)?;
                    applied.people = true;
                }
                Change::Moment { moment, receipt } => {
                    self.put_moment(moment, Some(receipt))?;
                    applied.feed = true;
                }
                Change::Reaction { reaction } => {
                    if Some(reaction.giver) != me || !self.is_unconfirmed(reaction.moment)? {
                        self.set_reaction(reaction.moment, reaction.giver, Some(reaction))?;
                    }
                    applied.feed = true;
                }
                Change::ReactionGone { moment, giver } => {
                    if Some(*giver) != me || !self.is_unconfirmed(*moment)? {
                        self.set_reaction(*moment, *giver, None)?;
                    }
                    applied.feed = true;
                }
            }
        }
        self.keep_cursor(&page.next)?;
        transaction.commit()?;
        if applied.people {
            self.forget_directory();
        }
        Ok(applied)
    }

    pub(super) fn put_moment(&self, moment: &Moment, receipt: Option<&Receipt>) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO moment (id, author, text, attachments, place, done_at,
                                     receipt_operation, receipt_sequence, received_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT DO UPDATE SET text = ?3, attachments = ?4, place = ?5, done_at = ?6,
                     receipt_operation = coalesce(?7, receipt_operation),
                     receipt_sequence = coalesce(?8, receipt_sequence),
                     received_at = coalesce(?9, received_at)",
            )?
            .execute(params![
                moment.id,
                moment.author,
                moment.text,
                json(&moment.attachments)?,
                moment.place.as_ref().map(json).transpose()?,
                moment.done_at,
                receipt.map(|receipt| receipt.operation),
                receipt.map(|receipt| receipt.sequence),
                receipt.map(|receipt| receipt.received_at),
            ])?;
        Ok(())
    }
}
