//! Uploads: files on their way, in pieces, by tus 1.0.

mod announce;
mod checksum;
mod complete;
mod receive;

use jishi_core::model::{Timestamp, UploadId};
use jishi_core::protocol::{Problem, ProblemKind, Upload};

use super::{Caller, Service, fail};
use crate::storage::UploadRecord;
pub use announce::Announced;
pub use checksum::Checksum;
pub use receive::Incoming;

/// How far an upload is, with what tus tells beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadState {
    /// How far it is.
    pub upload: Upload,
    /// When it will be forgotten.
    pub expires_at: Timestamp,
    /// The client's `Upload-Metadata`, as it came.
    pub metadata: String,
}

impl From<UploadRecord> for UploadState {
    fn from(record: UploadRecord) -> Self {
        let UploadRecord {
            id,
            offset,
            length,
            expires_at,
            metadata,
            ..
        } = record;
        Self {
            upload: Upload { id, offset, length },
            expires_at,
            metadata,
        }
    }
}

impl Service {
    /// How far an upload is.
    ///
    /// # Errors
    /// [`NotFound`](ProblemKind::NotFound) if it is not the caller's or has ended.
    pub async fn upload_state(&self, caller: &Caller, id: UploadId) -> Result<UploadState, Problem> {
        let record = self.own_upload(caller, id).await?;
        if record.offset == record.length && !record.complete {
            // All has arrived, but the process that took the last piece did not come to the end.
            return self.complete(record).await;
        }
        Ok(record.into())
    }

    /// Ends an upload (tus termination).
    ///
    /// # Errors
    /// [`NotFound`](ProblemKind::NotFound) if it is not the caller's or has ended.
    pub async fn terminate_upload(&self, caller: &Caller, id: UploadId) -> Result<(), Problem> {
        self.own_upload(caller, id).await?;
        self.forget_upload(id).await
    }

    async fn own_upload(&self, caller: &Caller, id: UploadId) -> Result<UploadRecord, Problem> {
        let record = self.inner.storage.upload(id).await.map_err(fail)?;
        let own = record.filter(|record| record.person == caller.person.id && self.now() < record.expires_at);
        own.ok_or_else(|| ProblemKind::NotFound.into())
    }

    pub(super) async fn forget_upload(&self, id: UploadId) -> Result<(), Problem> {
        let pieces = self.inner.storage.pieces(id).await.map_err(fail)?;
        self.inner.storage.drop_upload(id).await.map_err(fail)?;
        for piece in pieces {
            self.inner.media.delete(&piece.name).await.map_err(fail)?;
        }
        Ok(())
    }
}
