//! What hangs on moments and on the results of tasks.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{MomentFault, Sha256};

/// Most photos at once.
pub const PHOTOS_MAX: usize = 9;
/// Longest voice note, in milliseconds.
pub const VOICE_MAX_MS: u32 = 5 * 60 * 1000;
/// Bars in a stored waveform.
pub const WAVEFORM_BARS: usize = 48;
/// Most documents at once.
pub const DOCUMENTS_MAX: usize = 9;
/// Largest document, in bytes.
pub const DOCUMENT_MAX_BYTES: u64 = 20_000_000;
/// Longest name of a file, in Unicode scalar values.
pub const NAME_MAX: usize = 200;
/// What documents may be: PDF, Word, Excel, PowerPoint, plain text.
pub const DOCUMENT_TYPES: [&str; 5] = [
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "text/plain",
];
/// Longest video, in milliseconds.
pub const VIDEO_MAX_MS: u32 = 60 * 1000;
/// Largest video, in bytes.
pub const VIDEO_MAX_BYTES: u64 = 64_000_000;
/// What videos may be; the bytes say which, so the attachment does not.
pub const VIDEO_TYPES: [&str; 2] = ["video/mp4", "video/quicktime"];

/// Something that hangs on a moment or a result. Its bytes travel apart and are found by their digest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Attachment {
    /// A photo, as prepared: oriented, at most 2048 px on its longer side, JPEG, no metadata.
    Photo {
        /// Digest of the prepared JPEG.
        sha256: Sha256,
        /// Size in bytes.
        bytes: u64,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// A voice note, as the host recorded it.
    Voice {
        /// Digest of the recording.
        sha256: Sha256,
        /// Size in bytes.
        bytes: u64,
        /// Length in milliseconds.
        duration_ms: u32,
        /// Loudness, 0–255, in at most [`WAVEFORM_BARS`] equal steps of time.
        waveform: Vec<u8>,
    },
    /// A document, as it was chosen.
    Document {
        /// Digest of the file.
        sha256: Sha256,
        /// Size in bytes.
        bytes: u64,
        /// One of [`DOCUMENT_TYPES`].
        mime: String,
        /// Its name, as shown.
        name: String,
    },
    /// A video, as the host recorded it; one of [`VIDEO_TYPES`].
    Video {
        /// Digest of the recording.
        sha256: Sha256,
        /// Size in bytes.
        bytes: u64,
        /// Length in milliseconds.
        duration_ms: u32,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
}

/// Puts those of `items` that `order` names into that order, in the places that they have among the others.
pub fn arrange<T>(items: &mut [T], order: &[Sha256], name: impl Fn(&T) -> Sha256) {
    let wanted = |item: &T| order.iter().position(|named| *named == name(item));
    let places: Vec<usize> = (0..items.len())
        .filter(|place| wanted(&items[*place]).is_some())
        .collect();
    // As many exchanges as it takes, each of which puts one where it belongs.
    for (index, place) in places.iter().enumerate() {
        let first = places[index..]
            .iter()
            .min_by_key(|other| wanted(&items[**other]))
            .copied();
        if let Some(first) = first {
            items.swap(*place, first);
        }
    }
}

impl Attachment {
    /// Digest of the bytes.
    #[must_use]
    pub const fn sha256(&self) -> Sha256 {
        match self {
            Self::Photo { sha256, .. }
            | Self::Voice { sha256, .. }
            | Self::Document { sha256, .. }
            | Self::Video { sha256, .. } => *sha256,
        }
    }

    /// Number of bytes.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        match self {
            Self::Photo { bytes, .. }
            | Self::Voice { bytes, .. }
            | Self::Document { bytes, .. }
            | Self::Video { bytes, .. } => *bytes,
        }
    }

    /// What is wrong with it by itself.
    fn check(&self) -> Result<(), MomentFault> {
        match self {
            Self::Photo { .. } => Ok(()),
            Self::Voice {
                duration_ms,
                waveform,
                ..
            } => {
                let fits = (1..=VOICE_MAX_MS).contains(duration_ms) && waveform.len() <= WAVEFORM_BARS;
                fits.then_some(()).ok_or(MomentFault::VoiceLength)
            }
            Self::Document {
                bytes, mime, name, ..
            } => {
                if !DOCUMENT_TYPES.contains(&mime.as_str()) {
                    return Err(MomentFault::DocumentKind);
                }
                if !(1..=DOCUMENT_MAX_BYTES).contains(bytes) {
                    return Err(MomentFault::DocumentSize);
                }
                is_file_name(name).then_some(()).ok_or(MomentFault::DocumentName)
            }
            Self::Video {
                bytes,
                duration_ms,
                width,
                height,
                ..
            } => {
                if !(1..=VIDEO_MAX_MS).contains(duration_ms) || *width == 0 || *height == 0 {
                    return Err(MomentFault::VideoLength);
                }
                let fits = (1..=VIDEO_MAX_BYTES).contains(bytes);
                fits.then_some(()).ok_or(MomentFault::VideoSize)
            }
        }
    }
}

/// Checks attachments one by one and together: each within its limits, none twice, not too many of a kind.
///
/// # Errors
/// The first [`MomentFault`] found.
pub fn check_attachments(attachments: &[Attachment]) -> Result<(), MomentFault> {
    let (mut photos, mut voices, mut documents, mut videos) = (0, 0, 0, 0);
    for (index, attachment) in attachments.iter().enumerate() {
        match attachment {
            Attachment::Photo { .. } => photos += 1,
            Attachment::Voice { .. } => voices += 1,
            Attachment::Document { .. } => documents += 1,
            Attachment::Video { .. } => videos += 1,
        }
        // Before the look back, so that a list of thousands costs no more than the limits.
        if photos > PHOTOS_MAX {
            let photos = count(attachments, |one| matches!(one, Attachment::Photo { .. }));
            return Err(MomentFault::TooManyPhotos { photos });
        }
        if documents > DOCUMENTS_MAX {
            let documents = count(attachments, |one| matches!(one, Attachment::Document { .. }));
            return Err(MomentFault::TooManyDocuments { documents });
        }
        attachment.check()?;
        let twice = |earlier: &Attachment| earlier.sha256() == attachment.sha256();
        if attachments[..index].iter().any(twice) {
            return Err(MomentFault::AttachedTwice);
        }
        if voices > 1 {
            return Err(MomentFault::TooManyVoices);
        }
        if videos > 1 {
            return Err(MomentFault::TooManyVideos);
        }
    }
    Ok(())
}

/// Whether a file can be shown under this name, and downloaded: one line that names no folder and reads as it stands.
pub(crate) fn is_file_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= NAME_MAX && name.chars().all(is_of_names)
}

/// The name of a file as a picker gave it, without the folders before it and whatever names cannot have.
#[cfg(any(feature = "client", test))]
pub(crate) fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| is_of_names(*c)).collect()
}

/// Neither control nor separator, nor one of the marks that turn the direction of reading (Unicode UAX 9, section 2):
/// by those a program can look like a document.
fn is_of_names(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !turns && !matches!(c, '/' | '\\' | '\u{2028}'..='\u{2029}')
}

fn count(attachments: &[Attachment], kind: impl Fn(&Attachment) -> bool) -> usize {
    attachments.iter().filter(|one| kind(one)).count()
}

#[cfg(test)]
mod tests;
