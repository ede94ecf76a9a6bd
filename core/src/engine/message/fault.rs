//! Why a command was not done.

use borsh::{BorshDeserialize, BorshSerialize};

use super::Trouble;
use crate::{media::PhotoFault, model::MomentFault, protocol::Problem};

/// Why a command was not done. Whatever was saved before stays as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error, BorshSerialize, BorshDeserialize)]
pub enum Fault {
    /// The host has no such thing.
    #[error("this device has no {0:?}")]
    Unsupported(Capability),
    /// The person or the system did not permit it.
    #[error("{0:?} is not permitted")]
    Denied(Capability),
    /// The host has it, but it failed.
    #[error("{0:?} failed")]
    HostFailed(Capability),
    /// Nobody is enrolled here.
    #[error("not enrolled")]
    NotEnrolled,
    /// The server cannot be asked now, and this cannot wait.
    #[error("{0}")]
    Trouble(Trouble),
    /// The server refused.
    #[error("{0}")]
    Refused(Problem),
    /// A chosen file gives no bytes: it was moved, has changed, or a cloud does not deliver it.
    #[error("the file cannot be read")]
    Unreadable,
    /// These bytes cannot become a photo.
    #[error("{0}")]
    Photo(PhotoFault),
    /// This is no recording.
    #[error("not a recording")]
    NotARecording,
    /// This video does not tell its length and size, or is of a kind that is not taken.
    #[error("not a video that can be read here")]
    NotAVideo,
    /// Lessons take pictures and PDF only.
    #[error("lessons take pictures and PDF")]
    NotForALesson,
    /// The moment cannot be posted as it is.
    #[error("{0}")]
    Moment(MomentFault),
    /// It is not here.
    #[error("not found")]
    NotFound,
    /// The device has no room.
    #[error("the storage is full")]
    StorageFull,
    /// The device's storage failed.
    #[error("the storage failed: {0}")]
    Storage(String),
    /// The host does not give out the device's key now; it may later.
    #[error("the device's key cannot be reached: {0}")]
    KeyOutOfReach(String),
    /// Jishi is open in another tab, which owns the data.
    #[error("open in another tab")]
    OtherTab,
    /// The engine is gone.
    #[error("the engine does not answer")]
    EngineGone,
}

/// Things a host may or may not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum Capability {
    /// Location service.
    Location,
    /// Camera or photo library.
    Photos,
    /// Microphone.
    Microphone,
    /// Durable storage.
    Storage,
}
