//! Starting and stopping.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jishi_core::protocol::Problem;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::config::{Config, MediaUrl, StorageUrl};
use crate::connections;
use crate::http::{self, MetricsToken, Stop};
use crate::media_store::{MediaFault, MediaStore};
use crate::proxied::Proxies;
use crate::receipt_key;
use crate::service::Service;
use crate::storage::postgres::Postgres;
use crate::storage::sqlite::Sqlite;
use crate::storage::{Storage, StorageFault};

/// How long calls in progress may take to end.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often ended uploads are forgotten.
const SWEEP_EVERY: Duration = Duration::from_secs(600);
/// How often it is looked at whether requests have other readers: who has left by today, and what an import left undone.
const RETELL_EVERY: Duration = Duration::from_secs(60);

/// Why the server did not start: one sentence for whoever started it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program listens there.
    #[error("port {0} is taken by another program; choose another with --port")]
    PortTaken(u16),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        cause: io::Error,
    },
    /// A folder cannot be written to.
    #[error("the folder {} cannot be written to: {cause}; choose another with --data", .folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// The key by which receipts are signed can be neither read nor made.
    #[error("the key of receipts in {} cannot be used: {cause}", .file.display())]
    ReceiptKey {
        /// Its file.
        file: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// The folder of the web app has no start page.
    #[error("the folder {} has no index.html; build the web app first or leave --web away", .0.display())]
    NoWebApp(PathBuf),
    /// The database cannot be used.
    #[error("the database cannot be used: {0}")]
    Storage(#[from] StorageFault),
    /// The media store cannot be used.
    #[error("the media store cannot be used: {0}")]
    Media(#[from] MediaFault),
    /// The service did not come up; the log says why.
    #[error("the service did not come up: {0}")]
    Service(#[from] Problem),
}

/// A server that runs.
pub struct Running {
    /// Where it listens; the port is the one it got.
    pub address: SocketAddr,
    service: Service,
    stop: watch::Sender<bool>,
    serving: JoinHandle<io::Result<()>>,
    sweeping: JoinHandle<()>,
    retelling: JoinHandle<()>,
}

impl Running {
    /// What the server does, without HTTP between.
    #[must_use]
    pub const fn service(&self) -> &Service {
        &self.service
    }

    /// `http://…`, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops: no new calls, those in progress come to their end, event streams are closed.
    pub async fn shutdown(self) {
        self.sweeping.abort();
        self.retelling.abort();
        self.stop.send_replace(true);
        let abort = self.serving.abort_handle();
        match tokio::time::timeout(PATIENCE, self.serving).await {
            Ok(Ok(Err(error))) => tracing::warn!(%error, "the server ended with an error"),
            Ok(_) => {}
            Err(_) => {
                tracing::warn!("calls were still in progress and have been broken off");
                abort.abort();
            }
        }
    }
}

/// Opens the storage of a configuration and nothing else.
///
/// # Errors
/// [`StartError`].
pub async fn open_storage(config: &Config) -> Result<Arc<dyn Storage>, StartError> {
    Ok(match &config.storage {
        StorageUrl::Sqlite(file) => {
            writable(file.parent().unwrap_or(Path::new(".")))?;
            Arc::new(Sqlite::open(file)?)
        }
        StorageUrl::Postgres(url) => Arc::new(Postgres::open(url).await?),
    })
}

/// Opens storage and media of a configuration, without serving.
///
/// # Errors
/// [`StartError`].
pub async fn open(config: &Config) -> Result<Service, StartError> {
    let storage = open_storage(config).await?;
    let media = match &config.media {
        MediaUrl::Folder(folder) => {
            writable(folder)?;
            MediaStore::folder(folder)?
        }
        MediaUrl::Bucket(url) => MediaStore::bucket(url)?,
    };
    let signer = receipt_key::open(&config.receipt_key).map_err(|cause| StartError::ReceiptKey {
        file: config.receipt_key.clone(),
        cause,
    })?;
    let service = Service::new(
        storage,
        media,
        config.clock.clone(),
        &config.enrol_limit,
        &config.limits,
        signer,
    )
    .await?;
    service.begin(config.first_policy).await?;
    Ok(service)
}

/// Starts a server. It runs until [`Running::shutdown`].
///
/// # Errors
/// [`StartError`].
pub async fn start(config: Config) -> Result<Running, StartError> {
    let listener = bind(&config).await?;
    start_on(listener, config).await
}

/// Takes the port, and looks whether there is a web app: what is cheap to find out comes first.
pub(crate) async fn bind(config: &Config) -> Result<TcpListener, StartError> {
    if let Some(web) = config
        .web
        .as_ref()
        .filter(|web| !web.join("index.html").is_file())
    {
        return Err(StartError::NoWebApp(web.clone()));
    }
    TcpListener::bind(config.listen)
        .await
        .map_err(|cause| match cause.kind() {
            io::ErrorKind::AddrInUse => StartError::PortTaken(config.listen.port()),
            _ => StartError::Listen {
                address: config.listen,
                cause,
            },
        })
}

pub(crate) async fn start_on(listener: TcpListener, config: Config) -> Result<Running, StartError> {
    let address = listener.local_addr().map_err(|cause| StartError::Listen {
        address: config.listen,
        cause,
    })?;
    let service = open(&config).await?;

    let (stop, stopped) = watch::channel(false);
    let metrics = MetricsToken(config.metrics_token.as_deref().map(Arc::from));
    let router = http::router(
        service.clone(),
        Stop(stopped.clone()),
        metrics,
        config.web.as_deref(),
    );
    let proxies = Proxies::new(&config.proxies);
    let serving = tokio::spawn(connections::serve(
        listener,
        router,
        (config.limits, proxies),
        stopped,
    ));
    let sweeper = service.clone();
    let sweeping = tokio::spawn(async move {
        loop {
            if let Err(problem) = sweeper.sweep_uploads().await {
                tracing::warn!(%problem, "ended uploads could not be forgotten");
            }
            if let Err(problem) = sweeper.sweep_pieces().await {
                tracing::warn!(%problem, "pieces left behind could not be removed");
            }
            match sweeper.retire_places().await {
                Ok(0) => {}
                Ok(gone) => tracing::info!(gone, "places whose time was over were taken out"),
                Err(problem) => tracing::warn!(%problem, "places whose time is over could not be taken out"),
            }
            if let Err(problem) = sweeper.forget_refusals().await {
                tracing::warn!(%problem, "refusals whose time is over could not be forgotten");
            }
            tokio::time::sleep(SWEEP_EVERY).await;
        }
    });
    let teller = service.clone();
    let retelling = tokio::spawn(async move {
        loop {
            if let Err(problem) = teller.retell().await {
                tracing::warn!(%problem, "requests could not be told to those who may decide on them");
            }
            tokio::time::sleep(RETELL_EVERY).await;
        }
    });
    tracing::info!(%address, "listening");
    Ok(Running {
        address,
        service,
        stop,
        serving,
        sweeping,
        retelling,
    })
}

fn writable(folder: &Path) -> Result<(), StartError> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let try_out = || {
        std::fs::create_dir_all(folder)?;
        let probe = folder.join(format!(".writable-{}", std::process::id()));
        std::fs::write(&probe, b"")?;
        std::fs::remove_file(&probe)
    };
    try_out().map_err(|cause| StartError::Folder {
        folder: folder.to_owned(),
        cause,
    })
}
