//! Media as stored; the bytes lie in the media store.

use jishi_core::model::{PersonId, RecordId, Sha256};

/// A file that has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Digest of its bytes.
    pub sha256: Sha256,
    /// Content type, by its content.
    pub mime: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Width and height in pixels, of a photo or a video.
    pub pixels: Option<(u32, u32)>,
}

/// A file that has arrived, and who has to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaRecord {
    /// The file.
    pub file: MediaFile,
    /// Who sent it.
    pub owners: Vec<PersonId>,
    /// Whose moments show it that were not deleted.
    pub authors: Vec<PersonId>,
    /// The lessons and tasks that show it.
    pub records: Vec<RecordId>,
}
