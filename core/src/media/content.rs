//! What a file is, by its content; names and declared types are not believed.

use std::ops::Range;

use super::{
    boxes::boxes,
    sniff::{MediaKind, sniff},
};

/// How deep boxes lie within each other on the way to a track's handler: moov, trak, mdia, hdlr.
const BOXES_DEEP: u8 = 4;
/// A WebM file tells its tracks at its beginning.
const WEBM_HEAD: usize = 64 * 1024;

/// The media type of a file that is taken: a JPEG, a recording, a video or a document.
///
/// # Errors
/// What it is instead, if that is known.
pub fn content_type(bytes: &[u8]) -> Result<&'static str, Option<&'static str>> {
    if bytes.get(4..8) == Some(b"ftyp") && shows_pictures(bytes, 0..bytes.len(), BOXES_DEEP) {
        let is_quicktime = bytes.get(8..12) == Some(b"qt  ");
        return Ok(if is_quicktime {
            "video/quicktime"
        } else {
            "video/mp4"
        });
    }
    match sniff(bytes) {
        Some(MediaKind::WebmAudio) if webm_shows_pictures(bytes) => return Ok("video/webm"),
        Some(kind @ (MediaKind::Jpeg | MediaKind::WebmAudio | MediaKind::OggAudio | MediaKind::Mp4Audio)) => {
            return Ok(kind.mime());
        }
        Some(other) => return Err(Some(other.mime())),
        None => {}
    }
    if let Some(mime) = office(bytes) {
        return Ok(mime);
    }
    match infer::get(bytes).map(|found| found.mime_type()) {
        Some("application/pdf") => Ok("application/pdf"),
        Some(mime) => Err(Some(mime)),
        None if is_text(bytes) => Ok("text/plain"),
        None => Err(None),
    }
}

/// Whether a track of an MP4 or QuickTime file is of pictures: its handler says `vide`.
fn shows_pictures(bytes: &[u8], within: Range<usize>, deep: u8) -> bool {
    boxes(bytes, within).any(|found| match &found.name {
        b"moov" | b"trak" | b"mdia" if deep > 0 => shows_pictures(bytes, found.content, deep - 1),
        // Version and flags, then what QuickTime calls the component type, then the handler.
        b"hdlr" => bytes[found.content].get(8..12) == Some(b"vide"),
        _ => false,
    })
}

/// Whether a track of a WebM file has one of the video codecs that WebM knows.
fn webm_shows_pictures(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(WEBM_HEAD)).unwrap_or_default();
    let codecs: [&[u8]; 3] = [b"V_VP8", b"V_VP9", b"V_AV1"];
    head.windows(5).any(|window| codecs.contains(&window))
}

/// Word, Excel and PowerPoint (ISO 29500): a zip archive with a table of content types and a folder by which one knows them.
/// Asked of its directory, since programs write the entries themselves in any order.
fn office(bytes: &[u8]) -> Option<&'static str> {
    const FOLDERS: [(&[u8], &str); 3] = [
        (
            b"word/",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            b"xl/",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            b"ppt/",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
    ];
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let number = |offset: usize, size: usize| -> Option<usize> {
        let bytes = bytes.get(offset..offset.checked_add(size)?)?;
        Some(
            bytes
                .iter()
                .rev()
                .fold(0, |number, byte| number << 8 | usize::from(*byte)),
        )
    };
    // The end of the directory stands last, before a comment of at most 65,535 bytes.
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let end = tail
        + bytes
            .get(tail..)?
            .windows(4)
            .rposition(|window| window == b"PK\x05\x06")?;
    let mut entry = number(end + 16, 4)?;
    let (mut typed, mut found) = (false, None);
    while bytes.get(entry..)?.starts_with(b"PK\x01\x02") {
        let name_length = number(entry + 28, 2)?;
        let name = bytes.get(entry + 46..entry + 46 + name_length)?;
        typed |= name == b"[Content_Types].xml";
        let folder = FOLDERS.into_iter().find(|(folder, _)| name.starts_with(folder));
        found = found.or(folder.map(|(_, mime)| mime));
        entry += 46 + name_length + number(entry + 30, 2)? + number(entry + 32, 2)?;
    }
    found.filter(|_| typed)
}

/// Whether it is plain text, such as an editor saves: UTF-8 without control characters, and no markup that a browser runs.
fn is_text(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let is_markup = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    !bytes.is_empty()
        && !is_markup
        && text
            .chars()
            .all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap();
        [&length.to_be_bytes()[..], name, content].concat()
    }

    /// An MP4 of one track, as recorders write it: the index stands behind the data.
    fn mp4(brand: &[u8; 4], handler: &[u8; 4]) -> Vec<u8> {
        let head = boxed(b"ftyp", &[&brand[..], &[0; 4], brand].concat());
        let handler = boxed(b"hdlr", &[&[0; 8][..], handler, &[0; 13]].concat());
        let track = boxed(
            b"trak",
            &[boxed(b"tkhd", &[0; 84]), boxed(b"mdia", &handler)].concat(),
        );
        let data = boxed(b"mdat", &[7; 300]);
        [
            head,
            data,
            boxed(b"moov", &[boxed(b"mvhd", &[0; 100]), track].concat()),
        ]
        .concat()
    }

    fn webm(codec: &[u8]) -> Vec<u8> {
        [
            b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm".as_slice(),
            &[0; 40],
            b"\x86\x85",
            codec,
        ]
        .concat()
    }

    #[test]
    fn tracks_tell_videos_from_recordings() {
        assert_eq!(content_type(&mp4(b"isom", b"vide")), Ok("video/mp4"));
        assert_eq!(content_type(&mp4(b"qt  ", b"vide")), Ok("video/quicktime"));
        assert_eq!(content_type(&mp4(b"isom", b"soun")), Ok("audio/mp4"));
        assert_eq!(content_type(&mp4(b"M4A ", b"soun")), Ok("audio/mp4"));
        assert_eq!(content_type(&webm(b"V_VP9")), Ok("video/webm"));
        assert_eq!(content_type(&webm(b"A_OPUS")), Ok("audio/webm"));
    }

    #[test]
    fn a_file_cut_short_or_lying_about_its_boxes_ends() {
        let whole = mp4(b"isom", b"vide");
        for end in 0..whole.len() {
            let _ = content_type(&whole[..end]);
        }
        let mut huge = whole;
        huge[..4].copy_from_slice(&[0, 0, 0, 1]);
        assert_ne!(content_type(&huge), Ok("video/mp4"));
    }

    /// A zip archive of empty entries with these names.
    fn zip(names: &[&str]) -> Vec<u8> {
        let (mut entries, mut directory) = (Vec::new(), Vec::new());
        for name in names {
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            let offset = u32::try_from(entries.len()).unwrap().to_le_bytes();
            entries.extend(
                [
                    &b"PK\x03\x04"[..],
                    &[0; 22][..],
                    &length,
                    &[0; 2],
                    name.as_bytes(),
                ]
                .concat(),
            );
            let head = [&b"PK\x01\x02"[..], &[0; 24][..], &length, &[0; 12], &offset].concat();
            directory.extend([&head[..], name.as_bytes()].concat());
        }
        let offset = u32::try_from(entries.len()).unwrap().to_le_bytes();
        [
            &entries[..],
            &directory,
            b"PK\x05\x06",
            &[0; 12],
            &offset,
            &[0; 2],
        ]
        .concat()
    }

    #[test]
    fn office_files_are_told_by_their_directory_in_whatever_order() {
        let types = "[Content_Types].xml";
        for (names, expected) in [
            (
                &[types, "_rels/.rels", "word/document.xml"][..],
                "wordprocessingml.document",
            ),
            (
                &["xl/workbook.xml", "docProps/app.xml", types],
                "spreadsheetml.sheet",
            ),
            (
                &["docProps/app.xml", types, "ppt/presentation.xml"],
                "presentationml.presentation",
            ),
        ] {
            let found = content_type(&zip(names)).unwrap();
            assert!(found.ends_with(expected), "{found}");
        }
        for names in [&["word/document.xml"][..], &[types, "AndroidManifest.xml"], &[]] {
            assert!(content_type(&zip(names)).is_err(), "{names:?}");
        }
        let whole = zip(&[types, "word/document.xml"]);
        // Without its last two bytes it only lacks the length of its comment.
        for end in 4..whole.len() - 2 {
            assert!(content_type(&whole[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn documents_are_what_they_begin_as() {
        assert_eq!(content_type(b"%PDF-1.7\n1 0 obj"), Ok("application/pdf"));
        assert_eq!(content_type("走访记录\r\n一、".as_bytes()), Ok("text/plain"));
        for refused in [
            b"<svg onload=alert(1)>".as_slice(),
            b"\xef\xbb\xbf <html>",
            b"MZ\x90\0\x03",
            b"PK\x03\x04\x14\0\0\0\0\0 a zip of something",
            b"\x7fELF\x02\x01\x01",
            b"a\0b",
            b"",
            b"\xff\xfe\xfd",
        ] {
            assert!(content_type(refused).is_err(), "{refused:?}");
        }
        assert_eq!(content_type(b"\x89PNG\r\n\x1a\n...."), Err(Some("image/png")));
    }
}
