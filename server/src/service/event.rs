//! What wakes the devices that listen.

use tokio::sync::watch;

use super::Service;

/// Turns over whenever there may be something to pull.
pub(crate) type Wakes = watch::Receiver<u64>;

impl Service {
    pub(crate) fn wakes(&self) -> Wakes {
        self.inner.storage.changed()
    }
}
