//! Connecting, and bringing the tables to this version.

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio_postgres::{Config, NoTls};

use super::chain;
use crate::storage::{StorageFault, Stored};

/// One script per version, from 1.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001_first.sql"),
    include_str!("migrations/002_records.sql"),
    include_str!("migrations/003_activity.sql"),
    include_str!("migrations/004_tenure.sql"),
    include_str!("migrations/005_uploads.sql"),
    include_str!("migrations/006_chain.sql"),
    include_str!("migrations/007_results.sql"),
    include_str!("migrations/008_moved.sql"),
    include_str!("migrations/009_looks.sql"),
    include_str!("migrations/010_retired.sql"),
    include_str!("migrations/011_refusal.sql"),
    include_str!("migrations/012_asking.sql"),
    include_str!("migrations/013_fixes.sql"),
];
/// From this version on operations are linked.
const CHAINED: i64 = 6;

/// Connections of one process.
const CONNECTIONS: usize = 16;

pub(super) fn pool(url: &str) -> Stored<(Pool, Config)> {
    let config: Config = url.parse()?;
    let manager = Manager::from_config(
        config.clone(),
        NoTls,
        ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        },
    );
    let pool = Pool::builder(manager)
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .create_timeout(Some(std::time::Duration::from_secs(5)))
        .wait_timeout(Some(std::time::Duration::from_secs(10)))
        .build()
        .map_err(|error| StorageFault::Database(error.to_string()))?;
    Ok((pool, config))
}

pub(super) async fn upgrade(client: &mut Object) -> Stored<()> {
    let transaction = client.transaction().await?;
    // Several processes may start at once.
    super::lock_sequence(&transaction).await?;
    transaction
        .batch_execute("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY)")
        .await?;
    let row = transaction
        .query_one("SELECT coalesce(max(version), 0) FROM schema_version", &[])
        .await?;
    let found: i64 = row.try_get(0)?;
    let known = MIGRATIONS.len() as i64;
    if found > known {
        return Err(StorageFault::Newer { found, known });
    }
    for (script, version) in MIGRATIONS
        .iter()
        .zip(1_i64..)
        .filter(|(_, version)| *version > found)
    {
        transaction.batch_execute(script).await?;
        transaction
            .execute("INSERT INTO schema_version (version) VALUES ($1)", &[&version])
            .await?;
    }
    // When all columns are there that an operation is read with.
    if found < CHAINED {
        chain::link_all(&transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}
