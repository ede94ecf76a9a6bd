//! What has changed at the server.

use super::{Change, Engine, Fault, Trouble};
use crate::{
    outbox::{Next, of_fault},
    ports::{Clock, KeyVault},
    protocol::{Protocol as _, PullQuery},
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
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
