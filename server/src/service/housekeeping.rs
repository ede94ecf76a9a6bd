//! What is done now and then without anybody asking.

use std::collections::HashMap;

use futures_util::TryStreamExt as _;
use jishi_core::model::UploadId;
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

    /// Removes pieces that nobody will put together any more: of uploads that are complete or forgotten. Such are left where
    /// a process ended between storing a piece and counting it. Returns how many.
    ///
    /// # Errors
    /// If the storage or the media store fails.
    pub async fn sweep_pieces(&self) -> Result<usize, Problem> {
        let mut lies: HashMap<UploadId, Vec<String>> = HashMap::new();
        let mut pieces = self.inner.media.pieces();
        while let Some((upload, name)) = pieces.try_next().await.map_err(fail)? {
            lies.entry(upload).or_default().push(name);
        }
        let mut removed = 0;
        for (upload, names) in lies {
            let known = self.inner.storage.upload(upload).await.map_err(fail)?;
            // What lies beside the pieces of an upload in progress may be counted in the next moment; it waits for its end.
            if known.is_some_and(|known| !known.complete) {
                continue;
            }
            for name in names {
                self.inner.media.delete(&name).await.map_err(fail)?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}
