//! Moments: one log entry (日志), in the manner of WeChat Moments.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::attachment::{
    Attachment, DOCUMENT_MAX_BYTES, DOCUMENTS_MAX, NAME_MAX, PHOTOS_MAX, VIDEO_MAX_BYTES, check_attachments,
};
use super::{MomentId, PersonId, Place, Timestamp};

/// Longest text of a moment, in Unicode scalar values.
pub const TEXT_MAX: usize = 5_000;

/// One entry of somebody's daily log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moment {
    /// Its id, made when the draft was begun.
    pub id: MomentId,
    /// Who wrote it.
    pub author: PersonId,
    /// What they wrote; may be empty when there is an attachment.
    pub text: String,
    /// Photos, voice, documents and video, in the order shown.
    pub attachments: Vec<Attachment>,
    /// Where, if the author tapped for it.
    pub place: Option<Place>,
    /// When the author tapped send, by the phone's clock.
    pub done_at: Timestamp,
}

/// Why a moment cannot be posted as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MomentFault {
    /// Neither text nor attachment.
    #[error("a moment needs a word or an attachment")]
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
    /// Too many documents.
    #[error("{documents} documents; {DOCUMENTS_MAX} are allowed")]
    TooManyDocuments {
        /// How many there are.
        documents: usize,
    },
    /// A kind of document that is not taken.
    #[error("documents are PDF, Word, Excel, PowerPoint or plain text")]
    DocumentKind,
    /// A document without content or over the limit.
    #[error("a document has up to {} MB", DOCUMENT_MAX_BYTES / 1_000_000)]
    DocumentSize,
    /// A document without a name that can be shown.
    #[error("a document has a name of up to {NAME_MAX} characters in one line")]
    DocumentName,
    /// More than one video.
    #[error("only one video is allowed")]
    TooManyVideos,
    /// A video without pictures or over the limit.
    #[error("a video lasts up to a minute")]
    VideoLength,
    /// A video without content or over the limit.
    #[error("a video has up to {} MB", VIDEO_MAX_BYTES / 1_000_000)]
    VideoSize,
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
        check_text(&self.text)?;
        check_attachments(&self.attachments)?;
        if self.place.as_ref().is_some_and(|place| !place.is_possible()) {
            return Err(MomentFault::ImpossiblePlace);
        }
        Ok(())
    }
}

/// Checks words as a moment has them: how many, and that they can be shown. Whether there are any is not asked.
///
/// # Errors
/// [`MomentFault::TextTooLong`] or [`MomentFault::ControlCharacter`].
pub fn check_text(text: &str) -> Result<(), MomentFault> {
    let characters = text.chars().count();
    if characters > TEXT_MAX {
        return Err(MomentFault::TextTooLong { characters });
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(MomentFault::ControlCharacter);
    }
    Ok(())
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
    use crate::model::Sha256;

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
        let mut with_photo = moment("");
        with_photo.attachments.push(Attachment::Photo {
            sha256: Sha256::of(b"a photo"),
            bytes: 1,
            width: 1,
            height: 1,
        });
        assert_eq!(with_photo.check(), Ok(()));
    }

    #[test]
    fn attachments_and_place_are_looked_at_too() {
        let mut found = moment("在村委会");
        found.attachments = vec![Attachment::Voice {
            sha256: Sha256::of(b"silence"),
            bytes: 1,
            duration_ms: 0,
            waveform: vec![],
        }];
        assert_eq!(found.check(), Err(MomentFault::VoiceLength));
        found.attachments.clear();
        found.place = Some(Place {
            latitude: 91.0,
            longitude: 106.1,
            accuracy_m: 5.0,
            age_ms: 0,
            taken_at: None,
            provider: crate::model::Provider::Satellite,
            mock: None,
            datum: crate::model::Datum::Wgs84,
        });
        assert_eq!(found.check(), Err(MomentFault::ImpossiblePlace));
    }

    #[test]
    fn direction_marks_stay_and_control_characters_go() {
        assert_eq!(clean_text("a\r\nb\tc\0\u{200f}\u{7}"), "a\nb c\u{200f}");
        assert_eq!(moment("a\0").check(), Err(MomentFault::ControlCharacter));
    }
}
