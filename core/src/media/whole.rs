//! Whether a file is all there. Decoders are lenient: a JPEG cut in the middle comes out half grey, without an error.

use super::{MediaKind, PhotoFault};

/// # Errors
/// `Truncated` if the file ends before its format says so; `Damaged` if its outer structure makes no sense.
pub(super) fn check_whole(kind: MediaKind, bytes: &[u8]) -> Result<(), PhotoFault> {
    match kind {
        MediaKind::Jpeg => check_jpeg(bytes),
        MediaKind::Png => {
            let end = bytes.windows(8).rposition(|window| &window[..4] == b"IEND");
            if end.is_some() { Ok(()) } else { Err(PhotoFault::Truncated) }
        }
        MediaKind::WebP => {
            let length = bytes.get(4..8).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
            let whole = length.is_some_and(|length| bytes.len() as u64 >= u64::from(length) + 8);
            if whole { Ok(()) } else { Err(PhotoFault::Truncated) }
        }
        // The decoder itself insists on the end of the first frame.
        _ => Ok(()),
    }
}

/// Walks the segments of the first image (ITU-T T.81, annex B) to its end. What follows the end — a second picture of
/// a stereo camera, the film of a living photo — is none of our business.
fn check_jpeg(bytes: &[u8]) -> Result<(), PhotoFault> {
    let mut at = 2;
    let mut scans = 0;
    loop {
        // Any number of fill bytes may stand before a marker.
        while bytes.get(at) == Some(&0xff) && bytes.get(at + 1) == Some(&0xff) {
            at += 1;
        }
        let (Some(&prefix), Some(&marker)) = (bytes.get(at), bytes.get(at + 1)) else {
            return Err(PhotoFault::Truncated);
        };
        if prefix != 0xff {
            return Err(PhotoFault::Damaged);
        }
        at += 2;
        match marker {
            0xd9 if scans > 0 => return Ok(()),
            0xd9 => return Err(PhotoFault::Damaged),
            0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let Some(&[high, low]) = bytes.get(at..at + 2).and_then(<[u8]>::first_chunk::<2>) else {
            return Err(PhotoFault::Truncated);
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        if length < 2 {
            return Err(PhotoFault::Damaged);
        }
        at += length;
        if marker == 0xda {
            scans += 1;
            at += entropy_coded_length(bytes.get(at..).unwrap_or_default()).ok_or(PhotoFault::Truncated)?;
        }
    }
}

/// Bytes up to the next marker that is neither a stuffed 0xff nor a restart.
fn entropy_coded_length(data: &[u8]) -> Option<usize> {
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
