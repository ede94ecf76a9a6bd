//! Takes in what the server told.

use super::{Result, Store};
use crate::protocol::{Change, PullPage};

/// What a page of changes touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Moments or reactions.
    pub feed: bool,
    /// People or units.
    pub people: bool,
    /// Records.
    pub records: bool,
    /// Policy or calendar.
    pub settings: bool,
}

impl Store {
    /// Applies a page and moves the cursor, in one transaction. Applying a page twice does no harm. With the last page of
    /// a log that was begun anew, what it did not tell any more goes.
    ///
    /// # Errors
    /// If the store fails; then neither changes nor cursor have moved.
    pub fn apply(&self, page: &PullPage) -> Result<Applied> {
        let applied = self.apply_in(page);
        match &applied {
            Ok(applied) if !applied.people => {}
            // Also what was read on the way of a transaction that failed.
            _ => {
                self.forget_directory();
                self.forget_settings();
                self.generation.set(None);
            }
        }
        applied
    }

    fn apply_in(&self, page: &PullPage) -> Result<Applied> {
        let mut applied = Applied::default();
        let transaction = self.db.unchecked_transaction()?;
        if page.anew {
            self.begin_anew()?;
        }
        for change in &page.changes {
            self.apply_one(change)?;
            let touched = match change {
                Change::Unit { .. } | Change::Person { .. } => &mut applied.people,
                Change::Moment { .. }
                | Change::MomentEdited { .. }
                | Change::MomentGone { .. }
                | Change::Reaction { .. }
                | Change::ReactionGone { .. } => &mut applied.feed,
                Change::Record { .. } | Change::RecordGone { .. } => &mut applied.records,
                Change::Settings { .. } => &mut applied.settings,
                Change::Unknown => continue,
            };
            *touched = true;
        }
        if !page.more && self.end_anew()? {
            (applied.feed, applied.records) = (true, true);
        }
        self.keep_cursor(&page.next)?;
        transaction.commit()?;
        Ok(applied)
    }

    fn apply_one(&self, change: &Change) -> Result<()> {
        match change {
            Change::Unit { unit } => self.take_unit(unit),
            Change::Person { person } => self.put_person(person),
            Change::Moment {
                moment,
                receipt,
                placed,
            } => self.put_moment(moment, receipt, *placed),
            Change::MomentEdited { moment, text, at } => self.edit_moment(*moment, text, *at),
            Change::MomentGone { moment } => self.remove_moment(*moment),
            Change::Reaction { reaction } => self.put_reaction(reaction),
            Change::ReactionGone { moment, giver, .. } => self.remove_reaction(*moment, *giver),
            Change::Record { record } => self.put_record(record),
            Change::RecordGone { record } => self.remove_record(*record),
            Change::Settings { settings } => self.put_settings(settings),
            Change::Unknown => self.keep_unread(),
        }
    }
}
