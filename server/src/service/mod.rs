//! What the server does, apart from how it is called: the protocol, one file per call, and what administration needs.

mod challenge;
mod code;
mod devices;
mod directory;
mod enrol;
mod event;
mod facts;
mod fault;
mod housekeeping;
mod learning_overview;
mod limit;
mod looked_at;
mod media;
mod moment_trace;
mod person_score;
mod photo;
mod place;
mod protocol;
mod pull;
mod push;
mod ranking;
mod receipt;
mod retention;
mod roster;
mod settings;
mod signature;
mod tallies;
mod token;
mod unit_day;
mod upload;
mod video;

use std::sync::Arc;

use jishi_core::model::{Person, Timestamp};
use jishi_core::protocol::Problem;
use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::config::{EnrolLimit, Limits};
use crate::media_store::MediaStore;
use crate::metrics::Metrics;
use crate::secret::{Secret, random};
use crate::storage::{Device, Storage};
pub use code::OneTimeCode;
pub use directory::Directory;
pub(crate) use event::Wakes;
pub(crate) use fault::fail;
use limit::Brakes;
pub(crate) use limit::Traffic;
pub use media::OpenMedia;
pub(crate) use receipt::ReceiptSigner;
pub use upload::{Announced, Checksum, Incoming, UploadState};

/// Photos worked on at once: each may hold a decoded image of 100 MP.
const IMAGES_AT_ONCE: usize = 2;

/// Megabytes of whole files that are in memory at once while they are put together and looked at.
const WHOLE_MB: u32 = 256;

/// Who calls: an enrolled person on their device.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The person, as the roster has them now.
    pub person: Person,
    /// The device that the token was given to.
    pub device: Device,
}

/// The server's use cases. Cloning it gives another handle to the same.
#[derive(Clone)]
pub struct Service {
    inner: Arc<Inner>,
}

struct Inner {
    storage: Arc<dyn Storage>,
    media: MediaStore,
    clock: Arc<dyn Clock>,
    secret: Secret,
    brakes: Brakes,
    limits: Limits,
    directory: directory::Cache,
    images: Semaphore,
    /// By megabytes.
    whole: Semaphore,
    boards: tallies::Boards,
    metrics: Metrics,
    signer: ReceiptSigner,
}

impl Service {
    /// A service on this storage.
    ///
    /// # Errors
    /// If the storage does not answer.
    pub(crate) async fn new(
        storage: Arc<dyn Storage>,
        media: MediaStore,
        clock: Arc<dyn Clock>,
        enrol_limit: &EnrolLimit,
        limits: &Limits,
        signer: ReceiptSigner,
    ) -> Result<Self, Problem> {
        let fresh = random().map_err(fail)?;
        let secret = Secret::new(storage.secret(fresh).await.map_err(fail)?);
        storage.add_receipt_key(signer.public()).await.map_err(fail)?;
        let directory = directory::Cache::new(storage.changed());
        let inner = Inner {
            storage,
            media,
            clock,
            secret,
            brakes: Brakes::new(enrol_limit, limits),
            limits: *limits,
            directory,
            images: Semaphore::new(IMAGES_AT_ONCE),
            whole: Semaphore::new(WHOLE_MB as usize),
            boards: tallies::Boards::default(),
            metrics: Metrics::default(),
            signer,
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// The storage, to read what is on the record.
    #[must_use]
    pub fn storage(&self) -> &dyn Storage {
        &*self.inner.storage
    }

    /// The server's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// Whether storage and media store work at this moment.
    ///
    /// # Errors
    /// [`Unavailable`](jishi_core::protocol::ProblemKind::Unavailable), if one does not.
    pub async fn ready(&self) -> Result<(), Problem> {
        self.inner.storage.ready().await.map_err(fault::unavailable)?;
        self.inner.media.ready().await.map_err(fault::unavailable)
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }
}
