//! What went wrong as sentences: what happened, what is safe, what to do. Each match is exhaustive, so that a new way
//! to fail does not compile before it can be told.

use jishi_core::{
    engine::{Capability, Ended, Fault, Trouble},
    media::PhotoFault,
    model::{
        DOCUMENT_MAX_BYTES, DOCUMENTS_MAX, MomentFault, PHOTOS_MAX, TEXT_MAX, VIDEO_MAX_BYTES, VIDEO_MAX_MS,
    },
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
            // Unlike what waits in the queue, this is not tried again by itself.
            Self::Trouble(trouble) => match trouble {
                Trouble::Unreachable => t!(texts, "fault-unreachable"),
                Trouble::Slow => t!(texts, "fault-slow"),
                Trouble::ServerFailed { status } => t!(texts, "fault-server-failed", status = *status),
                Trouble::Busy { seconds } => t!(texts, "fault-busy", seconds = *seconds),
                Trouble::NotOurServer | Trouble::TooLargeForTheWay | Trouble::DeviceFull => {
                    trouble.sentence(texts)
                }
            },
            Self::Refused(problem) => problem.sentence(texts),
            Self::Unreadable => t!(texts, "fault-unreadable"),
            Self::Photo(fault) => fault.sentence(texts),
            Self::NotARecording => t!(texts, "fault-not-a-recording"),
            Self::NotAVideo => t!(texts, "fault-not-a-video"),
            Self::NotForALesson => t!(texts, "fault-not-for-a-lesson"),
            Self::Moment(fault) => fault.sentence(texts),
            Self::NotFound => t!(texts, "fault-not-found"),
            Self::StorageFull => t!(texts, "fault-storage-full"),
            // The storage engine's own words are for the log, not for the person.
            Self::Storage(_) => t!(texts, "fault-storage"),
            Self::KeyOutOfReach(_) => t!(texts, "fault-key-out-of-reach"),
            Self::OtherTab => t!(texts, "fault-other-tab"),
            Self::EngineGone => t!(texts, "fault-engine-gone"),
        }
    }
}

impl Sentence for Ended {
    fn sentence(&self, texts: &Texts) -> String {
        match self {
            // Whatever the server's reason, the person can do one thing.
            Self::ByServer(_) => t!(texts, "session-ended"),
            Self::KeyLost => t!(texts, "session-key-lost"),
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
            Self::TooManyDocuments { .. } => t!(texts, "moment-too-many-documents", max = DOCUMENTS_MAX),
            Self::DocumentKind => t!(texts, "moment-document-kind"),
            Self::DocumentSize => {
                t!(
                    texts,
                    "moment-document-size",
                    megabytes = DOCUMENT_MAX_BYTES / 1_000_000
                )
            }
            Self::DocumentName => t!(texts, "moment-document-name"),
            Self::TooManyVideos => t!(texts, "moment-too-many-videos"),
            Self::VideoLength => t!(texts, "moment-video-length", seconds = VIDEO_MAX_MS / 1_000),
            Self::VideoSize => t!(
                texts,
                "moment-video-size",
                megabytes = VIDEO_MAX_BYTES / 1_000_000
            ),
            Self::AttachedTwice => t!(texts, "moment-attached-twice"),
            Self::ImpossiblePlace => t!(texts, "moment-impossible-place"),
        }
    }
}

impl Sentence for Problem {
    fn sentence(&self, texts: &Texts) -> String {
        match self.kind {
            ProblemKind::Other => t!(texts, "problem-other"),
            ProblemKind::Malformed => t!(texts, "problem-malformed"),
            ProblemKind::Unauthorised => t!(texts, "problem-unauthorised"),
            ProblemKind::DeviceRevoked => t!(texts, "problem-device-revoked"),
            ProblemKind::DeviceWaiting => t!(texts, "problem-device-waiting"),
            ProblemKind::DeviceRefused => t!(texts, "problem-device-refused"),
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
            ProblemKind::SwitchedOff => t!(texts, "problem-switched-off"),
            ProblemKind::AlreadyDecided => t!(texts, "problem-already-decided"),
            ProblemKind::AlreadyWithdrawn => t!(texts, "problem-already-withdrawn"),
            ProblemKind::AlreadyReturned => t!(texts, "problem-already-returned"),
            ProblemKind::AlreadyBegun => t!(texts, "problem-already-begun"),
            ProblemKind::NotGranted => t!(texts, "problem-not-granted"),
            ProblemKind::AlreadyAttended => t!(texts, "problem-already-attended"),
            ProblemKind::AlreadyAsked => t!(texts, "problem-already-asked"),
            ProblemKind::Overlap => t!(texts, "problem-overlap"),
            ProblemKind::AlreadyDone => t!(texts, "problem-already-done"),
            ProblemKind::AlreadyLapsed => t!(texts, "problem-already-lapsed"),
            ProblemKind::AlreadyContested => t!(texts, "problem-already-contested"),
            ProblemKind::AlreadyDelivered => t!(texts, "problem-already-delivered"),
            ProblemKind::AlreadyAccepted => t!(texts, "problem-already-accepted"),
            ProblemKind::AlreadyCancelled => t!(texts, "problem-already-cancelled"),
            ProblemKind::NotDelivered => t!(texts, "problem-not-delivered"),
            ProblemKind::TooLate => t!(texts, "problem-too-late"),
            ProblemKind::TooEarly => t!(texts, "problem-too-early"),
            ProblemKind::MonthlyLimit => t!(texts, "problem-monthly-limit"),
            ProblemKind::CalendarUnpublished => t!(texts, "problem-calendar-unpublished"),
            ProblemKind::OnlyDaysOff => t!(texts, "problem-only-days-off"),
            ProblemKind::OverBalance => t!(texts, "problem-over-balance"),
            ProblemKind::ReadTooFast => t!(texts, "problem-read-too-fast"),
            ProblemKind::DailyCap => t!(texts, "problem-daily-cap"),
            ProblemKind::EvidenceMissing => t!(texts, "problem-evidence-missing"),
            ProblemKind::OverParent => t!(texts, "problem-over-parent"),
            ProblemKind::DueTooSoon => t!(texts, "problem-due-too-soon"),
            ProblemKind::DueAfterParent => t!(texts, "problem-due-after-parent"),
            ProblemKind::NotTheHead => t!(texts, "problem-not-the-head"),
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
