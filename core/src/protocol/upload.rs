//! Uploads: tus 1.0 (<https://tus.io/protocols/resumable-upload>), so that any tus client works.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::model::{Sha256, UploadId};

/// The one version of tus spoken.
pub const TUS_VERSION: &str = "1.0.0";

/// Largest file, in bytes.
pub const UPLOAD_MAX: u64 = 64 * 1024 * 1024;

/// A file announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUpload {
    /// Its size in bytes.
    pub length: u64,
    /// Its digest, where the client has it (metadata key `sha256`): the server then takes a file it knows as complete,
    /// and refuses other bytes.
    pub sha256: Option<Sha256>,
}

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// Bytes that have arrived for good.
    pub offset: u64,
    /// Bytes in all.
    pub length: u64,
}

/// Sizes in which a photo is served. A voice note has only `full`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MediaSize {
    /// At most 320 px.
    Thumb,
    /// At most 1080 px.
    Feed,
    /// As uploaded.
    #[default]
    Full,
}

impl MediaSize {
    /// The name in the query string.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thumb => "thumb",
            Self::Feed => "feed",
            Self::Full => "full",
        }
    }

    /// The longest side in pixels, where this size is a derived one.
    #[must_use]
    pub const fn edge(self) -> Option<u32> {
        match self {
            Self::Thumb => Some(320),
            Self::Feed => Some(1080),
            Self::Full => None,
        }
    }
}
