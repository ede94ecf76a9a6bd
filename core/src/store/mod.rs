//! What a device keeps: SQLite. One file, one owner (the engine), one transaction per thing a person did.

mod anew;
mod apply;
mod columns;
mod draft;
mod facts;
mod feed;
mod followed;
mod hands;
mod kept;
mod media;
mod moment;
mod news;
mod open;
mod outbox;
mod overlay;
mod people;
mod places;
mod reaction;
mod receipts;
mod record;
mod settings;
mod units;
mod upload;
mod wifi;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

pub use apply::Applied;
pub use draft::{Becomes, DraftRow};
pub use media::NewMedia;
pub use open::{Databases, Folder, OpenFault, Opened, SCHEMA_VERSION};
pub use outbox::{Acted, QueuedOperation, Refused};
pub use people::Directory;
use rusqlite::{Connection, ErrorCode};
pub use upload::PendingUpload;

use open::Name;

use crate::{engine::Fault, protocol::Settings};

/// The device's database.
pub struct Store {
    db: Connection,
    name: Name,
    databases: Rc<dyn Databases>,
    directory: RefCell<Option<Rc<Directory>>>,
    settings: RefCell<Option<Rc<Settings>>>,
    generation: Cell<Option<i64>>,
    /// Whether videos are held back now.
    videos_held: Cell<bool>,
}

/// The store could not do it; nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// No room left.
    #[error("the storage is full")]
    Full,
    /// It is not there.
    #[error("not found")]
    NotFound,
    /// A stored value that this program did not write.
    #[error("unreadable value in {0}")]
    Unreadable(&'static str),
    /// SQLite failed.
    #[error(transparent)]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreFault {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            error if error.sqlite_error_code() == Some(ErrorCode::DiskFull) => Self::Full,
            // The browser's file system reports a full quota as a failed write.
            rusqlite::Error::SqliteFailure(code, _)
                if code.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE =>
            {
                Self::Full
            }
            error => Self::Sqlite(error),
        }
    }
}

impl From<OpenFault> for Fault {
    fn from(fault: OpenFault) -> Self {
        match fault {
            OpenFault::Store(fault) => fault.into(),
            newer @ OpenFault::Newer { .. } => Self::Storage(newer.to_string()),
        }
    }
}

impl From<StoreFault> for Fault {
    fn from(fault: StoreFault) -> Self {
        match fault {
            StoreFault::Full => Self::StorageFull,
            StoreFault::NotFound => Self::NotFound,
            other => Self::Storage(other.to_string()),
        }
    }
}

/// Result of a store call.
pub type Result<T> = std::result::Result<T, StoreFault>;
