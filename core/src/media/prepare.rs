//! What is made of a photo before it leaves the device: turned upright, no larger than it need be, nothing in it but the
//! picture.

use super::{
    FULL_EDGE, FULL_QUALITY, MediaKind, PhotoFault, PreparedPhoto, SMALL_QUALITY, THUMB_EDGE, decode::decode,
    encode::encode, limits, resize, sniff,
};

/// Makes of a camera's or a picker's file what Jishi keeps of it: JPEG (also CMYK and multi-picture), PNG, WebP or GIF
/// (their first frames), up to 64 MB and 100 MP. The same bytes always give the same files.
///
/// Holds at its peak the decoded pixels once (3 bytes each; a progressive JPEG twice as much again) beside the file.
///
/// # Errors
/// A [`PhotoFault`] that says why the bytes cannot become a photo.
pub fn prepare_photo(bytes: &[u8]) -> Result<PreparedPhoto, PhotoFault> {
    let decoded = decode(bytes, limits::PICKED)?;
    // Turning after shrinking touches a tenth of the pixels of a phone's photo.
    let mut full = resize::fit(decoded.image, FULL_EDGE)?;
    full.apply_orientation(decoded.orientation);
    let thumb = resize::fit_copy(&full, THUMB_EDGE)?;
    Ok(PreparedPhoto {
        thumb: encode(&thumb, SMALL_QUALITY)?,
        full: encode(&full, FULL_QUALITY)?,
    })
}

/// A smaller edition of a stored photo, at most `edge` pixels on its longer side, upright and without metadata. Never
/// larger than the original. Meant for a server: takes JPEG only, up to 16 MP, so that a stranger's upload cannot make
/// it allocate much.
///
/// # Errors
/// A [`PhotoFault`] if the bytes are no photo after all; `NotAPhoto` for another format than JPEG.
pub fn resize_jpeg(bytes: &[u8], edge: u32) -> Result<Vec<u8>, PhotoFault> {
    if sniff(bytes) != Some(MediaKind::Jpeg) {
        return Err(PhotoFault::NotAPhoto);
    }
    let decoded = decode(bytes, limits::STORED)?;
    let mut small = resize::fit(decoded.image, edge.max(1))?;
    small.apply_orientation(decoded.orientation);
    Ok(encode(&small, SMALL_QUALITY)?.bytes)
}
