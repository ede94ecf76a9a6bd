//! Policy and calendar.

use deadpool_postgres::Object;
use jishi_core::protocol::{Change, Settings};
use uuid::Uuid;

use super::change::Log;
use crate::storage::Stored;
use crate::storage::change::Reach;

pub(super) async fn load(client: &Object) -> Stored<Option<Settings>> {
    let query = "SELECT value FROM setting WHERE name = 'settings'";
    let row = client.query_opt(query, &[]).await?;
    let value: Option<Vec<u8>> = row.map(|row| row.try_get(0)).transpose()?;
    Ok(value.map(|value| serde_json::from_slice(&value)).transpose()?)
}

pub(super) async fn save(client: &mut Object, settings: &Settings) -> Stored<()> {
    let transaction = client.transaction().await?;
    super::lock_sequence(&transaction).await?;
    transaction
        .execute(
            "INSERT INTO setting (name, value) VALUES ('settings', $1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            &[&serde_json::to_vec(settings)?],
        )
        .await?;
    let mut log = Log::open(&transaction).await?;
    let settings = settings.clone();
    log.add(
        "settings",
        Uuid::nil(),
        Reach::Everyone,
        &Change::Settings { settings },
    )
    .await?;
    log.close().await?;
    transaction.commit().await?;
    Ok(())
}
