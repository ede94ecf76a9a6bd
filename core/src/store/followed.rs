//! Whose moments a person picked out to find them easily. It stays on this device: nobody else learns of it.

use super::{Result, Store};
use crate::model::PersonId;

const FOLLOWED: &str = "followed";

impl Store {
    /// Those whom `me` follows here.
    ///
    /// # Errors
    /// If the store fails.
    pub fn followed(&self, me: PersonId) -> Result<Vec<PersonId>> {
        Ok(self.kept_of(FOLLOWED, me)?.unwrap_or_default())
    }

    /// Lets `me` follow somebody from now on, or no longer.
    ///
    /// # Errors
    /// If the store fails.
    pub fn follow(&self, me: PersonId, person: PersonId, on: bool) -> Result<()> {
        let mut followed = self.followed(me)?;
        followed.retain(|known| *known != person);
        if on {
            followed.push(person);
        }
        self.keep(FOLLOWED, &(me, followed))
    }
}
