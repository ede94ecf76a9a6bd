//! One-time codes and devices.

use std::collections::HashMap;

use jishi_core::model::{DeviceId, PersonId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::row;
use crate::storage::device::{ASKING_KEPT_MS, ASKING_MAX};
use crate::storage::{AskingDevice, BoundDevice, Device, NewCode, Redemption, Stored, from_json};

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
    revoke(db, PersonId(person), redemption.now)?;
    let (device, person) = (row::blob(redemption.device.0), row::blob(person));
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
    // What was asked for before that is no longer wanted.
    db.prepare_cached("DELETE FROM asking WHERE person = ?1")?
        .execute([person])?;
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

pub(super) fn ask(db: &Connection, asking: &AskingDevice) -> Stored<()> {
    db.prepare_cached("DELETE FROM asking WHERE asked_at < ?1")?
        .execute([asking.asked_at.0 - ASKING_KEPT_MS])?;
    // The answer was lost, or somebody thought better of the name.
    db.prepare_cached("DELETE FROM asking WHERE public_key = ?1")?
        .execute([&asking.public_key])?;
    let person = asking.person.map(|person| row::blob(person.0));
    db.prepare_cached(
        "INSERT INTO asking (device, person, public_key, name, asked_at)
         VALUES (?1,
                 iif((SELECT count(*) FROM asking WHERE person = ?2 AND refused IS NULL) < ?6, ?2, NULL),
                 ?3, ?4, ?5)",
    )?
    .execute(params![
        row::blob(asking.id.0),
        person,
        asking.public_key,
        asking.name,
        asking.asked_at.0,
        ASKING_MAX
    ])?;
    Ok(())
}

pub(super) fn asking(db: &Connection, id: DeviceId) -> Stored<Option<AskingDevice>> {
    let mut query = db.prepare_cached(
        "SELECT device, person, public_key, name, asked_at, refused FROM asking WHERE device = ?1",
    )?;
    Ok(query.query_row([row::blob(id.0)], read_asking).optional()?)
}

/// Whether it was there to be taken back.
pub(super) fn withdraw(db: &Connection, id: DeviceId) -> Stored<bool> {
    let gone = db
        .prepare_cached("DELETE FROM asking WHERE device = ?1")?
        .execute([row::blob(id.0)])?;
    Ok(gone > 0)
}

pub(super) fn all_asking(db: &Connection) -> Stored<Vec<AskingDevice>> {
    let mut query = db.prepare_cached(
        "SELECT device, person, public_key, name, asked_at, refused FROM asking
         WHERE person IS NOT NULL AND refused IS NULL ORDER BY asked_at, device",
    )?;
    Ok(query.query_map([], read_asking)?.collect::<Result<_, _>>()?)
}

fn read_asking(r: &Row<'_>) -> rusqlite::Result<AskingDevice> {
    Ok(AskingDevice {
        id: DeviceId(row::id(r, 0)?),
        person: row::optional_id(r, 1)?.map(PersonId),
        public_key: r.get(2)?,
        name: r.get(3)?,
        asked_at: Timestamp(r.get(4)?),
        refused: r.get(5)?,
    })
}

pub(super) fn waiting(db: &Connection, ids: &[DeviceId]) -> Stored<HashMap<DeviceId, PersonId>> {
    let mut waiting = HashMap::new();
    for id in ids {
        let found = asking(db, *id)?;
        let waits = found.filter(|found| found.refused.is_none());
        waiting.extend(waits.and_then(|found| Some((*id, found.person?))));
    }
    Ok(waiting)
}

pub(super) fn of_people(db: &Connection, people: &[PersonId]) -> Stored<Vec<BoundDevice>> {
    let mut query =
        db.prepare_cached("SELECT id, name, bound_at FROM device WHERE person = ?1 AND revoked_at IS NULL")?;
    let mut found = Vec::new();
    for person in people {
        let device = query
            .query_row([row::blob(person.0)], |r| {
                Ok(BoundDevice {
                    id: DeviceId(row::id(r, 0)?),
                    person: *person,
                    name: r.get(1)?,
                    bound_at: Timestamp(r.get(2)?),
                })
            })
            .optional()?;
        found.extend(device);
    }
    Ok(found)
}

/// Lets a device in that waits, or turns it away.
pub(super) fn decide(
    db: &Connection,
    person: PersonId,
    device: DeviceId,
    refused: Option<&str>,
    now: Timestamp,
) -> Stored<()> {
    let device = row::blob(device.0);
    if let Some(reason) = refused {
        db.prepare_cached("UPDATE asking SET refused = ?2 WHERE device = ?1")?
            .execute(params![device, reason])?;
        return Ok(());
    }
    revoke(db, person, now)?;
    db.prepare_cached(
        "INSERT INTO device (id, person, public_key, name, bound_at)
         SELECT device, person, public_key, name, ?2 FROM asking WHERE device = ?1",
    )?
    .execute(params![device, now.0])?;
    // Others that asked in this name were not the person's.
    db.prepare_cached("DELETE FROM asking WHERE person = ?1")?
        .execute([row::blob(person.0)])?;
    Ok(())
}

pub(super) fn revoke_one(db: &Connection, person: PersonId, device: DeviceId, now: Timestamp) -> Stored<()> {
    db.prepare_cached(
        "UPDATE device SET revoked_at = ?3 WHERE id = ?1 AND person = ?2 AND revoked_at IS NULL",
    )?
    .execute(params![row::blob(device.0), row::blob(person.0), now.0])?;
    Ok(())
}

fn revoke(db: &Connection, person: PersonId, now: Timestamp) -> Stored<()> {
    db.prepare_cached("UPDATE device SET revoked_at = ?2 WHERE person = ?1 AND revoked_at IS NULL")?
        .execute(params![row::blob(person.0), now.0])?;
    Ok(())
}

fn read(r: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        id: DeviceId(row::id(r, 0)?),
        person: PersonId(row::id(r, 1)?),
        public_key: r.get(2)?,
        revoked_at: r.get::<_, Option<i64>>(3)?.map(Timestamp),
    })
}
