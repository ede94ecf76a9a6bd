//! What goes when its time is over: places, where what is left says that they went and that the server took nothing else; and
//! refusals, which nobody asks for again.

use jishi_core::model::{Sha256, Timestamp};
use jishi_core::protocol::Problem;
use jishi_core::rules::retention::places_kept_from;

use super::{Service, fail};
use crate::storage::{Retired, StoredOperation, without_place};

/// Operations whose places go in one transaction.
const BATCH: u32 = 200;
/// How long a refusal is kept: longer than a phone is without signal and still full of what its owner did, in milliseconds.
const REFUSALS_KEPT: i64 = 400 * 86_400_000;

impl Service {
    /// Forgets refusals whose time is over.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn forget_refusals(&self) -> Result<(), Problem> {
        let before = Timestamp(self.now().0 - REFUSALS_KEPT);
        self.inner.storage.forget_refusals(before).await.map_err(fail)
    }

    /// Takes out every place whose time is over, wherever it stands. Returns of how many operations.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn retire_places(&self) -> Result<usize, Problem> {
        let (settings, now) = (self.settings().await?, self.now());
        let Some(before) = places_kept_from(&settings.policies, &settings.calendar, now) else {
            return Ok(0);
        };
        let mut gone = 0;
        loop {
            let storage = &self.inner.storage;
            let due = storage.places_before(before, BATCH).await.map_err(fail)?;
            if due.is_empty() {
                return Ok(gone);
            }
            let retired = due.iter().map(|operation| self.retired(operation, now));
            let retired = retired.collect::<Result<Vec<_>, _>>()?;
            gone += retired.len();
            storage.forget_places(before, retired).await.map_err(fail)?;
        }
    }

    fn retired(&self, operation: &StoredOperation, at: Timestamp) -> Result<Retired, Problem> {
        let (subject, bytes) = without_place(&operation.bytes).map_err(fail)?;
        let sequence = operation.receipt.sequence;
        let left = Sha256::of(&bytes);
        let tombstone = self.inner.signer.tombstone(sequence, operation.digest, left, at);
        Ok(Retired {
            sequence,
            subject,
            bytes,
            tombstone,
        })
    }
}
