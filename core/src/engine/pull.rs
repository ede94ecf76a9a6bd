//! What has changed at the server.

use super::{Change, Engine, Fault, Trouble};
use crate::{
    outbox::{Next, of_fault},
    ports::{Clock, KeyVault},
    protocol::{Protocol as _, PullQuery},
    rules::retention::places_kept_from,
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// Lets go of places whose time is over, once a day. The server has just said what time it is: a clock that somebody
    /// has set ahead takes nothing away.
    fn forget_places(&self) -> Result<bool, Fault> {
        let today = self.day()?;
        if self.places_forgotten_on.replace(Some(today)) == Some(today) {
            return Ok(false);
        }
        let settings = self.store.settings()?;
        let kept_from = places_kept_from(&settings.policies, &settings.calendar, self.now()?);
        Ok(match kept_from {
            Some(from) => {
                let gone = self.store.forget_places(from)? > 0;
                // What somebody else left here and cannot be opened today stops nobody; it is tried again tomorrow.
                if let Err(fault) = self.store.forget_places_of_others(from) {
                    tracing::warn!(%fault, "places could not be taken out of another database");
                }
                gone
            }
            None => false,
        })
    }

    /// Fetches and applies one page of changes, and tells pages what to ask again.
    pub(super) async fn pull(&self) -> Result<Option<Next>, Fault> {
        let token = self.live_token().unwrap_or_default();
        let query = PullQuery {
            after: self.store.cursor()?,
        };
        let asked = self.clock.monotonic_ms();
        match self.server.pull(&token, query).await {
            Ok(page) => {
                let applied = self.store.apply(&page)?;
                self.keep_anchor(asked, page.server_time)?;
                self.pull_due.set(page.more);
                if !page.more && self.forget_places()? {
                    self.tell(Change::Feed);
                }
                if applied.people || applied.settings {
                    self.tell(Change::Session);
                }
                if applied.records || applied.settings {
                    self.ahead_due.set(true);
                    self.tell(Change::Records);
                }
                if applied.feed || applied.people {
                    self.tell(Change::Feed);
                }
                Ok(None)
            }
            Err(fault) => match of_fault(&fault) {
                // A pull that is refused is no person's doing: nothing to decide, only to wait for.
                Next::Refused(problem) => Ok(Some(Next::Later(Trouble::ServerFailed {
                    status: problem.status,
                }))),
                next => Ok(Some(next)),
            },
        }
    }
}
