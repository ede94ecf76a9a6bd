//! Which news a person has read. It stays on this device.

use super::{Result, Store};
use crate::model::{NewsId, PersonId, Timestamp};

const READ: &str = "news_read";

impl Store {
    /// What `me` has read.
    ///
    /// # Errors
    /// If the store fails.
    pub fn read_news(&self, me: PersonId) -> Result<Vec<NewsId>> {
        Ok(self.kept_of(READ, me)?.unwrap_or_default())
    }

    /// `me` has read this; what happened before `since` is no longer told and need not be remembered. Returns whether something of it
    /// was not read before.
    ///
    /// # Errors
    /// If the store fails.
    pub fn mark_read(&self, me: PersonId, told: &[NewsId], since: Timestamp) -> Result<bool> {
        let mut read = self.read_news(me)?;
        let before = read.len();
        for id in told {
            if !read.contains(id) {
                read.push(*id);
            }
        }
        if read.len() == before {
            return Ok(false);
        }
        read.retain(|id| id.at >= since);
        self.keep(READ, &(me, read))?;
        Ok(true)
    }
}
