//! Uploads as stored.

use jishi_core::model::{PersonId, Sha256, Timestamp, UploadId};

/// An upload that begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUploadRecord {
    /// Its id.
    pub id: UploadId,
    /// Whose it is.
    pub person: PersonId,
    /// Bytes in all.
    pub length: u64,
    /// What the client says that the digest will be.
    pub sha256: Option<Sha256>,
    /// The client's `Upload-Metadata`, as it came.
    pub metadata: String,
    /// When it will be forgotten.
    pub expires_at: Timestamp,
    /// Whether the file is known, so that nothing has to be sent.
    pub complete: bool,
}

/// An upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadRecord {
    /// Its id.
    pub id: UploadId,
    /// Whose it is.
    pub person: PersonId,
    /// Bytes in all.
    pub length: u64,
    /// Bytes that have arrived for good.
    pub offset: u64,
    /// What the client says that the digest will be; the digest itself once it is complete.
    pub sha256: Option<Sha256>,
    /// The client's `Upload-Metadata`, as it came.
    pub metadata: String,
    /// When it will be forgotten.
    pub expires_at: Timestamp,
    /// Whether the file has been taken.
    pub complete: bool,
}

/// A piece of an upload, stored under a name of its own until the file is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where in the file it starts.
    pub start: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its name in the media store.
    pub name: String,
}

/// What one person is sending, and how much they have announced of late.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonUploads {
    /// Uploads that are not complete, the oldest first, with their lengths.
    pub open: Vec<(UploadId, u64)>,
    /// Bytes of all that are not forgotten, complete ones too.
    pub bytes: u64,
}

impl PersonUploads {
    /// From each upload's id, length and whether it is complete, the oldest first.
    pub(super) fn of(uploads: impl IntoIterator<Item = (UploadId, u64, bool)>) -> Self {
        let mut all = Self::default();
        for (id, length, complete) in uploads {
            all.bytes = all.bytes.saturating_add(length);
            if !complete {
                all.open.push((id, length));
            }
        }
        all
    }
}
