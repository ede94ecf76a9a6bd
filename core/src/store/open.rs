//! Opening: prepare, create, upgrade, check. A database that cannot be read stays where it is under its name, a new one
//! is begun beside it, and the person is told; nothing is deleted.

use std::{
    cell::{Cell, RefCell},
    path::PathBuf,
    rc::Rc,
};

use rusqlite::{Connection, ErrorCode, OptionalExtension as _};
use serde::{Deserialize, Serialize};

use super::{Store, StoreFault, columns::from_json, kept::TURN};
use crate::engine::MovedAside;

/// Version of the newest schema.
pub const SCHEMA_VERSION: u32 = 8;

const UPGRADES: [&str; SCHEMA_VERSION as usize] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
    include_str!("schema/8.sql"),
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
    Store(#[from] StoreFault),
}

impl Store {
    /// Opens the database that is in use: `jishi.db`, or one with a number, begun after one was set aside or because the
    /// device came into [other hands](super::hands).
    ///
    /// # Errors
    /// If a newer program wrote one, or the host's storage fails.
    pub fn open(databases: Rc<dyn Databases>) -> Result<Opened, OpenFault> {
        let Found {
            readable,
            unreadable,
            failed,
        } = find(&*databases, |_| true);
        let newest = readable
            .into_iter()
            .max_by_key(|found| (found.turn.number, found.name));
        // One that was in use later than all that can be read. Of the others it was told when they were set aside.
        let is_later = |name: Name| {
            newest
                .as_ref()
                .is_none_or(|Readable { turn, .. }| turn.next == Some(name) || !turn.others.contains(&name))
        };
        // What may be in use is waited for; what is surely not may fail as it likes.
        if let Some((_, fault)) = failed.into_iter().find(|(name, _)| is_later(*name)) {
            return Err(fault);
        }
        let lost = unreadable.into_iter().rfind(|(name, _)| is_later(*name));
        let Some((name, reason)) = lost else {
            let store = match newest {
                Some(found) => Self::new(databases, found.name, found.db),
                None => {
                    let db = open_one(&*databases, FIRST)?;
                    Self::new(databases, FIRST, db)
                }
            };
            return Ok(Opened {
                store,
                moved_aside: None,
            });
        };
        let store = Self::begin(databases)?;
        store.take_turn(newest.map_or(0, |newest| newest.turn.number))?;
        Ok(Opened {
            store,
            moved_aside: Some(MovedAside {
                name: name.file(),
                reason,
            }),
        })
    }

    /// Begins a database beside those that are there.
    pub(super) fn begin(databases: Rc<dyn Databases>) -> Result<Self, OpenFault> {
        let name = Name(existing(&*databases).count());
        let db = open_one(&*databases, name)?;
        Ok(Self::new(databases, name, db))
    }

    pub(super) fn new(databases: Rc<dyn Databases>, name: Name, db: Connection) -> Self {
        Self {
            db,
            name,
            databases,
            directory: RefCell::default(),
            settings: RefCell::default(),
            generation: Cell::default(),
            videos_held: Cell::default(),
        }
    }
}

/// The name of a database: which it is of those that were begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Name(usize);

const FIRST: Name = Name(0);

impl Name {
    pub(super) fn file(self) -> String {
        match self {
            FIRST => "jishi.db".into(),
            Self(number) => format!("jishi-{number}.db"),
        }
    }
}

/// When a database was taken into use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Turn {
    /// The one with the highest is in use; 0 where none was ever noted, and lower still what was begun and never used.
    pub(super) number: i64,
    /// Which others there were then.
    pub(super) others: Vec<Name>,
    /// Which of them was to be in use after it.
    pub(super) next: Option<Name>,
}

/// A database that can be read.
pub(super) struct Readable {
    pub(super) name: Name,
    pub(super) turn: Turn,
    pub(super) db: Connection,
}

/// The databases of a host.
pub(super) struct Found {
    pub(super) readable: Vec<Readable>,
    /// With the reason why.
    pub(super) unreadable: Vec<(Name, String)>,
    /// What could not be opened this time: a disk is full, or a newer program wrote it.
    pub(super) failed: Vec<(Name, OpenFault)>,
}

pub(super) fn existing(databases: &dyn Databases) -> impl Iterator<Item = Name> {
    (0..).map(Name).take_while(|name| databases.exists(&name.file()))
}

/// Opens the databases that there are and that are `wanted`.
pub(super) fn find(databases: &dyn Databases, wanted: impl Fn(Name) -> bool) -> Found {
    let mut found = Found {
        readable: Vec::new(),
        unreadable: Vec::new(),
        failed: Vec::new(),
    };
    for name in existing(databases).filter(|name| wanted(*name)) {
        match open_one(databases, name).and_then(|db| Ok((turn(&db, name)?, db))) {
            Ok((turn, db)) => found.readable.push(Readable { name, turn, db }),
            Err(OpenFault::Store(StoreFault::Sqlite(error))) if is_unreadable(&error) => {
                found.unreadable.push((name, error.to_string()));
            }
            Err(fault) => found.failed.push((name, fault)),
        }
    }
    found
}

pub(super) fn turn(db: &Connection, name: Name) -> Result<Turn, StoreFault> {
    let noted: Option<String> = db
        .query_row("SELECT value FROM kept WHERE key = ?1", [TURN], |row| row.get(0))
        .optional()?;
    if let Some(noted) = noted {
        return from_json("kept.value", &noted);
    }
    let used: bool = db.query_row("SELECT EXISTS (SELECT 1 FROM kept)", [], |row| row.get(0))?;
    // Before turns were noted, the one begun last was in use. One that was never used knows of no others: for whatever it was
    // begun, that has not come to its end.
    Ok(Turn {
        number: if used { 0 } else { -1 },
        others: (0..name.0).filter(|_| used).map(Name).collect(),
        next: None,
    })
}

fn is_unreadable(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

fn open_one(databases: &dyn Databases, name: Name) -> Result<Connection, OpenFault> {
    let store = |error: rusqlite::Error| OpenFault::Store(error.into());
    let mut db = databases.open(&name.file()).map_err(store)?;
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
        let databases: Rc<dyn Databases> = Rc::new(Folder(folder.path().into()));
        for _ in 0..2 {
            assert_eq!(Store::open(databases.clone()).unwrap().moved_aside, None);
        }
    }

    #[test]
    fn what_cannot_be_read_stays_and_is_reported_once() {
        let folder = tempfile::tempdir().unwrap();
        let databases: Rc<dyn Databases> = Rc::new(Folder(folder.path().into()));
        let file = folder.path().join("jishi.db");
        std::fs::write(
            &file,
            "this is no database, and long enough to have a header of one hundred bytes".repeat(4),
        )
        .unwrap();
        let aside = Store::open(databases.clone()).unwrap().moved_aside.unwrap();
        assert_eq!(aside.name, "jishi.db");
        assert!(
            std::fs::read_to_string(&file)
                .unwrap()
                .starts_with("this is no database")
        );
        assert_eq!(
            Store::open(databases.clone()).unwrap().moved_aside,
            None,
            "the second start uses jishi-1.db"
        );
    }

    #[test]
    fn a_damaged_page_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let databases: Rc<dyn Databases> = Rc::new(Folder(folder.path().into()));
        drop(Store::open(databases.clone()).unwrap());
        let file = folder.path().join("jishi.db");
        let mut bytes = std::fs::read(&file).unwrap();
        for byte in &mut bytes[4096..] {
            *byte = 0x5a;
        }
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(
            Store::open(databases.clone()).unwrap().moved_aside.unwrap().name,
            "jishi.db"
        );
    }

    #[test]
    fn a_newer_database_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let databases: Rc<dyn Databases> = Rc::new(Folder(folder.path().into()));
        let newer = Store::open(databases.clone()).unwrap().store;
        newer
            .db
            .pragma_update(None, "user_version", SCHEMA_VERSION + 1)
            .unwrap();
        drop(newer);
        assert!(
            matches!(Store::open(databases.clone()), Err(OpenFault::Newer { found }) if found == SCHEMA_VERSION + 1)
        );
    }
}
