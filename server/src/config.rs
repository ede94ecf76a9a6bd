//! What a server is told at its start.

use std::net::{IpAddr, SocketAddr};
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
}

impl Default for EnrolLimit {
    fn default() -> Self {
        // A county enrols thousands in a morning, many behind one address in an office. Codes are long enough to bear that.
        Self {
            burst: times(30),
            every: Duration::from_secs(2),
        }
    }
}

impl EnrolLimit {
    /// As good as none, for tests in which many devices come from one address.
    #[must_use]
    pub const fn off() -> Self {
        Self {
            burst: NonZeroU32::MAX,
            every: Duration::from_nanos(1),
        }
    }
}

const fn times(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

/// How often one device may do something: so many times in a row, then once more each time that so long has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Times in a row.
    pub burst: NonZeroU32,
    /// Time after which there is one more.
    pub every: Duration,
}

impl Pace {
    const fn new(burst: u32, every_ms: u64) -> Self {
        Self {
            burst: times(burst),
            every: Duration::from_millis(every_ms),
        }
    }

    /// As good as none.
    pub const OFF: Self = Self {
        burst: NonZeroU32::MAX,
        every: Duration::from_nanos(1),
    };
}

/// What callers may take up, so that one cannot take it all. Generous: a phone that comes back after a week without signal
/// must not feel them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Push, pull and events of one device.
    pub sync: Pace,
    /// Requests of one device that announce, send or ask after a file.
    pub uploads: Pace,
    /// Files that one device fetches.
    pub media: Pace,
    /// What one device asks of others: units, scores, places, learning. Each may cost a look through a quarter.
    pub looks: Pace,
    /// Challenges that one address has answered, whether well or not. A whole county's phones may be behind one.
    pub tokens: Pace,
    /// Requests from one address that a device be somebody's.
    pub asking: Pace,
    /// Files that one person may be sending at a time; the oldest gives way to one more.
    pub open_uploads: usize,
    /// Bytes of these, as announced.
    pub open_bytes: u64,
    /// Bytes that one person may announce in a week.
    pub week_bytes: u64,
    /// Connections at a time.
    pub connections: usize,
    /// Of these from one address, behind which there may be a whole office; those of this machine and of the named proxies
    /// count for nobody.
    pub connections_by_address: usize,
    /// How long the head of a request may take to arrive.
    pub head: Duration,
    /// How long a body may be silent.
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sync: Pace::new(600, 50),
            uploads: Pace::new(1_200, 25),
            media: Pace::new(2_400, 25),
            looks: Pace::new(120, 500),
            tokens: Pace::new(2_000, 10),
            asking: Pace::new(30, 10_000),
            open_uploads: 64,
            open_bytes: 1 << 30,
            week_bytes: 20 << 30,
            connections: 20_000,
            connections_by_address: 2_000,
            head: Duration::from_secs(60),
            silence: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// Without paces, for tests in which one device does in a minute what people do in weeks.
    #[must_use]
    pub fn unpaced() -> Self {
        Self {
            sync: Pace::OFF,
            uploads: Pace::OFF,
            media: Pace::OFF,
            looks: Pace::OFF,
            tokens: Pace::OFF,
            asking: Pace::OFF,
            ..Self::default()
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
    /// What callers may take up.
    pub limits: Limits,
    /// Proxies in front, whose word in `X-Forwarded-For` is taken for where a request comes from; nobody else's is.
    pub proxies: Vec<IpAddr>,
    /// What has to be said as a bearer token to read the counters; without one they are for this machine alone.
    pub metrics_token: Option<String>,
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
            limits: Limits::default(),
            proxies: Vec::new(),
            metrics_token: None,
            first_policy: FirstPolicy::EvidenceOnly,
        }
    }
}
