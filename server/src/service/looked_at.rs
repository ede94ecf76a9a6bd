//! Who looked at whose records: noted before what they asked for is shown, and told to those whose records they are.

use chrono::Days;
use jishi_core::model::PersonId;
use jishi_core::protocol::{LOOKS_DAYS, LookKind, LookedAt, Problem};

use super::{Caller, Service, fail};
use crate::storage::NewLook;

impl Service {
    pub(super) async fn do_looked_at(&self, caller: &Caller) -> Result<LookedAt, Problem> {
        let today = self.settings().await?.calendar.day(self.now());
        let from = today - Days::new(u64::from(LOOKS_DAYS));
        let looks = self.inner.storage.looks_at(caller.person.id, from);
        Ok(LookedAt {
            looks: looks.await.map_err(fail)?,
        })
    }

    /// Notes that the caller looks at something of these people. Of oneself nothing is noted.
    pub(super) async fn note_look(
        &self,
        caller: &Caller,
        what: LookKind,
        subjects: Vec<PersonId>,
    ) -> Result<(), Problem> {
        let viewer = caller.person.id;
        if subjects.iter().all(|subject| *subject == viewer) {
            return Ok(());
        }
        let at = self.now();
        let look = NewLook {
            viewer,
            what,
            subjects,
            day: self.settings().await?.calendar.day(at),
            at,
        };
        self.inner.storage.note_look(look).await.map_err(fail)
    }
}
