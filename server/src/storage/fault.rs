//! What can go wrong in storage.

/// Why the storage did not do what it was asked. Nothing of the call has been stored.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StorageFault {
    /// The database refused or could not be reached.
    #[error("the database failed: {0}")]
    Database(String),
    /// A row that this version cannot read.
    #[error("a stored row cannot be read: {0}")]
    Unreadable(String),
    /// The database was written by a newer version.
    #[error("the database has schema {found}; this version of jishi-server knows up to {known}")]
    Newer {
        /// The version it has.
        found: i64,
        /// The version known here.
        known: i64,
    },
    /// The storage is being closed.
    #[error("the storage is closed")]
    Closed,
}

impl From<rusqlite::Error> for StorageFault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error.to_string())
    }
}

impl From<tokio_postgres::Error> for StorageFault {
    fn from(error: tokio_postgres::Error) -> Self {
        match error.as_db_error() {
            Some(db) => Self::Database(format!("{}: {}", db.code().code(), db.message())),
            None => Self::Database(error.to_string()),
        }
    }
}

impl From<deadpool_postgres::PoolError> for StorageFault {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        Self::Database(error.to_string())
    }
}

impl From<serde_json::Error> for StorageFault {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}
