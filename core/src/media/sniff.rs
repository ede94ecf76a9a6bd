//! What a file is, by its content; names and declared types are not believed.

/// Kinds of file that are known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// JPEG photo.
    Jpeg,
    /// PNG picture.
    Png,
    /// WebP picture.
    WebP,
    /// GIF picture.
    Gif,
    /// HEIC or AVIF photo: known, but not decoded here.
    Heic,
    /// WebM audio.
    WebmAudio,
    /// Ogg audio.
    OggAudio,
    /// MP4 audio.
    Mp4Audio,
}

impl MediaKind {
    /// Its media type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Heic => "image/heic",
            Self::WebmAudio => "audio/webm",
            Self::OggAudio => "audio/ogg",
            Self::Mp4Audio => "audio/mp4",
        }
    }

    /// Whether it is a picture.
    #[must_use]
    pub const fn is_photo(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::WebP | Self::Gif | Self::Heic)
    }

    /// Whether it is a recording.
    #[must_use]
    pub const fn is_audio(self) -> bool {
        !self.is_photo()
    }
}

/// What `bytes` begin as; `None` if it is nothing that is taken.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<MediaKind> {
    let at =
        |offset: usize, pattern: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(pattern));
    if at(0, b"\xff\xd8\xff") {
        return Some(MediaKind::Jpeg);
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Some(MediaKind::Png);
    }
    if at(0, b"GIF87a") || at(0, b"GIF89a") {
        return Some(MediaKind::Gif);
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Some(MediaKind::WebP);
    }
    if at(0, b"OggS") {
        return Some(MediaKind::OggAudio);
    }
    // EBML, with the document type `webm` somewhere in its short header.
    if at(0, b"\x1a\x45\xdf\xa3") && bytes[..bytes.len().min(64)].windows(4).any(|w| w == b"webm") {
        return Some(MediaKind::WebmAudio);
    }
    if at(4, b"ftyp") {
        // The main brand decides; an unknown one is looked up among the compatible brands.
        let length = bytes
            .first_chunk()
            .map_or(0, |length| u32::from_be_bytes(*length) as usize);
        let compatible = bytes
            .get(16..length.min(bytes.len()))
            .unwrap_or_default()
            .chunks_exact(4);
        return std::iter::once(bytes.get(8..12)?)
            .chain(compatible.take(16))
            .find_map(of_brand);
    }
    None
}

/// Brands of the ISO base media format (ISO 14496-12): HEIF (ISO 23008-12), AVIF, MP4.
fn of_brand(brand: &[u8]) -> Option<MediaKind> {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" | b"mif1" | b"mif2"
        | b"msf1" | b"avif" | b"avis" => Some(MediaKind::Heic),
        b"M4A " | b"mp42" | b"mp41" | b"isom" | b"iso2" | b"iso4" | b"iso5" | b"iso6" | b"dash" => {
            Some(MediaKind::Mp4Audio)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let table: [(&[u8], Option<MediaKind>); 15] = [
            (b"\xff\xd8\xff\xe0....", Some(MediaKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n....", Some(MediaKind::Png)),
            (b"GIF89a......", Some(MediaKind::Gif)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(MediaKind::WebP)),
            (b"RIFF\0\0\0\0WAVEfmt ", None),
            (b"\0\0\0\x18ftypheic", Some(MediaKind::Heic)),
            (b"\0\0\0\x18ftypM4A ", Some(MediaKind::Mp4Audio)),
            (b"\0\0\0\x18ftypavif", Some(MediaKind::Heic)),
            (b"\0\0\0\x18ftypXXXX\0\0\0\0miafheic", Some(MediaKind::Heic)),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  mp42", None),
            (
                b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm",
                Some(MediaKind::WebmAudio),
            ),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", None),
            (b"OggS\0\x02", Some(MediaKind::OggAudio)),
            (b"<html>", None),
            (b"", None),
        ];
        for (bytes, expected) in table {
            assert_eq!(sniff(bytes), expected, "{bytes:?}");
        }
    }
}
