//! One-time codes and devices.

use std::collections::HashMap;

use deadpool_postgres::{Object, Transaction};
use jishi_core::model::{DeviceId, PersonId, Timestamp};
use tokio_postgres::Row;
use uuid::Uuid;

use super::change::NOTIFY;
use crate::storage::device::{ASKING_KEPT_MS, ASKING_MAX};
use crate::storage::{AskingDevice, BoundDevice, Device, NewCode, Redemption, Stored, from_json};

pub(super) async fn issue_code(client: &mut Object, code: &NewCode) -> Stored<()> {
    let transaction = client.transaction().await?;
    transaction
        .execute(
            "DELETE FROM code WHERE person = $1 AND device IS NULL",
            &[&code.person.0],
        )
        .await?;
    transaction
        .execute(
            "INSERT INTO code (hash, person, expires_at) VALUES ($1, $2, $3)",
            &[&code.hash.as_slice(), &code.person.0, &code.expires_at.0],
        )
        .await?;
    transaction.commit().await?;
    Ok(())
}

pub(super) async fn redeem(client: &mut Object, redemption: &Redemption) -> Stored<Option<Device>> {
    let transaction = client.transaction().await?;
    let hash = redemption.hash.as_slice();
    // The row is locked: of two that come at once with one code, the second sees it used.
    let found = transaction
        .query_opt(
            "SELECT code.person, code.expires_at, code.device, person.tenure
             FROM code JOIN person ON person.id = code.person WHERE code.hash = $1 FOR UPDATE OF code",
            &[&hash],
        )
        .await?;
    let Some(found) = found else { return Ok(None) };
    let (person, expires_at): (Uuid, i64) = (found.try_get(0)?, found.try_get(1)?);
    if redemption.comes_after(from_json(found.try_get(3)?)?) {
        return Ok(None);
    }
    if let Some(used_by) = found.try_get::<_, Option<Uuid>>(2)? {
        let row = transaction.query_opt(LOAD, &[&used_by]).await?;
        let device = row.map(|row| read(&row)).transpose()?;
        return Ok(device.filter(|d| d.revoked_at.is_none() && d.public_key == redemption.public_key));
    }
    if expires_at <= redemption.now.0 {
        return Ok(None);
    }
    revoke(&transaction, PersonId(person), redemption.now).await?;
    transaction
        .execute(
            "INSERT INTO device (id, person, public_key, name, bound_at) VALUES ($1, $2, $3, $4, $5)",
            &[
                &redemption.device.0,
                &person,
                &redemption.public_key,
                &redemption.name,
                &redemption.now.0,
            ],
        )
        .await?;
    transaction
        .execute(
            "UPDATE code SET device = $2 WHERE hash = $1",
            &[&hash, &redemption.device.0],
        )
        .await?;
    // What was asked for before that is no longer wanted.
    transaction
        .execute("DELETE FROM asking WHERE person = $1", &[&person])
        .await?;
    let device = read(&transaction.query_one(LOAD, &[&redemption.device.0]).await?)?;
    transaction.commit().await?;
    Ok(Some(device))
}

pub(super) async fn all(client: &Object) -> Stored<Vec<Device>> {
    let query = "SELECT id, person, public_key, revoked_at FROM device";
    client.query(query, &[]).await?.iter().map(read).collect()
}

pub(super) async fn ask(client: &mut Object, asking: &AskingDevice) -> Stored<()> {
    let transaction = client.transaction().await?;
    transaction
        .execute(
            "DELETE FROM asking WHERE asked_at < $1",
            &[&(asking.asked_at.0 - ASKING_KEPT_MS)],
        )
        .await?;
    // The answer was lost, or somebody thought better of the name.
    transaction
        .execute("DELETE FROM asking WHERE public_key = $1", &[&asking.public_key])
        .await?;
    let person = asking.person.map(|person| person.0);
    transaction
        .execute(
            "INSERT INTO asking (device, person, public_key, name, asked_at)
             VALUES ($1,
                     CASE WHEN (SELECT count(*) FROM asking WHERE person = $2 AND refused IS NULL) < $6
                          THEN $2::uuid END,
                     $3, $4, $5)",
            &[
                &asking.id.0,
                &person,
                &asking.public_key,
                &asking.name,
                &asking.asked_at.0,
                &ASKING_MAX,
            ],
        )
        .await?;
    transaction.commit().await?;
    Ok(())
}

const ASKING: &str = "SELECT device, person, public_key, name, asked_at, refused FROM asking";

pub(super) async fn asking(client: &Object, id: DeviceId) -> Stored<Option<AskingDevice>> {
    let found = client
        .query_opt(&format!("{ASKING} WHERE device = $1"), &[&id.0])
        .await?;
    found.map(|row| read_asking(&row)).transpose()
}

/// Whether it was there to be taken back.
pub(super) async fn withdraw(client: &Object, id: DeviceId) -> Stored<bool> {
    let gone = client
        .execute("DELETE FROM asking WHERE device = $1", &[&id.0])
        .await?;
    Ok(gone > 0)
}

pub(super) async fn all_asking(client: &Object) -> Stored<Vec<AskingDevice>> {
    let query = format!("{ASKING} WHERE person IS NOT NULL AND refused IS NULL ORDER BY asked_at, device");
    client.query(&query, &[]).await?.iter().map(read_asking).collect()
}

fn read_asking(row: &Row) -> Stored<AskingDevice> {
    Ok(AskingDevice {
        id: DeviceId(row.try_get(0)?),
        person: row.try_get::<_, Option<Uuid>>(1)?.map(PersonId),
        public_key: row.try_get(2)?,
        name: row.try_get(3)?,
        asked_at: Timestamp(row.try_get(4)?),
        refused: row.try_get(5)?,
    })
}

/// Those of these devices that wait to be somebody's, held until the transaction ends.
pub(super) async fn waiting(
    transaction: &Transaction<'_>,
    ids: &[DeviceId],
) -> Stored<HashMap<DeviceId, PersonId>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let query = "SELECT device, person FROM asking
                 WHERE device = ANY($1) AND person IS NOT NULL AND refused IS NULL FOR UPDATE";
    let rows = transaction.query(query, &[&ids]).await?;
    let waiting = rows
        .iter()
        .map(|row| Ok((DeviceId(row.try_get(0)?), PersonId(row.try_get(1)?))));
    waiting.collect()
}

pub(super) async fn of_people(client: &Object, people: &[PersonId]) -> Stored<Vec<BoundDevice>> {
    let people: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let query = "SELECT id, person, name, bound_at FROM device WHERE person = ANY($1) AND revoked_at IS NULL";
    let rows = client.query(query, &[&people]).await?;
    rows.iter()
        .map(|row| {
            Ok(BoundDevice {
                id: DeviceId(row.try_get(0)?),
                person: PersonId(row.try_get(1)?),
                name: row.try_get(2)?,
                bound_at: Timestamp(row.try_get(3)?),
            })
        })
        .collect()
}

/// Lets a device in that waits, or turns it away.
pub(super) async fn decide(
    transaction: &Transaction<'_>,
    person: PersonId,
    device: DeviceId,
    refused: Option<&str>,
    now: Timestamp,
) -> Stored<()> {
    if let Some(reason) = refused {
        transaction
            .execute(
                "UPDATE asking SET refused = $2 WHERE device = $1",
                &[&device.0, &reason],
            )
            .await?;
        return Ok(());
    }
    revoke(transaction, person, now).await?;
    transaction
        .execute(
            "INSERT INTO device (id, person, public_key, name, bound_at)
             SELECT device, person, public_key, name, $2 FROM asking WHERE device = $1",
            &[&device.0, &now.0],
        )
        .await?;
    // Others that asked in this name were not the person's.
    transaction
        .execute("DELETE FROM asking WHERE person = $1", &[&person.0])
        .await?;
    Ok(())
}

/// Revokes a person's device; whoever listens is woken, so that it learns of it at once.
pub(super) async fn revoke_one(
    transaction: &Transaction<'_>,
    person: PersonId,
    device: DeviceId,
    now: Timestamp,
) -> Stored<()> {
    let revoke = "UPDATE device SET revoked_at = $3 WHERE id = $1 AND person = $2 AND revoked_at IS NULL";
    transaction
        .execute(revoke, &[&device.0, &person.0, &now.0])
        .await?;
    Ok(())
}

async fn revoke(transaction: &Transaction<'_>, person: PersonId, now: Timestamp) -> Stored<()> {
    // Two of one person may be bound at once: they must come one after the other.
    transaction
        .execute("SELECT FROM person WHERE id = $1 FOR UPDATE", &[&person.0])
        .await?;
    transaction
        .execute(
            "UPDATE device SET revoked_at = $2 WHERE person = $1 AND revoked_at IS NULL",
            &[&person.0, &now.0],
        )
        .await?;
    transaction.batch_execute(NOTIFY).await?;
    Ok(())
}

const LOAD: &str = "SELECT id, person, public_key, revoked_at FROM device WHERE id = $1";

pub(super) async fn load(client: &Object, id: DeviceId) -> Stored<Option<Device>> {
    let query = client.prepare_cached(LOAD).await?;
    client
        .query_opt(&query, &[&id.0])
        .await?
        .map(|row| read(&row))
        .transpose()
}

fn read(row: &Row) -> Stored<Device> {
    Ok(Device {
        id: DeviceId(row.try_get(0)?),
        person: PersonId(row.try_get(1)?),
        public_key: row.try_get(2)?,
        revoked_at: row.try_get::<_, Option<i64>>(3)?.map(Timestamp),
    })
}
