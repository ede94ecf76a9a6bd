//! Announcing a file (tus creation).

use jishi_core::model::{Sha256, UploadId};
use jishi_core::protocol::{Problem, ProblemKind, UPLOAD_MAX, Upload};

use super::UploadState;
use crate::service::{Caller, Service, fail};
use crate::storage::NewUploadRecord;

const KEPT_FOR_MS: i64 = 7 * 24 * 3600 * 1000;
/// Longest `Upload-Metadata` that is kept.
const METADATA_MAX: usize = 4096;

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
    /// Says where to send a file. One that is here already, and that the caller may see, comes back complete.
    ///
    /// # Errors
    /// [`TooLarge`](ProblemKind::TooLarge) or [`Malformed`](ProblemKind::Malformed).
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
}
