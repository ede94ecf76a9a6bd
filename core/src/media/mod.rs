//! Photos and recordings: what may come in, and what is made of it.
//!
//! [`sniff`] tells by content what a photo or recording is; with the feature `media`, [`content_type`] what any file is,
//! [`prepare_video`] takes out of a video where it was taken, and [`check_picked`] tells whether a foreign file may become a photo
//! at all: by `limits`, `head`, `whole` and `entropy`. What is made of it, a host's own codec may make ([`PhotoCodec`]); with the feature
//! `codecs`, [`prepare_photo`] does, in steps of one file each: `decode` (with `flatten`) → `resize` → `encode`. No bytes make it
//! panic, and none make it allocate more than `limits` allows.
//!
//! [`PhotoCodec`]: crate::ports::PhotoCodec

#[cfg(feature = "media")]
mod bare;
#[cfg(feature = "media")]
mod boxes;
#[cfg(feature = "media")]
mod check;
#[cfg(feature = "media")]
mod content;
#[cfg(feature = "codecs")]
mod decode;
#[cfg(feature = "codecs")]
mod encode;
#[cfg(feature = "media")]
mod entropy;
mod fault;
#[cfg(feature = "codecs")]
mod flatten;
#[cfg(feature = "media")]
mod head;
#[cfg(feature = "media")]
mod jpeg;
#[cfg(feature = "media")]
mod limits;
#[cfg(feature = "media")]
mod orientation;
#[cfg(feature = "media")]
mod photo;
#[cfg(feature = "codecs")]
mod prepare;
#[cfg(feature = "codecs")]
mod resize;
mod sniff;
#[cfg(feature = "media")]
mod video;
#[cfg(feature = "media")]
mod whole;

#[cfg(feature = "media")]
pub use bare::bare_jpeg;
#[cfg(feature = "media")]
pub use check::{check_picked, jpeg_size};
#[cfg(feature = "media")]
pub use content::content_type;
pub use fault::{PHOTO_MAX_BYTES, PhotoFault};
#[cfg(feature = "media")]
pub use orientation::{orientation, unturned};
#[cfg(feature = "media")]
pub use photo::{FULL_EDGE, FULL_QUALITY, Jpeg, PreparedPhoto, SMALL_QUALITY, THUMB_EDGE, fitted};
#[cfg(feature = "codecs")]
pub use prepare::{prepare_photo, resize_jpeg};
pub use sniff::{MediaKind, sniff};
#[cfg(feature = "media")]
pub use video::{Video, VideoFacts, prepare_video, video_facts};
