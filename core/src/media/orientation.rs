//! How a camera was held. Not every decoder asks that of every format, so it is read here for all of them.

use std::ops::Range;

use super::{MediaKind, jpeg::segments};

/// What EXIF says of how to turn a picture (EXIF 2.32, 4.6.4 A).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orientation {
    /// 1 to 8; 1 is upright.
    pub exif: u8,
    /// Where in the file it stands.
    pub at: Range<usize>,
    /// What would stand there if the picture were upright.
    pub upright: [u8; 2],
}

/// The orientation that a photo tells, if it does.
#[must_use]
pub fn orientation(kind: MediaKind, bytes: &[u8]) -> Option<Orientation> {
    let block = match kind {
        MediaKind::Jpeg => segments(bytes)
            .filter(|(marker, _)| *marker == 0xe1)
            .find_map(|(_, content)| after_name(bytes, content))?,
        MediaKind::Png => png(bytes)?,
        MediaKind::WebP => {
            let block = webp(bytes)?;
            // With the name that belongs to JPEG as often as not.
            after_name(bytes, block.clone()).unwrap_or(block)
        }
        _ => return None,
    };
    in_tiff(bytes.get(block.clone())?).map(|(at, exif, upright)| Orientation {
        exif,
        at: block.start + at..block.start + at + 2,
        upright,
    })
}

fn after_name(bytes: &[u8], block: Range<usize>) -> Option<Range<usize>> {
    let name = b"Exif\0\0";
    let named = bytes.get(block.clone())?.starts_with(name);
    named.then(|| block.start + name.len()..block.end)
}

/// The chunk eXIf (W3C PNG, 11.3.4.4).
fn png(bytes: &[u8]) -> Option<Range<usize>> {
    let mut at = 8_usize;
    loop {
        let length = usize::try_from(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?)).ok()?;
        let content = at + 8..(at + 8).checked_add(length)?;
        if bytes.get(at + 4..at + 8)? == b"eXIf" {
            return Some(content);
        }
        at = content.end.checked_add(4)?;
    }
}

/// The chunk EXIF (RFC 9649, 2.7.1.5).
fn webp(bytes: &[u8]) -> Option<Range<usize>> {
    let mut at = 12_usize;
    loop {
        let length = usize::try_from(u32::from_le_bytes(*bytes.get(at + 4..)?.first_chunk()?)).ok()?;
        let content = at + 8..(at + 8).checked_add(length)?;
        if bytes.get(at..at + 4)? == b"EXIF" {
            return Some(content);
        }
        // Of even length.
        at = content.end.checked_add(length % 2)?;
    }
}

/// The entry for orientation among those of a TIFF's first directory (TIFF 6.0, 2): where its value stands, the value, and
/// upright in its place.
fn in_tiff(tiff: &[u8]) -> Option<(usize, u8, [u8; 2])> {
    let big = match tiff.first_chunk()? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if big {
            u16::from_be_bytes(bytes)
        } else {
            u16::from_le_bytes(bytes)
        })
    };
    let long = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if big {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let first = directory.checked_add(2)?;
    let entry = (0..usize::from(short(directory)?))
        .map(|number| first + 12 * number)
        .find(|entry| short(*entry) == Some(0x0112))?;
    let (kind, count) = (short(entry + 2)?, long(entry + 4)?);
    let exif = u8::try_from(short(entry + 8)?).ok()?;
    let sound = kind == 3 && count == 1 && (1..=8).contains(&exif);
    let upright = if big { [0, 1] } else { [1, 0] };
    sound.then_some((entry + 8, exif, upright))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_can_be_read_and_set_upright() {
        for (start, value) in [
            (
                &b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"[..],
                &[0, 6, 0, 0][..],
            ),
            (b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", &[6, 0, 0, 0]),
        ] {
            let block = [&b"Exif\0\0"[..], start, value].concat();
            let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
            let mut file = [&[0xff, 0xd8, 0xff, 0xff, 0xe1][..], &length, &block].concat();
            let found = orientation(MediaKind::Jpeg, &file).unwrap();
            assert_eq!(found.exif, 6);
            file[found.at.clone()].copy_from_slice(&found.upright);
            assert_eq!(
                orientation(MediaKind::Jpeg, &file).map(|found| found.exif),
                Some(1)
            );
            for length in 0..file.len() {
                assert_eq!(
                    orientation(MediaKind::Jpeg, &file[..length]),
                    None,
                    "cut at {length}"
                );
            }
        }
    }
}
