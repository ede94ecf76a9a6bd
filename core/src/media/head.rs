//! How large a picture is, as its head says.

use super::{MediaKind, jpeg::segments, whole::first_gif_frame};

/// Width and height in pixels of what a decoder would make of it; `None` if there is no such head.
pub(super) fn head(kind: MediaKind, bytes: &[u8]) -> Option<(u32, u32)> {
    match kind {
        MediaKind::Jpeg => jpeg(bytes),
        MediaKind::Png => png(bytes),
        MediaKind::WebP => webp(bytes),
        MediaKind::Gif => gif(bytes),
        MediaKind::Heic | MediaKind::WebmAudio | MediaKind::OggAudio | MediaKind::Mp4Audio => None,
    }
}

/// The frame header (ITU-T T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let (_, frame) = segments(bytes)
        .find(|(marker, _)| matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf))?;
    let [_, h0, h1, w0, w1] = *bytes.get(frame)?.first_chunk()?;
    Some((
        u16::from_be_bytes([w0, w1]).into(),
        u16::from_be_bytes([h0, h1]).into(),
    ))
}

/// IHDR, which comes first (W3C PNG, 11.2.1).
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let side = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
    Some((side(16)?, side(20)?))
}

/// The first chunk: extended, lossless or lossy (RFC 9649, 2.5 to 2.7).
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let content = bytes.get(20..)?;
    match bytes.get(12..16)? {
        b"VP8X" => {
            let side = |at: usize| {
                let [low, middle, high] = *content.get(at..)?.first_chunk()?;
                Some(u32::from_le_bytes([low, middle, high, 0]) + 1)
            };
            Some((side(4)?, side(7)?))
        }
        b"VP8L" => {
            let bits = u32::from_le_bytes(*content.get(1..)?.first_chunk()?);
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => {
            let side = |at| {
                Some(u32::from(
                    u16::from_le_bytes(*content.get(at..)?.first_chunk()?) & 0x3fff,
                ))
            };
            Some((side(6)?, side(8)?))
        }
        _ => None,
    }
}

/// The screen, or the first frame where it reaches beyond: some decoders make room for that.
fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    let side = |at: usize| Some(u32::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)));
    let frame = first_gif_frame(bytes)?;
    let far = |offset| Some(side(frame + 1 + offset)? + side(frame + 5 + offset)?);
    Some((side(6)?.max(far(0)?), side(8)?.max(far(2)?)))
}
