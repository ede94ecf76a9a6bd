//! What is done now and then without anybody asking.

use jishi_core::protocol::Problem;

use super::{Service, fail};

impl Service {
    /// Forgets uploads that have ended, with their pieces. Returns how many.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn sweep_uploads(&self) -> Result<usize, Problem> {
        let ended = self
            .inner
            .storage
            .expired_uploads(self.now())
            .await
            .map_err(fail)?;
        for &id in &ended {
            self.forget_upload(id).await?;
        }
        Ok(ended.len())
    }
}
