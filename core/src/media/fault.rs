//! Why a file cannot be attached.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// Most bytes of a photo that a person picks.
pub const PHOTO_MAX_BYTES: u64 = 64_000_000;

/// Why these bytes cannot become a photo. Nothing of them has been stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PhotoFault {
    /// The content is no image format that is known here.
    #[error("not a photo")]
    NotAPhoto,
    /// HEIC or AVIF, which this host cannot decode.
    #[error("HEIC cannot be decoded here")]
    Heic,
    /// The file ends too early.
    #[error("the photo is cut off")]
    Truncated,
    /// The file is damaged inside.
    #[error("the photo is damaged")]
    Damaged,
    /// It would decode to more pixels than are taken.
    #[error("{megapixels} megapixels are too many")]
    TooManyPixels {
        /// How many millions.
        megapixels: u32,
    },
    /// The file has more bytes than are taken.
    #[error("{megabytes} MB are too many")]
    TooManyBytes {
        /// How many millions.
        megabytes: u32,
    },
}
