//! What was refused.

use deadpool_postgres::{GenericClient, Object};
use jishi_core::model::{OperationId, PersonId, Timestamp};
use uuid::Uuid;

use super::operation;
use crate::storage::{Refusal, StorageFault, Stored};

pub(super) async fn load(
    client: &impl GenericClient,
    asked: &[(OperationId, PersonId)],
) -> Stored<Vec<Refusal>> {
    let (operations, people): (Vec<Uuid>, Vec<Uuid>) = asked
        .iter()
        .map(|(operation, person)| (operation.0, person.0))
        .unzip();
    let query = client
        .prepare_cached(include_str!("sql/load_refusals.sql"))
        .await?;
    let rows = client.query(&query, &[&operations, &people]).await?;
    let refusals = rows.iter().map(|r| {
        Ok(Refusal {
            operation: OperationId(r.try_get(0)?),
            person: PersonId(r.try_get(1)?),
            attempt: u32::try_from(r.try_get::<_, i64>(2)?)
                .map_err(|_| StorageFault::Unreadable("the attempt of a refusal".into()))?,
            problem: serde_json::from_str(r.try_get(3)?)?,
        })
    });
    refusals.collect()
}

pub(super) async fn keep(
    client: &mut Object,
    refusals: &[Refusal],
    now: Timestamp,
) -> Stored<Vec<OperationId>> {
    let transaction = client.transaction().await?;
    // Nobody puts them on the record meanwhile.
    super::lock_sequence(&transaction).await?;
    let ids: Vec<OperationId> = refusals.iter().map(|refusal| refusal.operation).collect();
    let known = operation::known(&transaction, &ids).await?;
    let save = transaction
        .prepare_cached(include_str!("sql/save_refusal.sql"))
        .await?;
    for refusal in refusals
        .iter()
        .filter(|refusal| !known.contains_key(&refusal.operation))
    {
        let problem = serde_json::to_string(&refusal.problem)?;
        let attempt = i64::from(refusal.attempt);
        transaction
            .execute(
                &save,
                &[
                    &refusal.operation.0,
                    &refusal.person.0,
                    &attempt,
                    &problem,
                    &now.0,
                ],
            )
            .await?;
    }
    transaction.commit().await?;
    Ok(known.into_keys().collect())
}

pub(super) async fn forget(client: &Object, before: Timestamp) -> Stored<()> {
    client
        .execute("DELETE FROM refusal WHERE refused_at < $1", &[&before.0])
        .await?;
    Ok(())
}
