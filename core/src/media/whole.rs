//! Whether a file is all there. Decoders are lenient: a JPEG cut in the middle comes out half grey, without an error.

use super::{MediaKind, PhotoFault};

/// # Errors
/// `Truncated` if the file ends before its format says so; `Damaged` if its outer structure makes no sense.
pub(super) fn check_whole(kind: MediaKind, bytes: &[u8]) -> Result<(), PhotoFault> {
    let walked = match kind {
        MediaKind::Jpeg => walk_jpeg(bytes),
        MediaKind::Png => walk_png(bytes),
        MediaKind::WebP => walk_webp(bytes),
        MediaKind::Gif => walk_gif(bytes),
        MediaKind::Heic | MediaKind::WebmAudio | MediaKind::OggAudio | MediaKind::Mp4Audio => {
            Some(Walk::Whole)
        }
    };
    match walked {
        Some(Walk::Whole) => Ok(()),
        Some(Walk::Nonsense) => Err(PhotoFault::Damaged),
        None => Err(PhotoFault::Truncated),
    }
}

/// How a walk over a file's structure ended; none of it if the bytes did.
enum Walk {
    Whole,
    Nonsense,
}

fn byte(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at).copied().map(usize::from)
}

/// The segments of the first image (ITU-T T.81, annex B) to its end. What follows the end — a second picture of a
/// stereo camera, the film of a living photo — is none of our business.
fn walk_jpeg(bytes: &[u8]) -> Option<Walk> {
    let mut at = 2;
    let mut scans = 0;
    let mut subsampled_components = 0;
    loop {
        // Cameras leave fill bytes and even junk between segments; decoders step over it.
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        while byte(bytes, at + 1)? == 0xff {
            at += 1;
        }
        let marker = byte(bytes, at + 1)?;
        at += 2;
        match marker {
            0xd9 if scans > 0 => return Some(Walk::Whole),
            0xd9 => return Some(Walk::Nonsense),
            0x00 | 0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let length = byte(bytes, at)? << 8 | byte(bytes, at + 1)?;
        if length < 2 {
            return Some(Walk::Nonsense);
        }
        let segment = bytes.get(at + 2..at + length)?;
        at += length;
        if matches!(marker, 0xc0 | 0xc1) {
            subsampled_components = subsampled(segment);
        }
        if marker == 0xda {
            // zune-jpeg 0.5.15 decodes these to a green picture, without an error (etemesi254/zune-image#422). They
            // are rare: no camera writes them. Refused wherever a photo is decoded, so that it is taken on every host or on none.
            // To be dropped with the release that has the fix.
            if byte(segment, 0)? < subsampled_components {
                return Some(Walk::Nonsense);
            }
            scans += 1;
            at += entropy_coded_length(bytes.get(at..)?)?;
        }
    }
}

/// Number of components that a frame header (T.81, B.2.2) describes, if their resolutions differ; otherwise 0.
fn subsampled(frame: &[u8]) -> usize {
    let components = frame.get(6..).unwrap_or_default().chunks_exact(3);
    let differing = components.clone().any(|component| component[1] != 0x11);
    if differing { components.len() } else { 0 }
}

/// Bytes up to the next marker that is neither a stuffed 0xff nor a restart.
pub(super) fn entropy_coded_length(data: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += data.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match data.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// Chunks up to IEND.
fn walk_png(bytes: &[u8]) -> Option<Walk> {
    let mut at = 8_usize;
    loop {
        let length = u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?);
        let name = bytes.get(at + 4..at + 8)?;
        // Length, name and checksum; the checksum itself is the decoder's to judge.
        at = at.checked_add(usize::try_from(length).ok()?)?.checked_add(12)?;
        if at > bytes.len() {
            return None;
        }
        // A palette is of whole colours, at most 256 (W3C PNG, 11.2.2). png 0.18.1 panics at others
        // (image-rs/image-png#682), which would end an engine with our own codecs. To be dropped with its next release.
        if name == b"PLTE" && (length % 3 != 0 || length > 3 * 256) {
            return Some(Walk::Nonsense);
        }
        if name == b"IEND" {
            return Some(Walk::Whole);
        }
    }
}

/// One RIFF container, which states its length.
fn walk_webp(bytes: &[u8]) -> Option<Walk> {
    let length = u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?);
    (bytes.len() as u64 >= u64::from(length) + 8).then_some(Walk::Whole)
}

/// Blocks up to the end of the first frame; later ones are not looked at.
fn walk_gif(bytes: &[u8]) -> Option<Walk> {
    let at = gif_block(bytes)?;
    if byte(bytes, at)? != GIF_FRAME {
        return Some(Walk::Nonsense);
    }
    let palette = gif_palette_length(byte(bytes, at + 9)?);
    after_sub_blocks(bytes, at + 11 + palette).map(|_| Walk::Whole)
}

/// Where the descriptor of a GIF's first frame begins (GIF89a, 20).
pub(super) fn first_gif_frame(bytes: &[u8]) -> Option<usize> {
    gif_block(bytes).filter(|at| byte(bytes, *at) == Some(GIF_FRAME))
}

const GIF_FRAME: usize = 0x2c;

/// Where the first block begins that is no extension.
fn gif_block(bytes: &[u8]) -> Option<usize> {
    let mut at = 13 + gif_palette_length(byte(bytes, 10)?);
    while byte(bytes, at)? == 0x21 {
        at = after_sub_blocks(bytes, at + 2)?;
    }
    Some(at)
}

fn gif_palette_length(flags: usize) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

fn after_sub_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match byte(bytes, at)? {
            0 => return Some(at + 1),
            length => at += length + 1,
        }
    }
}
