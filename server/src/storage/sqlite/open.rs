//! Opening the file: prepare, create or upgrade from its version.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::chain;
use crate::storage::{StorageFault, Stored};

/// One script per version, from 1.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001_first.sql"),
    include_str!("migrations/002_records.sql"),
    include_str!("migrations/003_activity.sql"),
    include_str!("migrations/004_tenure.sql"),
    include_str!("migrations/005_uploads.sql"),
    include_str!("migrations/006_chain.sql"),
    include_str!("migrations/007_results.sql"),
    include_str!("migrations/008_moved.sql"),
    include_str!("migrations/009_looks.sql"),
    include_str!("migrations/010_retired.sql"),
    include_str!("migrations/011_refusal.sql"),
    include_str!("migrations/012_asking.sql"),
    include_str!("migrations/013_fixes.sql"),
];
/// From this version on operations are linked.
const CHAINED: i64 = 6;

/// Statements kept ready on each connection.
const CACHED: usize = 64;

pub(super) fn for_writing(path: &Path) -> Stored<Connection> {
    let mut db = Connection::open(path)?;
    prepare(&db)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    // A receipt is a promise: it is given only for what a power cut cannot take back.
    db.pragma_update(None, "synchronous", "full")?;
    upgrade(&mut db)?;
    Ok(db)
}

pub(super) fn for_reading(path: &Path) -> Stored<Connection> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI,
    )?;
    prepare(&db)?;
    Ok(db)
}

fn prepare(db: &Connection) -> Stored<()> {
    db.busy_timeout(Duration::from_secs(5))?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "cache_size", -16_000)?;
    db.set_prepared_statement_cache_capacity(CACHED);
    Ok(())
}

fn upgrade(db: &mut Connection) -> Stored<()> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = MIGRATIONS.len() as i64;
    if found > known {
        return Err(StorageFault::Newer { found, known });
    }
    for (script, version) in MIGRATIONS
        .iter()
        .zip(1_i64..)
        .filter(|(_, version)| *version > found)
    {
        transaction.execute_batch(script)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    // When all columns are there that an operation is read with.
    if found < CHAINED {
        chain::link_all(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_opening_changes_nothing_and_a_newer_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jishi.sqlite");
        for_writing(&path).unwrap();
        let db = for_writing(&path).unwrap();
        db.pragma_update(None, "user_version", 99).unwrap();
        drop(db);
        assert!(matches!(
            for_writing(&path),
            Err(StorageFault::Newer { found: 99, .. })
        ));
    }

    #[test]
    fn the_log_of_an_older_version_is_kept_to_the_letter() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jishi.sqlite");
        let old = Connection::open(&path).unwrap();
        old.execute_batch(MIGRATIONS[0]).unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        let rows = "SELECT sequence, kind, subject, author, body FROM change ORDER BY sequence";
        type Row = (i64, String, Vec<u8>, Option<Vec<u8>>, String);
        let read = |db: &Connection| -> Vec<Row> {
            let mut query = db.prepare(rows).unwrap();
            let rows = query.query_map([], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?))
            });
            rows.unwrap().collect::<Result<_, _>>().unwrap()
        };
        for (sequence, author) in [(1, None), (2, Some([7_u8; 16])), (9, None)] {
            old.execute(
                "INSERT INTO change (sequence, kind, subject, author, body) VALUES (?1, 'unit', ?2, ?3, '{\"字\":1}')",
                (sequence, [1_u8; 16], author),
            )
            .unwrap();
        }
        let before = read(&old);
        drop(old);
        let new = for_writing(&path).unwrap();
        assert_eq!((read(&new), before.len()), (before, 3));
        let alone: i64 = new
            .query_row("SELECT count(*) FROM change WHERE reader IS NOT NULL", [], |r| {
                r.get(0)
            })
            .unwrap();
        assert_eq!(alone, 0);
    }

    #[test]
    fn a_file_that_is_no_database_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jishi.sqlite");
        std::fs::write(
            &path,
            "no database, only some text that is long enough to be read",
        )
        .unwrap();
        assert!(matches!(for_writing(&path), Err(StorageFault::Database(_))));
    }
}
