//! Policy and calendar.

use jishi_core::protocol::{Change, Settings};
use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::change;
use crate::storage::Stored;
use crate::storage::change::Reach;

pub(super) fn load(db: &Connection) -> Stored<Option<Settings>> {
    let mut query = db.prepare_cached("SELECT value FROM setting WHERE name = 'settings'")?;
    let value: Option<Vec<u8>> = query.query_row([], |row| row.get(0)).optional()?;
    Ok(value.map(|value| serde_json::from_slice(&value)).transpose()?)
}

pub(super) fn save(db: &Connection, settings: &Settings) -> Stored<()> {
    db.prepare_cached(
        "INSERT INTO setting (name, value) VALUES ('settings', ?1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute([serde_json::to_vec(settings)?])?;
    let settings = settings.clone();
    change::add(
        db,
        "settings",
        Uuid::nil(),
        Reach::Everyone,
        &Change::Settings { settings },
    )
}
