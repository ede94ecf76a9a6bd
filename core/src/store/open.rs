//! Opening: prepare, create, upgrade, check. A database that cannot be read stays where it is under its name, a new one
//! is begun beside it, and the person is told; nothing is deleted.

use std::{
    cell::{Cell, RefCell},
    path::PathBuf,
};

use rusqlite::{Connection, ErrorCode};

use super::{Store, StoreFault};
use crate::engine::MovedAside;

/// Version of the newest schema.
pub const SCHEMA_VERSION: u32 = 6;

const UPGRADES: [&str; SCHEMA_VERSION as usize] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
];

/// Where a host keeps database files.
pub trait Databases {
    /// Whether there is one of this name.
    fn exists(&self, name: &str) -> bool;

    /// Opens it, creating it if need be.
    ///
    /// # Errors
    /// What SQLite says.
    fn open(&self, name: &str) -> rusqlite::Result<Connection>;
}

/// A folder of the file system.
pub struct Folder(pub PathBuf);

impl Databases for Folder {
    fn exists(&self, name: &str) -> bool {
        self.0.join(name).exists()
    }

    fn open(&self, name: &str) -> rusqlite::Result<Connection> {
        let db = Connection::open(self.0.join(name))?;
        // On a thread of its own: readers elsewhere (backup, inspection) do not block the engine.
        db.pragma_update(None, "journal_mode", "wal")?;
        Ok(db)
    }
}

/// An open store, and what had to be set aside for it.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// The database that could not be read, if there was one.
    pub moved_aside: Option<MovedAside>,
}

/// Why no store could be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenFault {
    /// A newer version of the program wrote it. It is whole; this program is too old.
    #[error("the data were written by a newer version (schema {found}, this program knows {SCHEMA_VERSION})")]
    Newer {
        /// Its version.
        found: u32,
    },
    /// The host failed.
    #[error(transparent)]
    Store(StoreFault),
}

impl Store {
    /// Opens the newest database of the host: `jishi.db`, or `jishi-1.db` and so on after one was set aside.
    ///
    /// # Errors
    /// If a newer program wrote it, or the host's storage fails.
    pub fn open(databases: &impl Databases) -> Result<Opened, OpenFault> {
        let mut generation = 0;
        while databases.exists(&file_name(generation + 1)) {
            generation += 1;
        }
        let mut moved_aside = None;
        // A new file can fail to be read too, when the medium is failing: once is enough.
        for _ in 0..2 {
            let name = file_name(generation);
            match open_one(databases, &name) {
                Ok(db) => {
                    return Ok(Opened {
                        store: Self {
                            db,
                            directory: RefCell::default(),
                            settings: RefCell::default(),
                            generation: Cell::default(),
                            videos_held: Cell::default(),
                        },
                        moved_aside,
                    });
                }
                Err(OpenFault::Store(StoreFault::Sqlite(error))) if is_unreadable(&error) => {
                    moved_aside = Some(MovedAside {
                        name,
                        reason: error.to_string(),
                    });
                    generation += 1;
                }
                Err(fault) => return Err(fault),
            }
        }
        let reason = moved_aside.map(|aside| aside.reason).unwrap_or_default();
        Err(OpenFault::Store(StoreFault::Sqlite(
            rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
                Some(reason),
            ),
        )))
    }
}

fn file_name(generation: u32) -> String {
    if generation == 0 {
        "jishi.db".into()
    } else {
        format!("jishi-{generation}.db")
    }
}

fn is_unreadable(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

fn open_one(databases: &impl Databases, name: &str) -> Result<Connection, OpenFault> {
    let store = |error: rusqlite::Error| OpenFault::Store(error.into());
    let mut db = databases.open(name).map_err(store)?;
    db.pragma_update(None, "synchronous", "full").map_err(store)?;
    db.pragma_update(None, "foreign_keys", true).map_err(store)?;
    db.set_prepared_statement_cache_capacity(64);
    let found: u32 = db
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(store)?;
    if found > SCHEMA_VERSION {
        return Err(OpenFault::Newer { found });
    }
    let verdict: String = db
        .pragma_query_value(None, "quick_check", |row| row.get(0))
        .map_err(store)?;
    if verdict != "ok" {
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
        return Err(store(rusqlite::Error::SqliteFailure(code, Some(verdict))));
    }
    for (version, sql) in (1u32..).zip(UPGRADES).filter(|(version, _)| *version > found) {
        let transaction = db.transaction().map_err(store)?;
        transaction.execute_batch(sql).map_err(store)?;
        transaction
            .pragma_update(None, "user_version", version)
            .map_err(store)?;
        transaction.commit().map_err(store)?;
    }
    // What was on its way when the program ended is queued again; the server knows an operation by its id.
    db.execute("UPDATE outbox SET state = 'queued' WHERE state = 'sending'", [])
        .map_err(store)?;
    Ok(db)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_twice() {
        let folder = tempfile::tempdir().unwrap();
        let databases = Folder(folder.path().into());
        for _ in 0..2 {
            assert_eq!(Store::open(&databases).unwrap().moved_aside, None);
        }
    }

    #[test]
    fn what_cannot_be_read_stays_and_is_reported_once() {
        let folder = tempfile::tempdir().unwrap();
        let databases = Folder(folder.path().into());
        let file = folder.path().join("jishi.db");
        std::fs::write(
            &file,
            "this is no database, and long enough to have a header of one hundred bytes".repeat(4),
        )
        .unwrap();
        let aside = Store::open(&databases).unwrap().moved_aside.unwrap();
        assert_eq!(aside.name, "jishi.db");
        assert!(
            std::fs::read_to_string(&file)
                .unwrap()
                .starts_with("this is no database")
        );
        assert_eq!(
            Store::open(&databases).unwrap().moved_aside,
            None,
            "the second start uses jishi-1.db"
        );
    }

    #[test]
    fn a_damaged_page_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let databases = Folder(folder.path().into());
        drop(Store::open(&databases).unwrap());
        let file = folder.path().join("jishi.db");
        let mut bytes = std::fs::read(&file).unwrap();
        for byte in &mut bytes[4096..] {
            *byte = 0x5a;
        }
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(
            Store::open(&databases).unwrap().moved_aside.unwrap().name,
            "jishi.db"
        );
    }

    #[test]
    fn a_newer_database_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let databases = Folder(folder.path().into());
        let newer = Store::open(&databases).unwrap().store;
        newer
            .db
            .pragma_update(None, "user_version", SCHEMA_VERSION + 1)
            .unwrap();
        drop(newer);
        assert!(
            matches!(Store::open(&databases), Err(OpenFault::Newer { found }) if found == SCHEMA_VERSION + 1)
        );
    }
}
