//! The chain of the record: where it ends, by whom it is signed, and the links of operations from before there was one.

use deadpool_postgres::{GenericClient, Object, Transaction};
use tokio_postgres::types::ToSql;

use super::operation;
use crate::storage::head::{HEAD, Head, KEYS};
use crate::storage::{ReceiptKey, Stored};

/// Where the chain ends.
pub(super) async fn head(client: &impl GenericClient) -> Stored<Head> {
    let kept = kept(client, HEAD).await?;
    kept.map_or_else(|| Ok(Head::default()), |bytes| Head::from_bytes(&bytes))
}

pub(super) async fn keep_head(transaction: &Transaction<'_>, head: Head) -> Stored<()> {
    keep(transaction, HEAD, &head.to_bytes()).await
}

/// Links the operations of a database from before there was a chain.
pub(super) async fn link_all(transaction: &Transaction<'_>) -> Stored<()> {
    let mut head = Head::default();
    loop {
        let page = operation::list(transaction, head.sequence, 1_000).await?;
        if page.is_empty() {
            return keep_head(transaction, head).await;
        }
        for stored in page {
            head = head.after(stored.entry());
            let values: [&(dyn ToSql + Sync); 2] = [&head.sequence.cast_signed(), &head.chain.0.as_slice()];
            transaction
                .execute("UPDATE operation SET chain = $2 WHERE sequence = $1", &values)
                .await?;
        }
    }
}

/// The keys by which receipts are signed.
pub(super) async fn receipt_keys(client: &impl GenericClient) -> Stored<Vec<ReceiptKey>> {
    let kept = kept(client, KEYS).await?;
    kept.map_or_else(|| Ok(Vec::new()), |bytes| ReceiptKey::all_from(&bytes))
}

/// `key` is the last of them from now on.
pub(super) async fn add_receipt_key(client: &mut Object, key: [u8; 32]) -> Stored<()> {
    let transaction = client.transaction().await?;
    // Several processes may start at once.
    super::lock_sequence(&transaction).await?;
    let mut keys = receipt_keys(&transaction).await?;
    if keys.last().is_some_and(|last| last.public == key) {
        return Ok(());
    }
    let after = head(&transaction).await?.sequence;
    keys.push(ReceiptKey { public: key, after });
    keep(&transaction, KEYS, &ReceiptKey::all_to(&keys)).await?;
    transaction.commit().await?;
    Ok(())
}

async fn kept(client: &impl GenericClient, name: &str) -> Stored<Option<Vec<u8>>> {
    let query = client
        .prepare_cached("SELECT value FROM setting WHERE name = $1")
        .await?;
    let row = client.query_opt(&query, &[&name]).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

async fn keep(transaction: &Transaction<'_>, name: &str, value: &[u8]) -> Stored<()> {
    let insert = "INSERT INTO setting (name, value) VALUES ($1, $2)
                  ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    let insert = transaction.prepare_cached(insert).await?;
    transaction.execute(&insert, &[&name, &value]).await?;
    Ok(())
}
