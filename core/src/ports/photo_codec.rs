//! Pictures.

#[cfg(feature = "codecs")]
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;

use crate::{engine::Fault, media::PreparedPhoto};

/// What a host decodes and encodes pictures with.
pub trait PhotoCodec {
    /// Makes of a camera's or a picker's file what Jishi keeps of it, by the bounds of [`check_picked`](crate::media::check_picked).
    /// The same file gives the same photo on the same host.
    ///
    /// # Errors
    /// [`Fault::Photo`] if the bytes cannot become a photo, [`Fault::HostFailed`] if the host cannot make one now.
    fn prepare<'a>(&'a self, file: &'a [u8]) -> LocalBoxFuture<'a, Result<PreparedPhoto, Fault>>;
}

/// The codecs in this crate.
#[cfg(feature = "codecs")]
pub struct OwnCodec;

#[cfg(feature = "codecs")]
impl PhotoCodec for OwnCodec {
    fn prepare<'a>(&'a self, file: &'a [u8]) -> LocalBoxFuture<'a, Result<PreparedPhoto, Fault>> {
        std::future::ready(crate::media::prepare_photo(file).map_err(Fault::Photo)).boxed_local()
    }
}
