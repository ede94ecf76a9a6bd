//! Whether a foreign file may become a photo: by its head and its structure alone, before anything is allocated for its pixels.

use super::{
    MediaKind, PhotoFault,
    entropy::check_first_scan,
    head::head,
    limits::{Limits, PICKED, millions},
    sniff,
    whole::check_whole,
};

/// What kind of photo the bytes of a camera's or a picker's file are, and its width and height in pixels as it lies in the file, if
/// they may become one: JPEG (also CMYK and multi-picture), PNG, WebP or GIF, whole, up to 64 MB and 100 MP.
///
/// # Errors
/// A [`PhotoFault`] that says why not.
pub fn check_picked(bytes: &[u8]) -> Result<(MediaKind, (u32, u32)), PhotoFault> {
    check(bytes, PICKED)
}

/// The same within other bounds.
pub(super) fn check(bytes: &[u8], limits: Limits) -> Result<(MediaKind, (u32, u32)), PhotoFault> {
    let kind = check_kind(bytes, limits)?;
    let Some(size) = head(kind, bytes) else {
        // Cut off, most likely, which its structure says.
        check_structure(kind, bytes)?;
        return Err(PhotoFault::Damaged);
    };
    check_pixels(size, limits)?;
    check_structure(kind, bytes)?;
    Ok((kind, size))
}

/// A kind of photo that can be decoded, in no more bytes than are taken.
fn check_kind(bytes: &[u8], limits: Limits) -> Result<MediaKind, PhotoFault> {
    let kind = sniff(bytes).ok_or(PhotoFault::NotAPhoto)?;
    if kind == MediaKind::Heic {
        return Err(PhotoFault::Heic);
    }
    if !kind.is_photo() {
        return Err(PhotoFault::NotAPhoto);
    }
    if bytes.len() > limits.bytes {
        return Err(PhotoFault::TooManyBytes {
            megabytes: millions(bytes.len() as u64),
        });
    }
    Ok(kind)
}

/// No more pixels than are taken.
pub(super) fn check_pixels((width, height): (u32, u32), limits: Limits) -> Result<(), PhotoFault> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.pixels {
        return Err(PhotoFault::TooManyPixels {
            megapixels: millions(pixels),
        });
    }
    Ok(())
}

/// All there.
fn check_structure(kind: MediaKind, bytes: &[u8]) -> Result<(), PhotoFault> {
    check_whole(kind, bytes)?;
    if kind == MediaKind::Jpeg {
        check_first_scan(bytes)?;
    }
    Ok(())
}

/// Width and height of a JPEG in pixels, by its head alone; `None` if it has none.
#[must_use]
pub fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    sniff(bytes)
        .filter(|kind| *kind == MediaKind::Jpeg)
        .and_then(|kind| head(kind, bytes))
}
