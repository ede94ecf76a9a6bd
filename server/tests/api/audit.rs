//! The record after somebody has been at the database: the audit names the first operation that is not what it was.

use std::path::{Path, PathBuf};

use jishi_core::model::{Action, Receipt};
use jishi_core::protocol::Outcome;
use jishi_core::rules::audit::{ROOT, link};
use jishi_server::{AuditFault, Break, Config, open_storage};
use rusqlite::Connection;

use crate::kit::Kit;

/// A record of six operations of two people, in a folder of its own, and their receipts.
struct Record {
    folder: tempfile::TempDir,
    receipts: Vec<Receipt>,
}

const OPERATIONS: u64 = 6;

impl Record {
    async fn make() -> Self {
        let kit = Kit::start().await;
        let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
        let mut receipts = Vec::new();
        for (author, text) in [&alice, &carol, &alice, &alice, &carol, &carol]
            .into_iter()
            .zip(["一", "二", "三", "四", "五", "六"])
        {
            kit.clock.advance(1_000);
            let moment = author.moment(text);
            match author.act(Action::PostMoment { moment }).await {
                Outcome::Accepted { receipt } => receipts.push(receipt),
                other => panic!("{other:?}"),
            }
        }
        let Kit { server, folder, .. } = kit;
        server.shutdown().await;
        Self { folder, receipts }
    }

    /// A copy of the folder with what `tamper` has done to its database.
    fn tampered(&self, tamper: impl FnOnce(&Connection)) -> tempfile::TempDir {
        let copy = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
            }
        }
        let db = Connection::open(database(copy.path())).unwrap();
        db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        tamper(&db);
        copy
    }
}

fn database(folder: &Path) -> PathBuf {
    folder.join("jishi.sqlite")
}

async fn audit(folder: &Path, receipts: &[Receipt]) -> Result<u64, Break> {
    let config = Config::in_folder(folder, ([127, 0, 0, 1], 0).into());
    let storage = open_storage(&config).await.unwrap();
    let found = jishi_server::audit(&*storage, receipts).await.unwrap();
    found.map(|audited| audited.operations)
}

fn broken(sequence: u64, fault: AuditFault) -> Result<u64, Break> {
    Err(Break { sequence, fault })
}

#[tokio::test]
async fn the_first_operation_that_is_not_what_it_was_is_named() {
    let record = Record::make().await;
    assert_eq!(
        audit(record.folder.path(), &record.receipts).await,
        Ok(OPERATIONS)
    );
    for n in 1..=OPERATIONS {
        let last = n == OPERATIONS;
        let at = |sql: &'static str| {
            let copy = record.tampered(|db| assert_eq!(db.execute(sql, [n]).unwrap(), 1));
            async move { audit(copy.path(), &[]).await }
        };
        for sql in [
            "UPDATE operation SET bytes = CAST(replace(bytes, 'post_moment', 'post_Moment') AS BLOB) WHERE sequence = ?1",
            "UPDATE operation SET digest = randomblob(32) WHERE sequence = ?1",
            "UPDATE operation SET signature = randomblob(64) WHERE sequence = ?1",
            "UPDATE operation SET person = (SELECT id FROM person WHERE name = 'Bob') WHERE sequence = ?1",
            "UPDATE operation SET id = randomblob(16) WHERE sequence = ?1",
        ] {
            assert_eq!(at(sql).await, broken(n, AuditFault::Changed), "{n}: {sql}");
        }
        for sql in [
            "UPDATE operation SET received_at = received_at - 86400000 WHERE sequence = ?1",
            "UPDATE operation SET chain = randomblob(32) WHERE sequence = ?1",
            "UPDATE operation SET chain = x'' WHERE sequence = ?1",
        ] {
            assert_eq!(at(sql).await, broken(n, AuditFault::OutOfPlace), "{n}: {sql}");
        }
        let removed = at("DELETE FROM operation WHERE sequence = ?1").await;
        assert_eq!(removed, broken(n, AuditFault::Removed));

        let closed_up = record.tampered(|db| close_up(db, n));
        let fault = if last {
            AuditFault::Removed
        } else {
            AuditFault::OutOfPlace
        };
        assert_eq!(audit(closed_up.path(), &[]).await, broken(n, fault));

        if !last {
            let swapped = record.tampered(|db| {
                for (from, to) in [(n, 100), (n + 1, n), (100, n + 1)] {
                    db.execute(
                        "UPDATE operation SET sequence = ?2 WHERE sequence = ?1",
                        [from, to],
                    )
                    .unwrap();
                }
            });
            assert_eq!(
                audit(swapped.path(), &[]).await,
                broken(n, AuditFault::OutOfPlace)
            );
        }
        // An operation that its device did sign, moved to another place: the others make room.
        let put_in = record.tampered(|db| {
            close_up(db, n);
            let whole = database(record.folder.path());
            db.execute("ATTACH ?1 AS whole", [whole.to_str()]).unwrap();
            db.execute(
                "INSERT INTO operation (sequence, id, person, device, digest, received_at, signature, bytes, chain)
                 SELECT ?2, id, person, device, digest, received_at, signature, bytes, randomblob(32)
                 FROM whole.operation WHERE sequence = ?1",
                [n, OPERATIONS],
            )
            .unwrap();
        });
        let first = if last { OPERATIONS } else { n };
        assert_eq!(
            audit(put_in.path(), &[]).await,
            broken(first, AuditFault::OutOfPlace)
        );
    }
}

#[tokio::test]
async fn who_owns_the_database_can_link_anew_but_not_against_receipts_that_people_hold() {
    let record = Record::make().await;
    for n in 1..=OPERATIONS {
        let copy = record.tampered(|db| close_up(db, n));
        link_anew(copy.path()).await;
        assert_eq!(
            audit(copy.path(), &[]).await,
            Ok(OPERATIONS - 1),
            "nobody sees it"
        );
        for held in record.receipts.iter().filter(|receipt| receipt.sequence >= n) {
            let last = held.sequence == OPERATIONS;
            let fault = if last {
                AuditFault::Removed
            } else {
                AuditFault::OtherThanReceipt
            };
            let found = audit(copy.path(), std::slice::from_ref(held)).await;
            assert_eq!(found, broken(held.sequence, fault), "{n} gone, {held:?} held");
        }
        for held in record.receipts.iter().filter(|receipt| receipt.sequence < n) {
            assert!(audit(copy.path(), std::slice::from_ref(held)).await.is_ok());
        }
    }
    let mut forged = record.receipts[2].clone();
    let folder = record.folder.path();
    forged.proof = record.receipts[3].proof.clone();
    assert_eq!(
        audit(folder, &[forged.clone()]).await,
        broken(3, AuditFault::OtherThanReceipt)
    );
    if let Some(proof) = &mut forged.proof {
        proof.chain = record.receipts[2].proof.as_ref().unwrap().chain;
    }
    assert_eq!(
        audit(folder, &[forged.clone()]).await,
        broken(3, AuditFault::ForgedReceipt)
    );
    forged.proof = None;
    assert_eq!(
        audit(folder, &[forged]).await,
        broken(3, AuditFault::ForgedReceipt)
    );
}

/// Takes an operation away, and gives those after it the numbers before theirs.
fn close_up(db: &Connection, n: u64) {
    db.execute("DELETE FROM operation WHERE sequence = ?1", [n])
        .unwrap();
    db.execute(
        "UPDATE operation SET sequence = -sequence WHERE sequence > ?1",
        [n],
    )
    .unwrap();
    db.execute(
        "UPDATE operation SET sequence = -sequence - 1 WHERE sequence < 0",
        [],
    )
    .unwrap();
}

/// What an administrator can do who knows how the chain is made.
async fn link_anew(folder: &Path) {
    let config = Config::in_folder(folder, ([127, 0, 0, 1], 0).into());
    let rows = {
        let storage = open_storage(&config).await.unwrap();
        storage.operations(0, 1_000).await.unwrap()
    };
    let db = Connection::open(database(folder)).unwrap();
    let (mut chain, mut last) = (ROOT, 0);
    for row in &rows {
        chain = link(chain, &row.entry());
        last = row.receipt.sequence;
        db.execute(
            "UPDATE operation SET chain = ?2 WHERE sequence = ?1",
            rusqlite::params![last, chain.0],
        )
        .unwrap();
    }
    let head = [last.to_be_bytes().as_slice(), &chain.0].concat();
    db.execute("UPDATE setting SET value = ?1 WHERE name = 'record_head'", [head])
        .unwrap();
}
