//! Photos and recordings: what may come in, and what is made of it.

#[cfg(feature = "media")]
mod decode;
mod fault;
#[cfg(feature = "media")]
mod prepare;
mod sniff;
#[cfg(feature = "media")]
mod whole;

pub use fault::PhotoFault;
#[cfg(feature = "media")]
pub use prepare::{FULL_EDGE, Jpeg, PreparedPhoto, THUMB_EDGE, prepare_photo, resize_jpeg};
pub use sniff::{MediaKind, sniff};
