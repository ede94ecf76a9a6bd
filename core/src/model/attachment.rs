//! What hangs on moments and on the results of tasks.

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
pub const VIDEO_TYPES: [&str; 3] = ["video/mp4", "video/webm", "video/quicktime"];

/// Something that hangs on a moment or a result. Its bytes travel apart and are found by their digest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

/// Whether a file can be shown under this name.
pub(crate) fn is_file_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= NAME_MAX && !name.chars().any(char::is_control)
}

fn count(attachments: &[Attachment], kind: impl Fn(&Attachment) -> bool) -> usize {
    attachments.iter().filter(|one| kind(one)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(seed: u8) -> Attachment {
        Attachment::Photo {
            sha256: Sha256::of(&[seed]),
            bytes: 1,
            width: 1,
            height: 1,
        }
    }

    fn voice(seed: u8, duration_ms: u32) -> Attachment {
        Attachment::Voice {
            sha256: Sha256::of(&[seed]),
            bytes: 1,
            duration_ms,
            waveform: vec![],
        }
    }

    fn document(seed: u8, bytes: u64, mime: &str, name: &str) -> Attachment {
        Attachment::Document {
            sha256: Sha256::of(&[seed]),
            bytes,
            mime: mime.into(),
            name: name.into(),
        }
    }

    fn pdf(seed: u8) -> Attachment {
        document(seed, 1, "application/pdf", "通知.pdf")
    }

    fn video(seed: u8, bytes: u64, duration_ms: u32, height: u32) -> Attachment {
        Attachment::Video {
            sha256: Sha256::of(&[seed]),
            bytes,
            duration_ms,
            width: 720,
            height,
        }
    }

    #[test]
    fn attachments_are_counted() {
        for (attachments, expected) in [
            ((0..9).map(photo).collect(), Ok(())),
            (
                (0..10).map(photo).collect(),
                Err(MomentFault::TooManyPhotos { photos: 10 }),
            ),
            ((0..9).map(pdf).collect(), Ok(())),
            (
                (0..12).map(pdf).collect(),
                Err(MomentFault::TooManyDocuments { documents: 12 }),
            ),
            (vec![photo(1), photo(1)], Err(MomentFault::AttachedTwice)),
            (vec![voice(1, 1), pdf(1)], Err(MomentFault::AttachedTwice)),
            (vec![voice(1, 1), voice(2, 1)], Err(MomentFault::TooManyVoices)),
            (
                vec![video(1, 1, 1, 1), video(2, 1, 1, 1)],
                Err(MomentFault::TooManyVideos),
            ),
            (vec![photo(1), voice(2, 1), pdf(3), video(4, 1, 1, 1)], Ok(())),
        ] {
            let attachments: Vec<Attachment> = attachments;
            assert_eq!(check_attachments(&attachments), expected, "{attachments:?}");
        }
    }

    #[test]
    fn each_keeps_to_the_limits_of_its_kind() {
        let pdf = DOCUMENT_TYPES[0];
        let long = "长".repeat(NAME_MAX);
        for (attachment, expected) in [
            (voice(1, VOICE_MAX_MS), Ok(())),
            (voice(1, VOICE_MAX_MS + 1), Err(MomentFault::VoiceLength)),
            (voice(1, 0), Err(MomentFault::VoiceLength)),
            (document(1, DOCUMENT_MAX_BYTES, pdf, &long), Ok(())),
            (
                document(1, DOCUMENT_MAX_BYTES + 1, pdf, "a.pdf"),
                Err(MomentFault::DocumentSize),
            ),
            (document(1, 0, pdf, "a.pdf"), Err(MomentFault::DocumentSize)),
            (
                document(1, 1, "application/msword", "a.doc"),
                Err(MomentFault::DocumentKind),
            ),
            (
                document(1, 1, "text/html", "a.html"),
                Err(MomentFault::DocumentKind),
            ),
            (
                document(1, 1, pdf, &format!("{long}a")),
                Err(MomentFault::DocumentName),
            ),
            (document(1, 1, pdf, " "), Err(MomentFault::DocumentName)),
            (document(1, 1, pdf, "a\n.pdf"), Err(MomentFault::DocumentName)),
            (video(1, VIDEO_MAX_BYTES, VIDEO_MAX_MS, 1), Ok(())),
            (video(1, VIDEO_MAX_BYTES + 1, 1, 1), Err(MomentFault::VideoSize)),
            (video(1, 0, 1, 1), Err(MomentFault::VideoSize)),
            (video(1, 1, VIDEO_MAX_MS + 1, 1), Err(MomentFault::VideoLength)),
            (video(1, 1, 0, 1), Err(MomentFault::VideoLength)),
            (video(1, 1, 1, 0), Err(MomentFault::VideoLength)),
        ] {
            assert_eq!(
                check_attachments(std::slice::from_ref(&attachment)),
                expected,
                "{attachment:?}"
            );
        }
    }
}
