//! Where records and media are kept, as arguments.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;

use crate::config::{Config, MediaUrl, StorageUrl};

/// Where records and media are kept.
#[derive(Args)]
pub(super) struct Place {
    /// Folder of the database and the media.
    #[arg(long, env = "JISHI_DATA", default_value = "data")]
    data: PathBuf,
    /// PostgreSQL instead of the database in the folder: postgres://user@host/name.
    #[arg(long, env = "JISHI_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// A bucket instead of the folder's media: s3://bucket/prefix, the rest from AWS_… variables.
    #[arg(long, env = "JISHI_MEDIA_URL")]
    media_url: Option<String>,
    /// File of the key by which receipts are signed, instead of receipt.key in the folder. Servers on one database share it.
    #[arg(long, env = "JISHI_RECEIPT_KEY")]
    receipt_key: Option<PathBuf>,
}

impl Place {
    pub(super) fn config(&self) -> Config {
        let mut config = Config::in_folder(&self.data, SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0));
        if let Some(url) = &self.database_url {
            config.storage = StorageUrl::Postgres(url.clone());
        }
        if let Some(url) = &self.media_url {
            config.media = MediaUrl::Bucket(url.clone());
        }
        if let Some(path) = &self.receipt_key {
            config.receipt_key.clone_from(path);
        }
        config
    }
}
