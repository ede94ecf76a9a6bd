//! One-time codes and devices.

use jishi_core::model::{DeviceId, PersonId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::row;
use crate::storage::{Device, NewCode, Redemption, Stored, from_json};

pub(super) fn issue_code(db: &Connection, code: &NewCode) -> Stored<()> {
    let person = row::blob(code.person.0);
    db.prepare_cached("DELETE FROM code WHERE person = ?1 AND device IS NULL")?
        .execute([person])?;
    db.prepare_cached("INSERT INTO code (hash, person, expires_at) VALUES (?1, ?2, ?3)")?
        .execute(params![code.hash, person, code.expires_at.0])?;
    Ok(())
}

pub(super) fn redeem(db: &Connection, redemption: &Redemption) -> Stored<Option<Device>> {
    let found = db
        .prepare_cached(
            "SELECT code.person, code.expires_at, code.device, person.tenure
             FROM code JOIN person ON person.id = code.person WHERE code.hash = ?1",
        )?
        .query_row([redemption.hash], |r| {
            Ok((
                row::id(r, 0)?,
                r.get::<_, i64>(1)?,
                row::optional_id(r, 2)?,
                r.get::<_, Option<String>>(3)?,
            ))
        })
        .optional()?;
    let Some((person, expires_at, used_by, tenure)) = found else {
        return Ok(None);
    };
    if redemption.comes_after(from_json(tenure)?) {
        return Ok(None);
    }
    if let Some(device) = used_by {
        let device = load(db, DeviceId(device))?;
        return Ok(device.filter(|d| d.revoked_at.is_none() && d.public_key == redemption.public_key));
    }
    if expires_at <= redemption.now.0 {
        return Ok(None);
    }
    let (device, person) = (row::blob(redemption.device.0), row::blob(person));
    db.prepare_cached("UPDATE device SET revoked_at = ?2 WHERE person = ?1 AND revoked_at IS NULL")?
        .execute(params![person, redemption.now.0])?;
    db.prepare_cached(
        "INSERT INTO device (id, person, public_key, name, bound_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        device,
        person,
        redemption.public_key,
        redemption.name,
        redemption.now.0
    ])?;
    db.prepare_cached("UPDATE code SET device = ?2 WHERE hash = ?1")?
        .execute(params![redemption.hash, device])?;
    load(db, redemption.device)
}

pub(super) fn load(db: &Connection, id: DeviceId) -> Stored<Option<Device>> {
    let mut query =
        db.prepare_cached("SELECT id, person, public_key, revoked_at FROM device WHERE id = ?1")?;
    Ok(query.query_row([row::blob(id.0)], read).optional()?)
}

pub(super) fn all(db: &Connection) -> Stored<Vec<Device>> {
    let mut query = db.prepare_cached("SELECT id, person, public_key, revoked_at FROM device")?;
    Ok(query.query_map([], read)?.collect::<Result<_, _>>()?)
}

fn read(r: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        id: DeviceId(row::id(r, 0)?),
        person: PersonId(row::id(r, 1)?),
        public_key: r.get(2)?,
        revoked_at: r.get::<_, Option<i64>>(3)?.map(Timestamp),
    })
}
