//! How the exchange with the server stands.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::model::Timestamp;

/// How the exchange with the server stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SyncState {
    /// Operations that have not arrived.
    pub waiting: u32,
    /// Operations that the server refused and the person has not dealt with.
    pub refused: u32,
    /// Why the last try failed; `None` when it did not.
    pub trouble: Option<Trouble>,
    /// When the next try is due, by this device's clock; `None` when nothing is.
    pub next_try: Option<Timestamp>,
    /// What kind of line the device is on.
    pub line: LineKind,
    /// Whether videos were chosen to wait for a line that is not metered.
    pub wifi_only: bool,
}

/// What kind of line a device is on, as far as its host tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum LineKind {
    /// Mobile data, which is paid for by volume; or none at all, where the host would tell of Wi-Fi.
    Metered,
    /// Wi-Fi or a cable.
    Unmetered,
    /// The host does not tell.
    #[default]
    Unknown,
}

/// Passing trouble between device and server. Everything stays queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, BorshSerialize, BorshDeserialize)]
pub enum Trouble {
    /// No answer at all.
    #[error("no connection")]
    Unreachable,
    /// The answer did not come in time.
    #[error("no answer in time")]
    Slow,
    /// Something else answered: the sign-in page of a network, a proxy.
    #[error("something other than the server answered")]
    NotOurServer,
    /// The server said that it failed.
    #[error("the server failed with status {status}")]
    ServerFailed {
        /// HTTP status.
        status: u16,
    },
    /// Something on the way takes less than the server does.
    #[error("something on the way refuses this size")]
    TooLargeForTheWay,
    /// The server asks to wait.
    #[error("the server asks to wait")]
    Busy {
        /// Seconds.
        seconds: u32,
    },
    /// This device has no room for what comes.
    #[error("no room on this device")]
    DeviceFull,
}
