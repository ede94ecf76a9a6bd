//! Taking out places whose time is over, wherever they stand.

use std::collections::HashSet;

use deadpool_postgres::{Object, Transaction};
use jishi_core::model::{PersonId, Record, Timestamp};
use jishi_core::rules::judge::Fix;
use jishi_core::rules::retention::forget_places;
use uuid::Uuid;

use super::operation;
use crate::storage::fix::fix_in;
use crate::storage::retired::change_without_places;
use crate::storage::{Retired, Stored, StoredOperation};

pub(super) async fn before(client: &Object, before: Timestamp, limit: u32) -> Stored<Vec<StoredOperation>> {
    let query = client
        .prepare_cached(include_str!("sql/operations_with_place.sql"))
        .await?;
    let rows = client.query(&query, &[&before.0, &i64::from(limit)]).await?;
    rows.iter().map(operation::read).collect()
}

pub(super) async fn of(
    client: &Object,
    person: PersonId,
    from: Timestamp,
    to: Timestamp,
) -> Stored<Vec<Fix>> {
    let query =
        "SELECT place_at, bytes FROM operation WHERE person = $1 AND place_at >= $2 AND place_at < $3";
    let query = client.prepare_cached(query).await?;
    let mut found: Vec<(Fix, bool)> = Vec::new();
    for row in client.query(&query, &[&person.0, &from.0, &to.0]).await? {
        found.extend(fix_in(row.try_get(1)?, Timestamp(row.try_get(0)?))?);
    }
    let moments: Vec<Uuid> = found
        .iter()
        .filter(|(_, is_moment)| *is_moment)
        .map(|(fix, _)| fix.subject)
        .collect();
    let query = client
        .prepare_cached("SELECT id FROM moment WHERE id = ANY($1) AND deleted")
        .await?;
    let rows = client.query(&query, &[&moments]).await?;
    let deleted: HashSet<Uuid> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    found.retain(|(fix, is_moment)| !(*is_moment && deleted.contains(&fix.subject)));
    Ok(found.into_iter().map(|(fix, _)| fix).collect())
}

pub(super) async fn forget(client: &mut Object, before: Timestamp, retired: &[Retired]) -> Stored<()> {
    let transaction = client.transaction().await?;
    // Nobody puts a record back meanwhile that still has the place.
    super::lock_sequence(&transaction).await?;
    let update = "UPDATE operation SET bytes = $2, retired = $3, place_at = NULL WHERE sequence = $1";
    let update = transaction.prepare_cached(update).await?;
    for one in retired {
        let tombstone = serde_json::to_string(&one.tombstone)?;
        transaction
            .execute(&update, &[&one.sequence.cast_signed(), &one.bytes, &tombstone])
            .await?;
        in_record(&transaction, before, one.subject).await?;
        in_changes(&transaction, before, one.subject).await?;
    }
    transaction.commit().await?;
    Ok(())
}

async fn in_record(transaction: &Transaction<'_>, before: Timestamp, subject: Uuid) -> Stored<()> {
    let query = "SELECT body FROM record WHERE id = $1";
    let query = transaction.prepare_cached(query).await?;
    let Some(row) = transaction.query_opt(&query, &[&subject]).await? else {
        return Ok(());
    };
    let mut record: Record = serde_json::from_str(row.try_get(0)?)?;
    if forget_places(&mut record, before) {
        let update = "UPDATE record SET body = $2 WHERE id = $1";
        let update = transaction.prepare_cached(update).await?;
        let body = serde_json::to_string(&record)?;
        transaction.execute(&update, &[&subject, &body]).await?;
    }
    Ok(())
}

async fn in_changes(transaction: &Transaction<'_>, before: Timestamp, subject: Uuid) -> Stored<()> {
    let query = "SELECT sequence, body FROM change WHERE subject = $1 AND kind IN ('moment', 'record')";
    let query = transaction.prepare_cached(query).await?;
    let update = "UPDATE change SET body = $2 WHERE sequence = $1";
    let update = transaction.prepare_cached(update).await?;
    for row in transaction.query(&query, &[&subject]).await? {
        if let Some(body) = change_without_places(row.try_get(1)?, before)? {
            let sequence: i64 = row.try_get(0)?;
            transaction.execute(&update, &[&sequence, &body]).await?;
        }
    }
    Ok(())
}
