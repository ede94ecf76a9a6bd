//! A JPEG without words beside the picture. Codecs of hosts write what they like into a file: profiles, sizes, their name.

use super::jpeg::without;

/// Leaves out every application segment and comment before the picture (ITU-T T.81, B.2.4.5 and B.2.4.6) but the first and the
/// fourteenth, JFIF's and Adobe's, without which a decoder would guess the colours. `None` if the bytes are no JPEG up to its first
/// scan.
#[must_use]
pub fn bare_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    without(bytes, |marker| matches!(marker, 0xe1..=0xed | 0xef | 0xfe))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    #[test]
    fn only_the_picture_is_left() {
        let (jfif, adobe) = (segment(0xe0, b"JFIF\0"), segment(0xee, b"Adobe"));
        let (exif, profile, comment) = (
            segment(0xe1, b"Exif\0\0GPS"),
            segment(0xe2, b"ICC_PROFILE\0"),
            segment(0xfe, b"made by"),
        );
        let (frame, scan) = (
            segment(0xc0, &[8, 0, 1, 0, 1]),
            [0xff, 0xda, 0, 2, 1, 0xff, 0xe1, 0xff, 0xd9],
        );
        let start = [0xff, 0xd8];
        let full = [
            &start[..],
            &jfif,
            &exif,
            &[0xff],
            &profile,
            &adobe,
            &comment,
            &frame,
            &scan,
        ]
        .concat();
        let expected = [&start[..], &jfif, &adobe, &frame, &scan].concat();
        assert_eq!(bare_jpeg(&full), Some(expected));
        for length in 0..full.len() - scan.len() + 4 {
            assert_eq!(bare_jpeg(&full[..length]), None, "cut at {length}");
        }
        assert_eq!(bare_jpeg(b"\x89PNG"), None);
        assert_eq!(
            bare_jpeg(&[0xff, 0xd8, 0xff, 0xe1, 0, 1, 0xff, 0xda]),
            None,
            "a length that is none"
        );
    }
}
