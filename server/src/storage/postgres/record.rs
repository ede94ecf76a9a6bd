//! Records.

use std::collections::HashMap;

use deadpool_postgres::{Object, Transaction};
use jishi_core::model::{Receipt, RecordId};
use jishi_core::protocol::Change;
use jishi_core::rules::access::Readers;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::change::Log;
use super::row;
use crate::storage::change::Reach;
use crate::storage::record::parent_of;
use crate::storage::{Effect, NewRecord, RecordsQuery, Stored, StoredRecord, name_of};

/// The versions of the records that these effects put in place, as far as they stand.
pub(super) async fn versions(
    transaction: &Transaction<'_>,
    effects: impl Iterator<Item = &Effect>,
) -> Stored<HashMap<RecordId, u64>> {
    let ids: Vec<Uuid> = effects
        .filter_map(|effect| match effect {
            Effect::Put(new) => Some(new.record.id().0),
            _ => None,
        })
        .collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let query = transaction
        .prepare_cached("SELECT id, version FROM record WHERE id = ANY ($1)")
        .await?;
    let rows = transaction.query(&query, &[&ids]).await?;
    rows.iter()
        .map(|r| Ok((RecordId(r.try_get(0)?), row::number(r, 1)?)))
        .collect()
}

pub(super) async fn put(
    transaction: &Transaction<'_>,
    log: &mut Log<'_>,
    new: &NewRecord,
    receipt: &Receipt,
) -> Stored<()> {
    let (record, (first, last)) = (&new.record, new.days);
    let id = record.id().0;
    let save = transaction
        .prepare_cached(include_str!("sql/save_record.sql"))
        .await?;
    let values: [&(dyn ToSql + Sync); 8] = [
        &id,
        &name_of(&record.kind())?,
        &record.owner().0,
        &parent_of(record).map(|parent| parent.0),
        &first.to_epoch_days(),
        &last.to_epoch_days(),
        &receipt.sequence.cast_signed(),
        &serde_json::to_string(record)?,
    ];
    transaction.execute(&save, &values).await?;
    let change = Change::Record {
        record: record.clone(),
    };
    match &new.readers {
        Readers::Everyone => log.add("record", id, Reach::Everyone, &change).await?,
        Readers::People(people) => {
            for reader in people {
                log.add("record", id, Reach::Only(*reader), &change).await?;
            }
        }
    }
    Ok(())
}

pub(super) async fn load(client: &Object, ids: &[RecordId]) -> Stored<HashMap<RecordId, StoredRecord>> {
    let query = client
        .prepare_cached("SELECT body, version FROM record WHERE id = ANY ($1)")
        .await?;
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = client.query(&query, &[&ids]).await?;
    rows.iter()
        .map(|r| read(r).map(|stored| (stored.record.id(), stored)))
        .collect()
}

pub(super) async fn about(client: &Object, query: &RecordsQuery) -> Stored<Vec<StoredRecord>> {
    let statement = client
        .prepare_cached(include_str!("sql/records_about.sql"))
        .await?;
    let owners: Vec<Uuid> = query.owners.iter().map(|owner| owner.0).collect();
    let kinds: Vec<String> = query.kinds.iter().map(name_of).collect::<Stored<_>>()?;
    let values: [&(dyn ToSql + Sync); 4] = [
        &owners,
        &kinds,
        &query.first.to_epoch_days(),
        &query.last.to_epoch_days(),
    ];
    client
        .query(&statement, &values)
        .await?
        .iter()
        .map(read)
        .collect()
}

pub(super) async fn parts(client: &Object, tasks: &[RecordId]) -> Stored<Vec<StoredRecord>> {
    let query = client
        .prepare_cached("SELECT body, version FROM record WHERE parent = ANY ($1) ORDER BY parent, id")
        .await?;
    let tasks: Vec<Uuid> = tasks.iter().map(|task| task.0).collect();
    client.query(&query, &[&tasks]).await?.iter().map(read).collect()
}

fn read(r: &Row) -> Stored<StoredRecord> {
    Ok(StoredRecord {
        record: serde_json::from_str(r.try_get(0)?)?,
        version: row::number(r, 1)?,
    })
}
