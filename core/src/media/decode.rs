//! From foreign bytes to pixels, bounded before anything large is allocated.

use std::io::{Cursor, ErrorKind};

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, metadata::Orientation};

use super::{
    MediaKind, PhotoFault,
    check::{check, check_pixels},
    flatten::flatten,
    limits::{FRAME_BYTES, Limits, SIDE_DATA_BYTES},
    orientation,
    whole::check_whole,
};

/// A decoded photo, not yet turned.
pub(super) struct Decoded {
    /// Opaque, 8 bits, grey or RGB.
    pub image: DynamicImage,
    /// How to turn it.
    pub orientation: Orientation,
}

/// Decodes what `bytes` are, if they are a photo.
pub(super) fn decode(bytes: &[u8], limits: Limits) -> Result<Decoded, PhotoFault> {
    let (kind, _) = check(bytes, limits)?;
    let (format, allocated) = match kind {
        MediaKind::Jpeg => (ImageFormat::Jpeg, SIDE_DATA_BYTES),
        MediaKind::Png => (ImageFormat::Png, SIDE_DATA_BYTES),
        MediaKind::WebP => (ImageFormat::WebP, SIDE_DATA_BYTES),
        MediaKind::Gif => (ImageFormat::Gif, FRAME_BYTES),
        _ => return Err(PhotoFault::NotAPhoto),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut decoder_limits = image::Limits::no_limits();
    decoder_limits.max_alloc = Some(allocated);
    reader.limits(decoder_limits);
    let decoder = reader
        .into_decoder()
        .map_err(|error| fault(kind, bytes, &error))?;

    let (width, height) = decoder.dimensions();
    // As the decoder sees it.
    check_pixels((width, height), limits)?;
    let color = decoder.color_type();
    let length = usize::try_from(decoder.total_bytes()).map_err(|_| PhotoFault::Damaged)?;
    let mut data = vec![0; length];
    decoder
        .read_image(&mut data)
        .map_err(|error| fault(kind, bytes, &error))?;
    let image = flatten(width, height, color, data).ok_or(PhotoFault::Damaged)?;
    Ok(Decoded {
        image,
        orientation: Orientation::from_exif(orientation(kind, bytes)).unwrap_or(Orientation::NoTransforms),
    })
}

/// A decoder that stumbles over the end of a file says so in many ways; the file's own structure says it in one.
fn fault(kind: MediaKind, bytes: &[u8], error: &ImageError) -> PhotoFault {
    if let Err(fault) = check_whole(kind, bytes) {
        return fault;
    }
    match error {
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => PhotoFault::Truncated,
        _ => PhotoFault::Damaged,
    }
}
