//! The line that the device is on, and what it means for videos.

use super::{Change, Engine, Fault, LineKind};
use crate::ports::{Clock, KeyVault};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// Looks what kind of line it is and what was chosen, holds videos back by that, and tells if it is news.
    pub(super) fn look_at_line(&self) -> Result<(), Fault> {
        let (line, wifi_only) = (self.connection.kind(), self.store.wifi_only()?);
        // Where the host does not tell, nothing would ever say that the wait is over.
        let hold = wifi_only && line == LineKind::Metered;
        let state = {
            let mut state = self.sync_state.borrow_mut();
            let news = (state.line, state.wifi_only) != (line, wifi_only);
            (state.line, state.wifi_only) = (line, wifi_only);
            news.then(|| state.clone())
        };
        if let Some(state) = state {
            self.tell(Change::Sync(state));
        }
        if self.store.hold_videos(hold) {
            for subject in self.store.with_videos()? {
                self.tell_delivery(subject)?;
            }
        }
        Ok(())
    }

    /// The same when the host says that it may be another line; what waited for it goes.
    pub(super) fn look_at_line_again(&self) {
        if let Err(fault) = self.look_at_line() {
            // The exchange looks again at each step, and tells what is wrong with the store.
            tracing::warn!(%fault, "line not looked at");
        }
        self.wake();
    }

    /// Keeps what was chosen, and then holds by it.
    pub(super) fn choose_wifi_only(&self, chosen: bool) -> Result<(), Fault> {
        self.store.keep_wifi_only(chosen)?;
        self.look_at_line()?;
        self.wake();
        Ok(())
    }
}
