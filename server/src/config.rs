//! What a server is told at its start.

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::clock::{Clock, SystemClock};

/// Where records are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageUrl {
    /// In one SQLite file; its folder is made if it is missing.
    Sqlite(PathBuf),
    /// In PostgreSQL, by a libpq URL.
    Postgres(String),
}

/// Where the bytes of media are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaUrl {
    /// In a folder; it is made if it is missing.
    Folder(PathBuf),
    /// In a bucket that speaks S3: `s3://bucket/prefix`, the rest from `AWS_…` variables.
    Bucket(String),
}

/// How often a code may be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnrolLimit {
    /// Tries in a row from one address.
    pub burst: NonZeroU32,
    /// Time after which an address gets one more.
    pub every: Duration,
    /// Tries in a row from all addresses together.
    pub everyone_burst: NonZeroU32,
    /// Time after which all together get one more.
    pub everyone_every: Duration,
}

impl Default for EnrolLimit {
    fn default() -> Self {
        const fn tries(number: u32) -> NonZeroU32 {
            match NonZeroU32::new(number) {
                Some(number) => number,
                None => NonZeroU32::MIN,
            }
        }
        // A county enrols thousands in a morning, many behind one address only in an office: 5, then 1 per 12 s.
        // Together at most 20 a second: against 31^8 codes that is still nothing.
        Self {
            burst: tries(5),
            every: Duration::from_secs(12),
            everyone_burst: tries(200),
            everyone_every: Duration::from_millis(50),
        }
    }
}

impl EnrolLimit {
    /// As good as none, for tests in which many devices come from one address.
    #[must_use]
    pub const fn off() -> Self {
        let (burst, every) = (NonZeroU32::MAX, Duration::from_nanos(1));
        Self {
            burst,
            every,
            everyone_burst: burst,
            everyone_every: every,
        }
    }
}

/// The policy with which a county begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstPolicy {
    /// No points, rankings or penalties: nobody gets those by default.
    EvidenceOnly,
    /// Everything on.
    Wangmo2016,
}

/// What a server is told at its start.
#[derive(Clone)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where records are kept.
    pub storage: StorageUrl,
    /// Where media are kept.
    pub media: MediaUrl,
    /// File of the key by which receipts are signed; it is made if it is missing. Servers on one database share it.
    pub receipt_key: PathBuf,
    /// Folder of the web app; without one, the server has only its API.
    pub web: Option<PathBuf>,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
    /// How often a code may be tried.
    pub enrol_limit: EnrolLimit,
    /// The policy of a county that has none yet.
    pub first_policy: FirstPolicy,
}

impl Config {
    /// Everything in one folder: `jishi.sqlite`, `media/` and `receipt.key`.
    #[must_use]
    pub fn in_folder(folder: impl Into<PathBuf>, listen: SocketAddr) -> Self {
        let folder = folder.into();
        Self {
            listen,
            storage: StorageUrl::Sqlite(folder.join("jishi.sqlite")),
            media: MediaUrl::Folder(folder.join("media")),
            receipt_key: folder.join("receipt.key"),
            web: None,
            clock: Arc::new(SystemClock),
            enrol_limit: EnrolLimit::default(),
            first_policy: FirstPolicy::EvidenceOnly,
        }
    }
}
