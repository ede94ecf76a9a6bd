//! Announcing a file (tus creation).

use jishi_core::model::{Sha256, UploadId};
use jishi_core::protocol::{Problem, ProblemKind, UPLOAD_MAX, Upload};

use super::UploadState;
use crate::service::{Caller, Service, fail};
use crate::storage::NewUploadRecord;

const KEPT_FOR_MS: i64 = 7 * 24 * 3600 * 1000;
/// Longest `Upload-Metadata` that is kept.
const METADATA_MAX: usize = 4096;

/// Seconds after which there may be room again.
const WAIT_FOR_ROOM: u32 = 3_600;

/// A file announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Its size in bytes.
    pub length: u64,
    /// Its digest, where the client has it.
    pub sha256: Option<Sha256>,
    /// The client's `Upload-Metadata`, as it came.
    pub metadata: String,
}

impl Service {
    /// Says where to send a file. One that is here already, and that the caller may see, comes back complete. Where a person
    /// sends more files at a time than they may, the oldest are forgotten: a phone that lost its memory must not stand in
    /// its own way for a week.
    ///
    /// # Errors
    /// [`TooLarge`](ProblemKind::TooLarge) or [`Malformed`](ProblemKind::Malformed);
    /// [`TooManyRequests`](ProblemKind::TooManyRequests) after more bytes than one person sends in a week.
    pub async fn announce_upload(&self, caller: &Caller, file: Announced) -> Result<UploadState, Problem> {
        if file.length > UPLOAD_MAX {
            return Err(Problem::from(ProblemKind::TooLarge).detail(format!("at most {UPLOAD_MAX} bytes")));
        }
        if file.length == 0 || file.metadata.len() > METADATA_MAX {
            return Err(Problem::from(ProblemKind::Malformed).detail("an empty file, or too much metadata"));
        }
        let known = match file.sha256 {
            Some(sha256) => self.visible_media(caller, sha256).await?,
            None => None,
        };
        let now = self.now();
        let complete = known.is_some_and(|known| known.bytes == file.length);
        if !complete {
            self.make_room(caller, file.length).await?;
        }
        let record = NewUploadRecord {
            id: UploadId::new(now),
            person: caller.person.id,
            length: file.length,
            sha256: file.sha256,
            metadata: file.metadata,
            expires_at: now.plus(KEPT_FOR_MS),
            complete,
        };
        self.inner
            .storage
            .create_upload(record.clone())
            .await
            .map_err(fail)?;
        let offset = if complete { record.length } else { 0 };
        Ok(UploadState {
            upload: Upload {
                id: record.id,
                offset,
                length: record.length,
            },
            expires_at: record.expires_at,
            metadata: record.metadata,
        })
    }

    /// Sees to it that the caller may send one more file of so many bytes.
    async fn make_room(&self, caller: &Caller, length: u64) -> Result<(), Problem> {
        let limits = self.limits();
        let uploads = self
            .inner
            .storage
            .uploads_of(caller.person.id)
            .await
            .map_err(fail)?;
        if uploads.bytes.saturating_add(length) > limits.week_bytes {
            let detail = "more bytes than one person sends in a week";
            return Err(Problem::from(ProblemKind::TooManyRequests)
                .detail(detail)
                .retry_after(WAIT_FOR_ROOM));
        }
        let mut count = uploads.open.len();
        let mut bytes: u64 = uploads.open.iter().map(|(_, length)| length).sum();
        for (id, of_it) in uploads.open {
            if count < limits.open_uploads && bytes.saturating_add(length) <= limits.open_bytes {
                break;
            }
            self.forget_upload(id).await?;
            (count, bytes) = (count - 1, bytes - of_it);
        }
        Ok(())
    }
}
