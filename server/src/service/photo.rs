//! Photos, as the server handles them: bounded before they are decoded, and decoded off the async threads.

use std::io::Cursor;

use bytes::Bytes;
use image::ImageReader;
use jishi_core::media::{PhotoFault, resize_jpeg};
use jishi_core::protocol::{Problem, ProblemKind};

use super::{Service, fail};

/// Most pixels of a photo.
const PIXELS_MAX: u64 = 100_000_000;

/// Width and height by the file's header, if they are taken.
pub(super) fn pixels(bytes: &[u8]) -> Result<(u32, u32), Problem> {
    let reader = ImageReader::with_format(Cursor::new(bytes), image::ImageFormat::Jpeg);
    let (width, height) = reader
        .into_dimensions()
        .map_err(|_| ProblemKind::UnsupportedMedia)?;
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Problem::from(ProblemKind::TooLarge).detail("at most 100 megapixels"));
    }
    Ok((width, height))
}

impl Service {
    /// The photo with its longer side at most `edge`.
    pub(super) async fn shrink(&self, jpeg: Bytes, edge: u32) -> Result<Bytes, Problem> {
        let _turn = self.inner.images.acquire().await.map_err(fail)?;
        let resized = tokio::task::spawn_blocking(move || resize_jpeg(&jpeg, edge))
            .await
            .map_err(fail)?;
        resized.map(Bytes::from).map_err(|fault| {
            let kind = match fault {
                PhotoFault::TooManyPixels { .. } | PhotoFault::TooManyBytes { .. } => ProblemKind::TooLarge,
                _ => ProblemKind::UnsupportedMedia,
            };
            Problem::from(kind).detail(fault.to_string())
        })
    }
}
