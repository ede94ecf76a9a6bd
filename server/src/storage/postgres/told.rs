//! Who was told of requests.

use deadpool_postgres::{Object, Transaction};
use jishi_core::model::{PersonId, Record, RecordId};
use jishi_core::protocol::Change;
use uuid::Uuid;

use super::change::Log;
use super::record;
use crate::storage::change::Reach;
use crate::storage::{Retelling, Retold, Stored, Told};

pub(super) async fn retold(client: &Object) -> Stored<Option<Retold>> {
    let query = "SELECT value FROM setting WHERE name = 'retold'";
    let row = client.query_opt(query, &[]).await?;
    let value: Option<Vec<u8>> = row.map(|row| row.try_get(0)).transpose()?;
    Ok(value.map(|value| serde_json::from_slice(&value)).transpose()?)
}

pub(super) async fn load(
    client: &Object,
    since: u64,
    after: Option<RecordId>,
    limit: u32,
) -> Stored<Vec<Told>> {
    let query = client.prepare_cached(include_str!("sql/told.sql")).await?;
    let after = after.map(|after| after.0);
    let rows = client
        .query(&query, &[&since.cast_signed(), &after, &i64::from(limit)])
        .await?;
    let told = rows.iter().map(|r| {
        let readers: Vec<Uuid> = r.try_get(2)?;
        let mut readers: Vec<PersonId> = readers.into_iter().map(PersonId).collect();
        readers.sort_unstable();
        Ok(Told {
            stored: record::read(r)?,
            readers,
        })
    });
    told.collect()
}

pub(super) async fn retell(
    client: &mut Object,
    retellings: &[Retelling],
    retold: Option<Retold>,
) -> Stored<()> {
    let transaction = client.transaction().await?;
    super::lock_sequence(&transaction).await?;
    let mut log = Log::open(&transaction).await?;
    for retelling in retellings {
        let id = retelling.record;
        let row = transaction
            .query_one("SELECT body FROM record WHERE id = $1", &[&id.0])
            .await?;
        let record: Record = serde_json::from_str(row.try_get(0)?)?;
        for reader in &retelling.gain {
            if tell(&transaction, id, *reader).await? {
                let record = record.clone();
                log.add("record", id.0, Reach::Only(*reader), &Change::Record { record })
                    .await?;
            }
        }
        let forget = "DELETE FROM record_reader WHERE record = $1 AND reader = $2";
        for reader in &retelling.lose {
            if transaction.execute(forget, &[&id.0, &reader.0]).await? > 0 {
                let change = Change::RecordGone { record: id };
                log.add("record", id.0, Reach::Only(*reader), &change).await?;
            }
        }
    }
    if let Some(retold) = retold {
        transaction
            .execute(
                "INSERT INTO setting (name, value) VALUES ('retold', $1)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                &[&serde_json::to_vec(&retold)?],
            )
            .await?;
    }
    log.close().await?;
    transaction.commit().await?;
    Ok(())
}

/// Notes that somebody is told of a request. Says whether they were not before.
pub(super) async fn tell(transaction: &Transaction<'_>, record: RecordId, reader: PersonId) -> Stored<bool> {
    let insert = transaction
        .prepare_cached("INSERT INTO record_reader (record, reader) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .await?;
    Ok(transaction.execute(&insert, &[&record.0, &reader.0]).await? > 0)
}
