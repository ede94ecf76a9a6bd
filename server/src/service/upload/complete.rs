//! The last byte has arrived: the file is put together, looked at, and taken or refused as a whole.

use bytes::{Bytes, BytesMut};
use jishi_core::model::Sha256;
use jishi_core::protocol::{Problem, ProblemKind};

use super::UploadState;
use crate::service::{Service, WHOLE_MB, fail};
use crate::storage::UploadRecord;

impl Service {
    pub(super) async fn complete(&self, record: UploadRecord) -> Result<UploadState, Problem> {
        let id = record.id;
        // The whole file is in memory until it is taken: only so much of that at a time.
        let megabytes = u32::try_from(record.length.div_ceil(1 << 20)).unwrap_or(WHOLE_MB);
        let turn = self.inner.whole.acquire_many(megabytes.min(WHOLE_MB)).await;
        let _turn = turn.map_err(fail)?;
        let pieces = self.inner.storage.pieces(id).await.map_err(fail)?;
        let mut whole = BytesMut::with_capacity(usize::try_from(record.length).map_err(fail)?);
        for piece in &pieces {
            let Some(bytes) = self.inner.media.get(&piece.name).await.map_err(fail)? else {
                return self.completed_by_another(&record).await;
            };
            whole.extend_from_slice(&bytes);
        }
        if whole.len() as u64 != record.length {
            return self.completed_by_another(&record).await;
        }
        let whole = whole.freeze();
        match self.take_whole(&record, whole).await {
            Ok(state) => {
                for piece in pieces {
                    self.inner.media.delete(&piece.name).await.map_err(fail)?;
                }
                Ok(state)
            }
            // Sending the same bytes again would not help; a failure of ours may pass.
            Err(problem) if problem.kind != ProblemKind::Internal => {
                self.forget_upload(id).await?;
                Err(problem)
            }
            Err(problem) => Err(problem),
        }
    }

    async fn take_whole(&self, record: &UploadRecord, whole: Bytes) -> Result<UploadState, Problem> {
        let hashed = whole.clone();
        let sha256 = tokio::task::spawn_blocking(move || Sha256::of(&hashed))
            .await
            .map_err(fail)?;
        if record.sha256.is_some_and(|announced| announced != sha256) {
            let detail = "the file is not the one that was announced";
            return Err(Problem::from(ProblemKind::ChecksumMismatch).detail(detail));
        }
        let file = self.take_file(sha256, whole).await?;
        self.inner
            .storage
            .finish_upload(record.id, file)
            .await
            .map_err(fail)?;
        Ok(record.clone().into())
    }

    /// Two requests came to the end at once, and the other has put the pieces away already.
    async fn completed_by_another(&self, record: &UploadRecord) -> Result<UploadState, Problem> {
        match self.inner.storage.upload(record.id).await.map_err(fail)? {
            Some(now) if now.complete => Ok(now.into()),
            Some(_) => Err(fail("an upload has lost a piece")),
            None => Err(ProblemKind::NotFound.into()),
        }
    }
}
