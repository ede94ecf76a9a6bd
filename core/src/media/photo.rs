//! What Jishi keeps of a photo.

use crate::model::Sha256;

/// Longest side of a photo as it is sent, in pixels.
pub const FULL_EDGE: u32 = 2048;

/// Longest side of a thumbnail, in pixels.
pub const THUMB_EDGE: u32 = 320;

/// Quality of a photo as it is sent, of 100.
pub const FULL_QUALITY: u8 = 82;

/// Quality of thumbnails and other derived sizes, of 100.
pub const SMALL_QUALITY: u8 = 75;

/// A JPEG file made here: upright, without metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jpeg {
    /// The file.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Digest of `bytes`.
    pub sha256: Sha256,
}

impl Jpeg {
    /// A file of so many pixels, wide and high.
    #[must_use]
    pub fn new(bytes: Vec<u8>, (width, height): (u32, u32)) -> Self {
        Self {
            sha256: Sha256::of(&bytes),
            bytes,
            width,
            height,
        }
    }
}

/// A photo ready to be attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparedPhoto {
    /// At most [`FULL_EDGE`].
    pub full: Jpeg,
    /// At most [`THUMB_EDGE`].
    pub thumb: Jpeg,
}

/// Sides of a picture of so many pixels, wide and high, with at most `edge` on its longer side: never enlarged, rounded, and a
/// panorama keeps at least one row.
#[must_use]
pub fn fitted((width, height): (u32, u32), edge: u32) -> (u32, u32) {
    let longer = u64::from(width.max(height));
    if longer <= u64::from(edge) {
        return (width, height);
    }
    let side = |side: u32| {
        let scaled = (u64::from(side) * u64::from(edge) + longer / 2) / longer;
        u32::try_from(scaled).unwrap_or(edge).max(1)
    };
    (side(width), side(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_keep_their_ratio_and_never_vanish_or_grow() {
        let table = [
            ((4000, 3000), (2048, 1536)),
            ((3000, 4000), (1536, 2048)),
            ((2049, 2049), (2048, 2048)),
            ((20_000, 5), (2048, 1)),
            ((1, 60_000), (1, 2048)),
            ((2048, 1), (2048, 1)),
            ((5, 320), (5, 320)),
        ];
        for (from, expected) in table {
            assert_eq!(fitted(from, 2048), expected);
        }
    }
}
