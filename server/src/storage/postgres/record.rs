//! Records.

use std::collections::HashMap;

use chrono::NaiveDate;
use deadpool_postgres::{Object, Transaction};
use jishi_core::model::{PersonId, Receipt, RecordId, RecordKind};
use jishi_core::protocol::Change;
use jishi_core::rules::access::Readers;
use jishi_core::rules::score::Tap;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::change::Log;
use super::{row, told};
use crate::storage::change::Reach;
use crate::storage::record::{files_of, parent_of, search_from};
use crate::storage::tap::tap;
use crate::storage::{NewRecord, RecordsQuery, StorageFault, Stored, StoredRecord, name_of};

/// The versions of those of these records that stand.
pub(super) async fn versions(
    transaction: &Transaction<'_>,
    ids: &[RecordId],
) -> Stored<HashMap<RecordId, u64>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let query = transaction
        .prepare_cached("SELECT id, version FROM record WHERE id = ANY ($1)")
        .await?;
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
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
    let values: [&(dyn ToSql + Sync); 9] = [
        &id,
        &name_of(&record.kind())?,
        &record.owner().0,
        &parent_of(record).map(|parent| parent.0),
        &first.to_epoch_days(),
        &last.to_epoch_days(),
        &receipt.sequence.cast_signed(),
        &serde_json::to_string(record)?,
        &record.waits(),
    ];
    transaction.execute(&save, &values).await?;
    if let Some(parent) = new.joins() {
        let join = transaction
            .prepare_cached("UPDATE record SET version = $2 WHERE id = $1")
            .await?;
        transaction
            .execute(&join, &[&parent.0, &receipt.sequence.cast_signed()])
            .await?;
    }
    for file in files_of(record) {
        let insert = "INSERT INTO record_file (sha256, record) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        let insert = transaction.prepare_cached(insert).await?;
        transaction.execute(&insert, &[&file.0.as_slice(), &id]).await?;
    }
    let change = Change::Record {
        record: record.clone(),
    };
    match &new.readers {
        Readers::Everyone => log.add("record", id, Reach::Everyone, &change).await?,
        Readers::People(people) => {
            for reader in people {
                if record.kind().is_request() {
                    told::tell(transaction, record.id(), *reader).await?;
                }
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
    let earliest: Vec<i32> = query
        .kinds
        .iter()
        .map(|kind| search_from(*kind, query.first))
        .collect();
    let values: [&(dyn ToSql + Sync); 5] = [
        &owners,
        &kinds,
        &query.first.to_epoch_days(),
        &query.last.to_epoch_days(),
        &earliest,
    ];
    client
        .query(&statement, &values)
        .await?
        .iter()
        .map(read)
        .collect()
}

pub(super) async fn taps(
    client: &Object,
    people: &[PersonId],
    first: NaiveDate,
    last: NaiveDate,
) -> Stored<Vec<(PersonId, Tap)>> {
    let query = client.prepare_cached(include_str!("sql/taps.sql")).await?;
    let people: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let rows = client
        .query(&query, &[&people, &first.to_epoch_days(), &last.to_epoch_days()])
        .await?;
    // Many people's quarters are read here: not on a thread that others wait for.
    let read = move || {
        rows.iter()
            .map(|r| Ok((PersonId(r.try_get(0)?), tap(r.try_get(1)?)?)))
            .collect()
    };
    tokio::task::spawn_blocking(read)
        .await
        .map_err(|error| StorageFault::Database(error.to_string()))?
}

pub(super) async fn of_kind(
    client: &Object,
    kind: RecordKind,
    first: NaiveDate,
    last: NaiveDate,
) -> Stored<Vec<StoredRecord>> {
    let query = client
        .prepare_cached(include_str!("sql/records_of_kind.sql"))
        .await?;
    let values: [&(dyn ToSql + Sync); 4] = [
        &name_of(&kind)?,
        &first.to_epoch_days(),
        &last.to_epoch_days(),
        &search_from(kind, first),
    ];
    client.query(&query, &values).await?.iter().map(read).collect()
}

pub(super) async fn parts(client: &Object, of: &[RecordId]) -> Stored<Vec<StoredRecord>> {
    let query = client
        .prepare_cached("SELECT body, version FROM record WHERE parent = ANY ($1) ORDER BY parent, id")
        .await?;
    let of: Vec<Uuid> = of.iter().map(|whole| whole.0).collect();
    client.query(&query, &[&of]).await?.iter().map(read).collect()
}

pub(super) fn read(r: &Row) -> Stored<StoredRecord> {
    Ok(StoredRecord {
        record: serde_json::from_str(r.try_get(0)?)?,
        version: row::number(r, 1)?,
    })
}
