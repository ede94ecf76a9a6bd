//! Moments: one log entry (日志), in the manner of WeChat Moments.

use serde::{Deserialize, Serialize};

use super::{MomentId, PersonId, Place, Sha256, Timestamp};

/// Longest text of a moment, in Unicode scalar values.
pub const TEXT_MAX: usize = 5_000;
/// Most photos on one moment.
pub const PHOTOS_MAX: usize = 9;
/// Longest voice note, in milliseconds.
pub const VOICE_MAX_MS: u32 = 5 * 60 * 1000;
/// Bars in a stored waveform.
pub const WAVEFORM_BARS: usize = 48;

/// One entry of somebody's daily log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moment {
    /// Its id, made when the draft was begun.
    pub id: MomentId,
    /// Who wrote it.
    pub author: PersonId,
    /// What they wrote; may be empty when there is an attachment.
    pub text: String,
    /// Photos and voice, in the order shown.
    pub attachments: Vec<Attachment>,
    /// Where, if the author tapped for it.
    pub place: Option<Place>,
    /// When the author tapped send, by the phone's clock.
    pub done_at: Timestamp,
}

/// Something that hangs on a moment. Its bytes travel apart and are found by their digest.
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
}

impl Attachment {
    /// Digest of the bytes.
    #[must_use]
    pub const fn sha256(&self) -> Sha256 {
        match self {
            Self::Photo { sha256, .. } | Self::Voice { sha256, .. } => *sha256,
        }
    }

    /// Number of bytes.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        match self {
            Self::Photo { bytes, .. } | Self::Voice { bytes, .. } => *bytes,
        }
    }
}

/// Why a moment cannot be posted as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MomentFault {
    /// Neither text nor attachment.
    #[error("a moment needs a word, a photo or a voice note")]
    Empty,
    /// The text is too long.
    #[error("the text has {characters} characters; {TEXT_MAX} are allowed")]
    TextTooLong {
        /// How many it has.
        characters: usize,
    },
    /// A character that no store or font can carry.
    #[error("the text contains a control character")]
    ControlCharacter,
    /// Too many photos.
    #[error("{photos} photos; {PHOTOS_MAX} are allowed")]
    TooManyPhotos {
        /// How many there are.
        photos: usize,
    },
    /// More than one voice note.
    #[error("only one voice note is allowed")]
    TooManyVoices,
    /// A voice note without sound or over the limit.
    #[error("a voice note lasts up to five minutes")]
    VoiceLength,
    /// The same file twice.
    #[error("the same file is attached twice")]
    AttachedTwice,
    /// Numbers that are no place on Earth.
    #[error("the place is not on Earth")]
    ImpossiblePlace,
}

impl Moment {
    /// Checks what both the phone, before it queues, and the server, before it accepts, hold a moment to.
    ///
    /// # Errors
    /// The first [`MomentFault`] found.
    pub fn check(&self) -> Result<(), MomentFault> {
        if self.text.trim().is_empty() && self.attachments.is_empty() {
            return Err(MomentFault::Empty);
        }
        let characters = self.text.chars().count();
        if characters > TEXT_MAX {
            return Err(MomentFault::TextTooLong { characters });
        }
        if self.text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(MomentFault::ControlCharacter);
        }
        let (mut photos, mut voices) = (0, 0);
        for (index, attachment) in self.attachments.iter().enumerate() {
            match attachment {
                Attachment::Photo { .. } => photos += 1,
                Attachment::Voice {
                    duration_ms,
                    waveform,
                    ..
                } => {
                    voices += 1;
                    if *duration_ms == 0 || *duration_ms > VOICE_MAX_MS || waveform.len() > WAVEFORM_BARS {
                        return Err(MomentFault::VoiceLength);
                    }
                }
            }
            if self.attachments[..index]
                .iter()
                .any(|earlier| earlier.sha256() == attachment.sha256())
            {
                return Err(MomentFault::AttachedTwice);
            }
        }
        if photos > PHOTOS_MAX {
            return Err(MomentFault::TooManyPhotos { photos });
        }
        if voices > 1 {
            return Err(MomentFault::TooManyVoices);
        }
        if self.place.as_ref().is_some_and(|place| !place.is_possible()) {
            return Err(MomentFault::ImpossiblePlace);
        }
        Ok(())
    }
}

/// Text as a person means it: line ends as `\n`, tabs as spaces, other control characters dropped.
/// Direction marks stay: they are part of Arabic, Hebrew and Uyghur writing.
#[must_use]
pub fn clean_text(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\r' => '\n',
            '\t' => ' ',
            c => c,
        })
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        let at = Timestamp(1_700_000_000_000);
        Moment {
            id: MomentId::new(at),
            author: PersonId::new(at),
            text: text.into(),
            attachments: vec![],
            place: None,
            done_at: at,
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

    fn photo(seed: u8) -> Attachment {
        Attachment::Photo {
            sha256: Sha256::of(&[seed]),
            bytes: 1,
            width: 1,
            height: 1,
        }
    }

    #[test]
    fn five_thousand_characters_fit_and_one_more_does_not() {
        assert_eq!(moment(&"雨".repeat(5000)).check(), Ok(()));
        assert_eq!(
            moment(&"🌧".repeat(5001)).check(),
            Err(MomentFault::TextTooLong { characters: 5001 })
        );
    }

    #[test]
    fn blank_text_alone_is_empty() {
        assert_eq!(moment(" \n\u{3000}").check(), Err(MomentFault::Empty));
        let mut with_voice = moment("");
        with_voice.attachments.push(voice(1, 900));
        assert_eq!(with_voice.check(), Ok(()));
    }

    #[test]
    fn attachments_are_counted() {
        let mut many = moment("");
        many.attachments = (0..10).map(photo).collect();
        assert_eq!(many.check(), Err(MomentFault::TooManyPhotos { photos: 10 }));
        many.attachments = vec![photo(1), photo(1)];
        assert_eq!(many.check(), Err(MomentFault::AttachedTwice));
        many.attachments = vec![voice(1, 1), voice(2, 1)];
        assert_eq!(many.check(), Err(MomentFault::TooManyVoices));
        for duration in [0, VOICE_MAX_MS + 1] {
            many.attachments = vec![voice(1, duration)];
            assert_eq!(many.check(), Err(MomentFault::VoiceLength));
        }
    }

    #[test]
    fn direction_marks_stay_and_control_characters_go() {
        assert_eq!(clean_text("a\r\nb\tc\0\u{200f}\u{7}"), "a\nb c\u{200f}");
        assert_eq!(moment("a\0").check(), Err(MomentFault::ControlCharacter));
    }
}
