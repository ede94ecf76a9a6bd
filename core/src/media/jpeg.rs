//! The segments of a JPEG before its picture.

use std::ops::Range;

/// The marker of EXIF and XMP, APP1.
pub(super) const EXIF: u8 = 0xe1;

/// A JPEG without some of its segments before the picture, and without what lies between them; `None` if the bytes are none up to
/// the first scan.
pub(super) fn without(bytes: &[u8], unwanted: impl Fn(u8) -> bool) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2).filter(|start| *start == [0xff, 0xd8])?.to_vec();
    for (marker, content) in segments(bytes) {
        let segment = content.start - 4..content.end;
        if marker == 0xda {
            kept.extend(bytes.get(segment.start..)?);
            return Some(kept);
        }
        if !unwanted(marker) {
            kept.extend(bytes.get(segment)?);
        }
    }
    None
}

/// The segments (ITU-T T.81, annex B) up to the header of the first scan, and with it: marker, and where the content lies. Ends
/// early where the bytes do, or make no sense.
pub(super) fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, Range<usize>)> {
    let mut at = 2;
    let mut in_scan = false;
    std::iter::from_fn(move || {
        while !in_scan {
            // Cameras leave fill bytes and even junk between segments; decoders step over it.
            at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
            while *bytes.get(at + 1)? == 0xff {
                at += 1;
            }
            let marker = bytes[at + 1];
            at += 2;
            match marker {
                0x00 | 0x01 | 0xd0..=0xd8 => continue,
                0xd9 => return None,
                _ => in_scan = marker == 0xda,
            }
            let length = usize::from(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
            let content = at + 2..at + length;
            bytes.get(content.clone())?;
            at = content.end;
            return Some((marker, content));
        }
        None
    })
}
