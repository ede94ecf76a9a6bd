//! Jishi's server: the protocol over HTTP, storage in SQLite or PostgreSQL, media in a folder or a bucket, the roster.
//!
//! [`start`] runs one in this process; [`Running::service`] is the way in for tests and tools.

mod audit;
pub mod cli;
mod clock;
mod config;
mod connections;
pub mod demo;
mod http;
mod media_store;
mod metrics;
mod proxied;
mod receipt_key;
pub mod roster;
mod secret;
mod service;
pub mod settings;
mod start;
pub mod storage;

pub use audit::{AuditFault, Audited, Break, audit};
pub use clock::{Clock, SetClock, SystemClock};
pub use config::{Config, EnrolLimit, FirstPolicy, Limits, MediaUrl, Pace, StorageUrl};
pub use http::openapi;
pub use media_store::{MediaFault, MediaStore};
pub use service::{
    Announced, Caller, Checksum, Directory, Incoming, OneTimeCode, OpenMedia, Service, UploadState,
};
pub use start::{Running, StartError, open, open_storage, start};

/// Decoders of foreign bytes that are nobody else's business, for the fuzz targets.
#[cfg(fuzzing)]
pub mod fuzzing {
    pub use crate::http::fuzz_headers as headers;
}
