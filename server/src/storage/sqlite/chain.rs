//! The chain of the record: where it ends, by whom it is signed, and the links of operations from before there was one.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::operation;
use crate::storage::head::{HEAD, Head, KEYS};
use crate::storage::{ReceiptKey, Stored};

/// Where the chain ends.
pub(super) fn head(db: &Connection) -> Stored<Head> {
    kept(db, HEAD)?.map_or_else(|| Ok(Head::default()), |bytes| Head::from_bytes(&bytes))
}

pub(super) fn keep_head(db: &Connection, head: Head) -> Stored<()> {
    keep(db, HEAD, head.to_bytes())
}

/// The keys by which receipts are signed.
pub(super) fn receipt_keys(db: &Connection) -> Stored<Vec<ReceiptKey>> {
    kept(db, KEYS)?.map_or_else(|| Ok(Vec::new()), |bytes| ReceiptKey::all_from(&bytes))
}

/// `key` is the last of them from now on.
pub(super) fn add_receipt_key(db: &Connection, key: [u8; 32]) -> Stored<()> {
    let mut keys = receipt_keys(db)?;
    if keys.last().is_some_and(|last| last.public == key) {
        return Ok(());
    }
    let after = head(db)?.sequence;
    keys.push(ReceiptKey { public: key, after });
    keep(db, KEYS, ReceiptKey::all_to(&keys))
}

fn kept(db: &Connection, name: &str) -> Stored<Option<Vec<u8>>> {
    let mut query = db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(query.query_row([name], |r| r.get(0)).optional()?)
}

fn keep(db: &Connection, name: &str, value: Vec<u8>) -> Stored<()> {
    db.prepare_cached(
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2",
    )?
    .execute(params![name, value])?;
    Ok(())
}

/// Links the operations of a database from before there was a chain.
pub(super) fn link_all(db: &Connection) -> Stored<()> {
    let mut head = Head::default();
    loop {
        let page = operation::list(db, head.sequence, 1_000)?;
        if page.is_empty() {
            return keep_head(db, head);
        }
        for stored in page {
            head = head.after(stored.entry());
            db.prepare_cached("UPDATE operation SET chain = ?2 WHERE sequence = ?1")?
                .execute(params![head.sequence.cast_signed(), head.chain.0])?;
        }
    }
}
