//! One-time codes and devices.

use deadpool_postgres::Object;
use jishi_core::model::{DeviceId, PersonId, Timestamp};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::storage::{Device, NewCode, Redemption, Stored, from_json};

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
    // Two codes of one person may be redeemed at once: their devices must come one after the other.
    transaction
        .execute("SELECT FROM person WHERE id = $1 FOR UPDATE", &[&person])
        .await?;
    transaction
        .execute(
            "UPDATE device SET revoked_at = $2 WHERE person = $1 AND revoked_at IS NULL",
            &[&person, &redemption.now.0],
        )
        .await?;
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
    let device = read(&transaction.query_one(LOAD, &[&redemption.device.0]).await?)?;
    transaction.batch_execute(super::change::NOTIFY).await?;
    transaction.commit().await?;
    Ok(Some(device))
}

pub(super) async fn all(client: &Object) -> Stored<Vec<Device>> {
    let query = "SELECT id, person, public_key, revoked_at FROM device";
    client.query(query, &[]).await?.iter().map(read).collect()
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
