//! From foreign bytes to pixels, bounded before anything large is allocated.

use std::io::{Cursor, ErrorKind};

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, metadata::Orientation};

use super::{
    MediaKind, PhotoFault,
    entropy::check_first_scan,
    flatten::flatten,
    limits::{FRAME_BYTES, Limits, SIDE_DATA_BYTES, millions},
    sniff,
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
    let kind = sniff(bytes).ok_or(PhotoFault::NotAPhoto)?;
    let (format, allocated) = match kind {
        MediaKind::Jpeg => (ImageFormat::Jpeg, SIDE_DATA_BYTES),
        MediaKind::Png => (ImageFormat::Png, SIDE_DATA_BYTES),
        MediaKind::WebP => (ImageFormat::WebP, SIDE_DATA_BYTES),
        MediaKind::Gif => (ImageFormat::Gif, FRAME_BYTES),
        MediaKind::Heic => return Err(PhotoFault::Heic),
        MediaKind::WebmAudio | MediaKind::OggAudio | MediaKind::Mp4Audio => {
            return Err(PhotoFault::NotAPhoto);
        }
    };
    if bytes.len() > limits.bytes {
        return Err(PhotoFault::TooManyBytes {
            megabytes: millions(bytes.len() as u64),
        });
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut decoder_limits = image::Limits::no_limits();
    decoder_limits.max_alloc = Some(allocated);
    reader.limits(decoder_limits);
    let mut decoder = reader
        .into_decoder()
        .map_err(|error| fault(kind, bytes, &error))?;

    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.pixels {
        return Err(PhotoFault::TooManyPixels {
            megapixels: millions(pixels),
        });
    }
    check_whole(kind, bytes)?;
    if kind == MediaKind::Jpeg {
        check_first_scan(bytes)?;
    }

    let orientation = decoder
        .exif_metadata()
        .ok()
        .flatten()
        .and_then(|block| orientation(&block));
    let color = decoder.color_type();
    let length = usize::try_from(decoder.total_bytes()).map_err(|_| PhotoFault::Damaged)?;
    let mut data = vec![0; length];
    decoder
        .read_image(&mut data)
        .map_err(|error| fault(kind, bytes, &error))?;
    let image = flatten(width, height, color, data).ok_or(PhotoFault::Damaged)?;
    Ok(Decoded {
        image,
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
    })
}

/// WebP files carry the prefix that belongs to JPEG as often as not, and `image` does not read past it there.
fn orientation(exif: &[u8]) -> Option<Orientation> {
    Orientation::from_exif_chunk(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
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

/// Width and height of a JPEG in pixels, by its head alone; `None` if it has none.
#[must_use]
pub fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg)
        .into_dimensions()
        .ok()
}
