//! What went wrong as sentences: what happened, what is safe, what to do. Each match is exhaustive, so that a new way
//! to fail does not compile before it can be told.

use jishi_core::{
    engine::{Capability, Fault, Trouble},
    media::PhotoFault,
    model::{MomentFault, PHOTOS_MAX, TEXT_MAX},
    protocol::{Problem, ProblemKind},
};

use super::Texts;
use crate::t;

/// Something that can be told in one or two sentences.
pub trait Sentence {
    /// The sentences, in the language of `texts`.
    fn sentence(&self, texts: &Texts) -> String;
}

impl Sentence for Fault {
    fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Unsupported(what) => match what {
                Capability::Location => t!(texts, "fault-unsupported-location"),
                Capability::Photos => t!(texts, "fault-unsupported-photos"),
                Capability::Microphone => t!(texts, "fault-unsupported-microphone"),
                Capability::Storage => t!(texts, "fault-unsupported-storage"),
            },
            Self::Denied(what) => match what {
                Capability::Location => t!(texts, "fault-denied-location"),
                Capability::Photos => t!(texts, "fault-denied-photos"),
                Capability::Microphone => t!(texts, "fault-denied-microphone"),
                Capability::Storage => t!(texts, "fault-denied-storage"),
            },
            Self::HostFailed(what) => match what {
                Capability::Location => t!(texts, "fault-failed-location"),
                Capability::Photos => t!(texts, "fault-failed-photos"),
                Capability::Microphone => t!(texts, "fault-failed-microphone"),
                Capability::Storage => t!(texts, "fault-failed-storage"),
            },
            Self::NotEnrolled => t!(texts, "fault-not-enrolled"),
            Self::Trouble(trouble) => trouble.sentence(texts),
            Self::Refused(problem) => problem.sentence(texts),
            Self::Photo(fault) => fault.sentence(texts),
            Self::NotARecording => t!(texts, "fault-not-a-recording"),
            Self::Moment(fault) => fault.sentence(texts),
            Self::NotFound => t!(texts, "fault-not-found"),
            Self::StorageFull => t!(texts, "fault-storage-full"),
            // The storage engine's own words are for the log, not for the person.
            Self::Storage(_) => t!(texts, "fault-storage"),
            Self::OtherTab => t!(texts, "fault-other-tab"),
            Self::EngineGone => t!(texts, "fault-engine-gone"),
        }
    }
}

impl Sentence for Trouble {
    fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Unreachable => t!(texts, "trouble-unreachable"),
            Self::Slow => t!(texts, "trouble-slow"),
            Self::NotOurServer => t!(texts, "trouble-not-our-server"),
            Self::ServerFailed { status } => t!(texts, "trouble-server-failed", status = *status),
            Self::TooLargeForTheWay => t!(texts, "trouble-too-large-for-the-way"),
            Self::DeviceFull => t!(texts, "trouble-device-full"),
            Self::Busy { seconds } => t!(texts, "trouble-busy", seconds = *seconds),
        }
    }
}

impl Sentence for PhotoFault {
    fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::NotAPhoto => t!(texts, "photo-not-a-photo"),
            Self::Heic => t!(texts, "photo-heic"),
            Self::Truncated => t!(texts, "photo-truncated"),
            Self::Damaged => t!(texts, "photo-damaged"),
            Self::TooManyPixels { megapixels } => {
                t!(texts, "photo-too-many-pixels", megapixels = *megapixels)
            }
            Self::TooManyBytes { megabytes } => t!(texts, "photo-too-many-bytes", megabytes = *megabytes),
        }
    }
}

impl Sentence for MomentFault {
    fn sentence(&self, texts: &Texts) -> String {
        match self {
            Self::Empty => t!(texts, "moment-empty"),
            Self::TextTooLong { characters } => {
                t!(
                    texts,
                    "moment-text-too-long",
                    over = characters.saturating_sub(TEXT_MAX)
                )
            }
            Self::ControlCharacter => t!(texts, "moment-control-character"),
            Self::TooManyPhotos { photos } => {
                t!(
                    texts,
                    "moment-too-many-photos",
                    max = PHOTOS_MAX,
                    over = photos.saturating_sub(PHOTOS_MAX)
                )
            }
            Self::TooManyVoices => t!(texts, "moment-too-many-voices"),
            Self::VoiceLength => t!(texts, "moment-voice-length"),
            Self::AttachedTwice => t!(texts, "moment-attached-twice"),
            Self::ImpossiblePlace => t!(texts, "moment-impossible-place"),
        }
    }
}

impl Sentence for Problem {
    fn sentence(&self, texts: &Texts) -> String {
        match self.kind {
            ProblemKind::Malformed => t!(texts, "problem-malformed"),
            ProblemKind::Unauthorised => t!(texts, "problem-unauthorised"),
            ProblemKind::DeviceRevoked => t!(texts, "problem-device-revoked"),
            ProblemKind::Forbidden => t!(texts, "problem-forbidden"),
            ProblemKind::WrongCode => t!(texts, "problem-wrong-code"),
            ProblemKind::NotFound => t!(texts, "problem-not-found"),
            ProblemKind::MethodNotAllowed => t!(texts, "problem-method-not-allowed"),
            ProblemKind::Conflict => t!(texts, "problem-conflict"),
            ProblemKind::TusVersion => t!(texts, "problem-tus-version"),
            ProblemKind::TooLarge => t!(texts, "problem-too-large"),
            ProblemKind::UnsupportedMedia => t!(texts, "problem-unsupported-media"),
            ProblemKind::RangeNotSatisfiable => t!(texts, "problem-range-not-satisfiable"),
            ProblemKind::Invalid => t!(texts, "problem-invalid"),
            ProblemKind::BadSignature => t!(texts, "problem-bad-signature"),
            ProblemKind::MediaMissing => t!(texts, "problem-media-missing"),
            ProblemKind::TooManyRequests => match self.retry_after {
                Some(seconds) => t!(texts, "problem-too-many-requests-seconds", seconds = seconds),
                None => t!(texts, "problem-too-many-requests"),
            },
            ProblemKind::ChecksumMismatch => t!(texts, "problem-checksum-mismatch"),
            ProblemKind::Internal => t!(texts, "problem-internal"),
            ProblemKind::Unavailable => t!(texts, "problem-unavailable"),
        }
    }
}
