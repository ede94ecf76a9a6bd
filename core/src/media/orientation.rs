//! How a camera was held. Not every decoder asks that of every format, so it is read here for all of them.

use std::ops::Range;

use super::{
    MediaKind,
    jpeg::{EXIF, segments, without},
};

/// How to turn a picture so that it is upright, as its EXIF says: 1 to 8 (EXIF 2.32, 4.6.4 A). 1, which is upright, where it says
/// nothing.
#[must_use]
pub fn orientation(kind: MediaKind, bytes: &[u8]) -> u8 {
    told(kind, bytes).map_or(1, |told| told.exif)
}

/// The same picture for a decoder of which nobody knows what it would turn it by: without what the file says of that.
#[must_use]
pub fn unturned(kind: MediaKind, bytes: &[u8]) -> Vec<u8> {
    match kind {
        // With all that may be said of it otherwise, as XMP.
        MediaKind::Jpeg => without(bytes, |marker| marker == EXIF).unwrap_or_else(|| bytes.to_vec()),
        MediaKind::Png => without_words(bytes),
        _ => {
            let mut bytes = bytes.to_vec();
            if let Some(told) = told(kind, &bytes)
                && let Some(place) = bytes.get_mut(told.at)
            {
                place.copy_from_slice(&told.upright);
            }
            bytes
        }
    }
}

struct Told {
    exif: u8,
    /// Where it stands in the file.
    at: Range<usize>,
    /// What would stand there if the picture were upright.
    upright: [u8; 2],
}

fn told(kind: MediaKind, bytes: &[u8]) -> Option<Told> {
    match kind {
        MediaKind::Jpeg => segments(bytes)
            .filter(|(marker, _)| *marker == EXIF)
            .filter_map(|(_, content)| after_name(bytes, content))
            .find_map(|block| in_tiff(bytes, block)),
        MediaKind::Png => {
            let (_, block) = png_chunks(bytes).find(|(name, _)| *name == b"eXIf")?;
            in_tiff(bytes, block)
        }
        MediaKind::WebP => {
            let block = webp(bytes)?;
            // With the name that belongs to JPEG as often as not.
            in_tiff(bytes, after_name(bytes, block.clone()).unwrap_or(block))
        }
        _ => None,
    }
}

fn after_name(bytes: &[u8], block: Range<usize>) -> Option<Range<usize>> {
    let name = b"Exif\0\0";
    let named = bytes.get(block.clone())?.starts_with(name);
    named.then(|| block.start + name.len()..block.end)
}

/// Chunks up to IEND: the name, and where the content lies.
fn png_chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8], Range<usize>)> {
    let mut at = 8_usize;
    std::iter::from_fn(move || {
        let head = bytes.get(at..)?;
        let length = usize::try_from(u32::from_be_bytes(*head.first_chunk()?)).ok()?;
        let name = head.get(4..8).filter(|name| *name != b"IEND")?;
        let content = at + 8..(at + 8).checked_add(length)?;
        at = content.end.checked_add(4)?;
        Some((name, content))
    })
}

/// A PNG without EXIF and without words (W3C PNG, 11.3.3 and 11.3.4.4), in which programs keep the same.
fn without_words(bytes: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for (name, content) in png_chunks(bytes) {
        if matches!(name, b"eXIf" | b"tEXt" | b"zTXt" | b"iTXt") {
            kept.extend(bytes.get(from..content.start - 8).unwrap_or_default());
            from = content.end + 4;
        }
    }
    kept.extend(bytes.get(from..).unwrap_or_default());
    kept
}

/// The chunk EXIF (RFC 9649, 2.7.1.5).
fn webp(bytes: &[u8]) -> Option<Range<usize>> {
    let length = usize::try_from(u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?)).ok()?;
    let bytes = &bytes[..bytes.len().min(length.checked_add(8)?)];
    let mut at = 12_usize;
    loop {
        let head = bytes.get(at..)?;
        let length = usize::try_from(u32::from_le_bytes(*head.get(4..)?.first_chunk()?)).ok()?;
        let content = at + 8..(at + 8).checked_add(length)?;
        if head.starts_with(b"EXIF") {
            return Some(content);
        }
        // Of even length.
        at = content.end.checked_add(length % 2)?;
    }
}

/// The entry for orientation among those of a TIFF's first directory (TIFF 6.0, 2).
fn in_tiff(bytes: &[u8], block: Range<usize>) -> Option<Told> {
    let tiff = bytes.get(block.clone())?;
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
    let at = block.start + entry + 8;
    (kind == 3 && count == 1 && (1..=8).contains(&exif)).then_some(Told {
        exif,
        at: at..at + 2,
        upright: if big { [0, 1] } else { [1, 0] },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BIG: &[u8] = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0";
    const LITTLE: &[u8] = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";

    fn segment(content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, 0xff, 0xe1][..], &length, content].concat()
    }

    fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], name, content, b"crc!"].concat()
    }

    #[test]
    fn what_turns_a_picture_is_found_in_each_format_and_can_be_left_out() {
        let named = |tiff: &[u8]| [b"Exif\0\0", tiff].concat();
        for tiff in [BIG, LITTLE] {
            let jpeg = [
                &[0xff, 0xd8][..],
                &segment(b"http://ns.adobe.com/xap/1.0/\0"),
                &segment(&named(b"II*\0")),
                &segment(&named(tiff)),
                &[0xff, 0xda, 0, 2, 7],
            ]
            .concat();
            let png = [
                b"\x89PNG\r\n\x1a\n".to_vec(),
                chunk(b"tEXt", b"Orientation"),
                chunk(b"IDAT", b"odd"),
                chunk(b"eXIf", tiff),
                chunk(b"IEND", b""),
            ]
            .concat();
            let mut webp = [
                &b"RIFF\0\0\0\0WEBPVP8L\x03\0\0\0odd\0EXIF"[..],
                &[22 + 6, 0, 0, 0],
                &named(tiff),
            ]
            .concat();
            webp[4] = u8::try_from(webp.len() - 8).unwrap();
            for (kind, file) in [
                (MediaKind::Jpeg, jpeg),
                (MediaKind::Png, png),
                (MediaKind::WebP, webp),
            ] {
                assert_eq!(orientation(kind, &file), 6, "{kind:?}");
                let unturned = unturned(kind, &file);
                assert_eq!(orientation(kind, &unturned), 1, "{kind:?}");
                assert!(
                    !unturned.windows(11).any(|part| part == b"Orientation"),
                    "{kind:?}"
                );
                for length in 0..file.len() {
                    assert!(
                        [1, 6].contains(&orientation(kind, &file[..length])),
                        "{kind:?} cut at {length}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_stands_behind_the_picture_does_not_turn_it() {
        let png = [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IEND", b""),
            chunk(b"eXIf", BIG),
        ]
        .concat();
        assert_eq!(orientation(MediaKind::Png, &png), 1);
        let webp = [&b"RIFF\x0c\0\0\0WEBPVP8L\0\0\0\0EXIF"[..], &[22, 0, 0, 0], BIG].concat();
        assert_eq!(orientation(MediaKind::WebP, &webp), 1);
    }
}
