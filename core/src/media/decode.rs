//! From foreign bytes to pixels, bounded before anything large is allocated.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbImage, metadata::Orientation,
};

use super::{MediaKind, PhotoFault, sniff, whole::check_whole};

/// Most bytes of a file.
const BYTES_MAX: usize = 64_000_000;
/// Most pixels, as the file's header claims them.
const PIXELS_MAX: u64 = 100_000_000;

/// A decoded photo, not yet turned.
pub(super) struct Decoded {
    /// Opaque pixels.
    pub pixels: RgbImage,
    /// How to turn them.
    pub orientation: Orientation,
}

/// Decodes what `bytes` are, if they are a photo.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, PhotoFault> {
    let kind = sniff(bytes).ok_or(PhotoFault::NotAPhoto)?;
    let format = match kind {
        MediaKind::Jpeg => ImageFormat::Jpeg,
        MediaKind::Png => ImageFormat::Png,
        MediaKind::WebP => ImageFormat::WebP,
        MediaKind::Gif => ImageFormat::Gif,
        MediaKind::Heic => return Err(PhotoFault::Heic),
        MediaKind::WebmAudio | MediaKind::OggAudio | MediaKind::Mp4Audio => {
            return Err(PhotoFault::NotAPhoto);
        }
    };
    if bytes.len() > BYTES_MAX {
        return Err(PhotoFault::TooManyBytes { megabytes: millions(bytes.len() as u64) });
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.no_limits();
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > PIXELS_MAX {
        return Err(PhotoFault::TooManyPixels { megapixels: millions(pixels) });
    }
    check_whole(kind, bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(fault)?;
    Ok(Decoded { pixels: opaque(image), orientation })
}

fn millions(count: u64) -> u32 {
    u32::try_from(count.div_ceil(1_000_000)).unwrap_or(u32::MAX)
}

fn fault(error: ImageError) -> PhotoFault {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => PhotoFault::Truncated,
        ImageError::IoError(_)
        | ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::Limits(_)
        | ImageError::Unsupported(_) => PhotoFault::Damaged,
    }
}

/// Transparent pixels as on white paper.
fn opaque(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let rgba = image.into_rgba8();
    let mut pixels = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in pixels.pixels_mut().zip(rgba.pixels()) {
        let alpha = u32::from(from[3]);
        for channel in 0..3 {
            let over_white = (u32::from(from[channel]) * alpha + 255 * (255 - alpha) + 127) / 255;
            to[channel] = u8::try_from(over_white).unwrap_or(255);
        }
    }
    pixels
}
