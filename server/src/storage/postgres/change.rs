//! The log of changes.

use std::collections::HashSet;

use deadpool_postgres::{Object, Transaction};
use jishi_core::model::PersonId;
use jishi_core::protocol::Change;
use tokio_postgres::Statement;
use uuid::Uuid;

use super::row;
use crate::storage::change::Reach;
use crate::storage::{Audience, ChangePage, Sees, Stamp, Stored};

/// Wakes whoever listens, in whichever process.
pub(super) const NOTIFY: &str = "NOTIFY jishi_change";

/// The end of the log, held by a transaction that has the sequence's lock.
pub(super) struct Log<'a> {
    transaction: &'a Transaction<'a>,
    insert: Statement,
    last: i64,
    grown: bool,
}

impl<'a> Log<'a> {
    pub(super) async fn open(transaction: &'a Transaction<'a>) -> Stored<Self> {
        let query = transaction
            .prepare_cached("SELECT coalesce(max(sequence), 0) FROM change")
            .await?;
        let last = transaction.query_one(&query, &[]).await?.try_get(0)?;
        let insert = transaction
            .prepare_cached(
                "INSERT INTO change (sequence, kind, subject, author, reader, body) VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .await?;
        Ok(Self {
            transaction,
            insert,
            last,
            grown: false,
        })
    }

    pub(super) async fn add(
        &mut self,
        kind: &str,
        subject: Uuid,
        reach: Reach,
        change: &Change,
    ) -> Stored<()> {
        let sequence = self.last + 1;
        let author = reach.author().map(|author| author.0);
        let reader = reach.reader().map(|reader| reader.0);
        let body = serde_json::to_string(change)?;
        self.transaction
            .execute(
                &self.insert,
                &[&sequence, &kind, &subject, &author, &reader, &body],
            )
            .await?;
        self.last = sequence;
        self.grown = true;
        Ok(())
    }

    /// Tells every process, once the transaction is committed.
    pub(super) async fn close(self) -> Stored<()> {
        if self.grown {
            self.transaction.batch_execute(NOTIFY).await?;
        }
        Ok(())
    }
}

pub(super) async fn page(
    client: &Object,
    after: u64,
    scan: u32,
    limit: u32,
    audience: &Audience,
) -> Stored<ChangePage> {
    let (everyone, authors) = match &audience.sees {
        Sees::Everyone => (true, Vec::new()),
        Sees::Authors(authors) => (false, authors.iter().map(|author| author.0).collect::<Vec<_>>()),
    };
    let query = client
        .prepare_cached(include_str!("sql/page_changes.sql"))
        .await?;
    // One row more than is looked through tells whether the log goes on.
    let rows = client
        .query(
            &query,
            &[
                &after.cast_signed(),
                &(i64::from(scan) + 1),
                &everyone,
                &authors,
                &audience.reader.0,
            ],
        )
        .await?;
    let mut page = ChangePage {
        bodies: Vec::new(),
        next: after,
        more: false,
    };
    for (r, seen) in rows.iter().zip(0_u32..) {
        if seen == scan || page.bodies.len() == limit as usize {
            page.more = true;
            break;
        }
        page.next = row::number(r, 0)?;
        page.bodies.extend(r.try_get::<_, Option<String>>(1)?);
    }
    Ok(page)
}

pub(super) async fn stamp(client: &Object) -> Stored<Stamp> {
    let query = client
        .prepare_cached(
            "SELECT (SELECT coalesce(max(sequence), 0) FROM change), (SELECT count(*) FROM device)",
        )
        .await?;
    let r = client.query_one(&query, &[]).await?;
    Ok(Stamp {
        changes: row::number(&r, 0)?,
        devices: row::number(&r, 1)?,
    })
}

pub(super) async fn touched(client: &Object, after: u64) -> Stored<HashSet<PersonId>> {
    let query = client.prepare_cached(include_str!("sql/touched.sql")).await?;
    let rows = client.query(&query, &[&after.cast_signed()]).await?;
    rows.iter().map(|r| Ok(PersonId(r.try_get(0)?))).collect()
}
