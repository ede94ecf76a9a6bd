//! Photos and recordings: what may come in, and what is made of it.
//!
//! [`sniff`] tells by content what a photo or recording is; with the feature `media`, [`content_type`] what any file is, and
//! [`prepare_video`] takes out of a video where it was taken. With the feature `media`, [`prepare_photo`] makes of a foreign file what
//! may be stored and sent, in steps of one file each: `limits` → `decode` (with `whole`, `flatten` and `entropy`) → `resize` →
//! `encode`. No bytes make it panic, and none make it allocate more than `limits` allows.

#[cfg(feature = "media")]
mod boxes;
#[cfg(feature = "media")]
mod content;
#[cfg(feature = "media")]
mod decode;
#[cfg(feature = "media")]
mod encode;
#[cfg(feature = "media")]
mod entropy;
mod fault;
#[cfg(feature = "media")]
mod flatten;
#[cfg(feature = "media")]
mod limits;
#[cfg(feature = "media")]
mod prepare;
#[cfg(feature = "media")]
mod resize;
mod sniff;
#[cfg(feature = "media")]
mod video;
#[cfg(feature = "media")]
mod whole;

#[cfg(feature = "media")]
pub use content::content_type;
#[cfg(feature = "media")]
pub use decode::jpeg_size;
#[cfg(feature = "media")]
pub use encode::Jpeg;
pub use fault::PhotoFault;
#[cfg(feature = "media")]
pub use prepare::{FULL_EDGE, PreparedPhoto, THUMB_EDGE, prepare_photo, resize_jpeg};
pub use sniff::{MediaKind, sniff};
#[cfg(feature = "media")]
pub use video::{Video, VideoFacts, prepare_video, video_facts};
