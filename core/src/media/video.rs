//! Videos, as phones record them: how long and how large, and without the place that cameras write into them.
//!
//! Only the boxes that say so are changed, and no byte moves, so a video is sent as good as it was taken. WebM is not
//! among what phones record, and is not taken here.

use std::ops::Range;

use super::{
    boxes::{Box4, boxes},
    content::content_type,
};
use crate::model::VIDEO_TYPES;

/// A video that can be sent.
#[derive(Debug)]
pub struct Video {
    /// Its bytes, without what the camera noted about place and device.
    pub bytes: Vec<u8>,
    /// `video/mp4` or `video/quicktime`.
    pub mime: &'static str,
    /// Length in milliseconds, rounded up.
    pub duration_ms: u32,
    /// Width in pixels, as it is shown.
    pub width: u32,
    /// Height in pixels, as it is shown.
    pub height: u32,
}

/// What a video tells of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoFacts {
    /// `video/mp4` or `video/quicktime`.
    pub mime: &'static str,
    /// Length in milliseconds, rounded up.
    pub duration_ms: u32,
    /// Width in pixels, as it is shown.
    pub width: u32,
    /// Height in pixels, as it is shown.
    pub height: u32,
    /// Whether the camera noted something beside it, such as place and device.
    pub has_notes: bool,
}

/// Makes of an MP4 or QuickTime file what may be stored and sent; `None` if it is none, or does not tell its length or size.
#[must_use]
pub fn prepare_video(mut bytes: Vec<u8>) -> Option<Video> {
    let facts = video_facts(&bytes)?;
    let notes: Vec<_> = film(&bytes).map(|film| notes(&bytes, film).collect())?;
    for note in notes {
        // Every player skips a box of this name.
        bytes[note.name_at..][..4].copy_from_slice(b"free");
        bytes[note.content].fill(0);
    }
    Some(Video {
        bytes,
        mime: facts.mime,
        duration_ms: facts.duration_ms,
        width: facts.width,
        height: facts.height,
    })
}

/// What an MP4 or QuickTime file tells; `None` if it is none, or does not tell its length or size.
#[must_use]
pub fn video_facts(bytes: &[u8]) -> Option<VideoFacts> {
    let mime = content_type(bytes)
        .ok()
        .filter(|mime| VIDEO_TYPES.contains(mime))?;
    let film = film(bytes)?;
    let duration_ms = duration_ms(bytes, film.clone())?;
    let (width, height) = tracks(bytes, film.clone()).find_map(|track| shown_size(bytes, track))?;
    Some(VideoFacts {
        mime,
        duration_ms,
        width,
        height,
        has_notes: notes(bytes, film).next().is_some(),
    })
}

fn film(bytes: &[u8]) -> Option<Range<usize>> {
    boxes(bytes, 0..bytes.len())
        .find(|found| &found.name == b"moov")
        .map(|found| found.content)
}

/// What stands beside the pictures and the sound: notes of the file, the film, its tracks and its fragments.
fn notes(bytes: &[u8], film: Range<usize>) -> impl Iterator<Item = Box4> {
    let whole = 0..bytes.len();
    let fragments = boxes(bytes, whole.clone())
        .filter(|found| &found.name == b"moof")
        .map(|found| found.content);
    let parts = fragments.clone().flat_map(|fragment| {
        boxes(bytes, fragment)
            .filter(|found| &found.name == b"traf")
            .map(|found| found.content)
    });
    [whole, film.clone()]
        .into_iter()
        .chain(tracks(bytes, film))
        .chain(fragments)
        .chain(parts)
        .flat_map(|within| boxes(bytes, within))
        .filter(|found| matches!(&found.name, b"udta" | b"meta" | b"uuid"))
}

/// The tracks of a film.
fn tracks(bytes: &[u8], film: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    boxes(bytes, film)
        .filter(|found| &found.name == b"trak")
        .map(|found| found.content)
}

/// How long a film is: its header says it (8.2.2), or that of its fragments (8.8.2).
fn duration_ms(bytes: &[u8], film: Range<usize>) -> Option<u32> {
    let content = |within: Range<usize>, name: &[u8; 4]| {
        boxes(bytes, within)
            .find(|found| &found.name == name)
            .map(|found| found.content)
    };
    let header = &bytes[content(film.clone(), b"mvhd")?];
    let (scale, duration) = match header.first()? {
        0 => (number(header, 12, 4)?, number(header, 16, 4)?),
        _ => (number(header, 20, 4)?, number(header, 24, 8)?),
    };
    let duration = if duration == 0 {
        let fragments = &bytes[content(content(film, b"mvex")?, b"mehd")?];
        number(fragments, 4, if *fragments.first()? == 0 { 4 } else { 8 })?
    } else {
        duration
    };
    let ms = (u128::from(duration) * 1000).div_ceil(u128::from(scale).max(1));
    u32::try_from(ms).ok().filter(|ms| *ms > 0)
}

/// Width and height of a track of pictures by its header (8.3.2), turned as it is shown; `None` for sound.
fn shown_size(bytes: &[u8], track: Range<usize>) -> Option<(u32, u32)> {
    let header = boxes(bytes, track).find(|found| &found.name == b"tkhd")?;
    let header = &bytes[header.content];
    let matrix = if *header.first()? == 0 { 40 } else { 52 };
    // Fixed point, 16 bits before the point.
    let edge = |at| Some(u32::try_from(number(header, at, 4)? >> 16).unwrap_or(0));
    let (width, height) = (edge(matrix + 36)?, edge(matrix + 40)?);
    if width == 0 || height == 0 {
        return None;
    }
    // A quarter turn has nothing in the matrix's first place.
    let turned = number(header, matrix, 4)? == 0;
    Some(if turned { (height, width) } else { (width, height) })
}

/// The big-endian number of `size` bytes at `at`.
fn number(bytes: &[u8], at: usize, size: usize) -> Option<u64> {
    let bytes = bytes.get(at..at + size)?;
    Some(
        bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap();
        [&length.to_be_bytes()[..], name, content].concat()
    }

    /// Headers of version 0: times, scale 600, and so many six-hundredths of a second.
    fn film_header(duration: u32) -> Vec<u8> {
        let numbers = [
            &[0; 12][..],
            &600_u32.to_be_bytes(),
            &duration.to_be_bytes(),
            &[0; 80],
        ];
        boxed(b"mvhd", &numbers.concat())
    }

    fn track(handler: &[u8; 4], turned: bool, width: u32, height: u32, notes: &[u8]) -> Vec<u8> {
        let mut header = vec![0; 84];
        header[if turned { 44 } else { 40 }..][..4].copy_from_slice(&0x1_0000_u32.to_be_bytes());
        header[76..80].copy_from_slice(&(width << 16).to_be_bytes());
        header[80..84].copy_from_slice(&(height << 16).to_be_bytes());
        let handler = boxed(b"hdlr", &[&[0; 8][..], handler, &[0; 13]].concat());
        let parts = [boxed(b"tkhd", &header), boxed(b"mdia", &handler), notes.to_vec()];
        boxed(b"trak", &parts.concat())
    }

    const PLACE: &[u8] = b"\xa9xyz\0\x12\x15\xc7+30.1234+110.1234/";

    fn film(brand: &[u8; 4], duration: u32, turned: bool) -> Vec<u8> {
        let notes = boxed(b"udta", &boxed(b"\xa9xyz", PLACE));
        let keys = boxed(b"meta", PLACE);
        let sound = track(b"soun", false, 0, 0, &notes);
        let pictures = track(b"vide", turned, 1920, 1080, &notes);
        let movie = [film_header(duration), sound, pictures, notes, keys.clone()].concat();
        [
            boxed(b"ftyp", &[&brand[..], &[0; 4], brand].concat()),
            boxed(b"mdat", &[7; 300]),
            boxed(b"moov", &movie),
            keys,
        ]
        .concat()
    }

    #[test]
    fn length_and_size_are_read_and_the_place_is_gone() {
        let before = film(b"isom", 6001, false);
        let video = prepare_video(before.clone()).unwrap();
        assert_eq!((video.mime, video.duration_ms), ("video/mp4", 10_002));
        assert_eq!((video.width, video.height), (1920, 1080));
        assert_eq!(video.bytes.len(), before.len());
        let finds = |bytes: &[u8]| bytes.windows(PLACE.len()).filter(|part| *part == PLACE).count();
        assert_eq!((finds(&before), finds(&video.bytes)), (5, 0));
        let pictures = |bytes: &[u8]| bytes.windows(300).any(|part| part == [7; 300]);
        assert!(pictures(&video.bytes));
        let notes = |bytes: &[u8]| video_facts(bytes).unwrap().has_notes;
        assert!(notes(&before) && !notes(&video.bytes));
        // What was made is again a video, and stays as it is.
        let again = prepare_video(video.bytes.clone()).unwrap();
        assert_eq!(again.bytes, video.bytes);

        let upright = prepare_video(film(b"qt  ", 600, true)).unwrap();
        assert_eq!(
            (upright.mime, upright.width, upright.height),
            ("video/quicktime", 1080, 1920)
        );
    }

    #[test]
    fn the_notes_of_fragments_go_too() {
        let notes = boxed(b"udta", PLACE);
        let part = boxed(
            b"traf",
            &[boxed(b"tfhd", &[0; 8]), boxed(b"meta", PLACE)].concat(),
        );
        let fragment = boxed(b"moof", &[part, notes].concat());
        let before = [film(b"isom", 600, false), fragment].concat();
        let video = prepare_video(before).unwrap();
        assert!(!video.bytes.windows(PLACE.len()).any(|bytes| bytes == PLACE));
        assert!(!video_facts(&video.bytes).unwrap().has_notes);
    }

    #[test]
    fn what_tells_no_length_or_is_no_video_is_not_taken() {
        assert!(prepare_video(film(b"isom", 0, false)).is_none());
        assert!(prepare_video(b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm V_VP9".to_vec()).is_none());
        assert!(prepare_video(b"%PDF-1.7".to_vec()).is_none());
    }

    proptest! {
        #[test]
        fn no_change_of_a_byte_and_no_cut_makes_it_panic(at in 0_usize..2000, byte: u8, end in 0_usize..2000) {
            let mut bytes = film(b"isom", 600, false);
            if let Some(changed) = bytes.get_mut(at) {
                *changed = byte;
            }
            bytes.truncate(end);
            let length = bytes.len();
            if let Some(video) = prepare_video(bytes) {
                prop_assert_eq!(video.bytes.len(), length);
            }
        }
    }
}
