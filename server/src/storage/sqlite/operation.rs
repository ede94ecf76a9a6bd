//! Operations and what they do.

use std::collections::HashMap;

use jishi_core::model::{DeviceId, OperationId, PersonId, Reaction, Receipt, Sha256, Timestamp};
use jishi_core::rules::audit::Entry;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::{chain, device, moment, record, refusal, roster, row};
use crate::storage::head::Head;
use crate::storage::standing::{Needed, Standing};
use crate::storage::{Applied, Booked, Effect, Known, NewOperation, Stored, StoredOperation, from_json};

pub(super) fn known(db: &Connection, ids: &[OperationId]) -> Stored<HashMap<OperationId, Known>> {
    let mut found = HashMap::new();
    for &id in ids {
        if let Some(known) = find(db, id)? {
            found.insert(id, known);
        }
    }
    Ok(found)
}

fn find(db: &Connection, id: OperationId) -> Stored<Option<Known>> {
    let mut query =
        db.prepare_cached("SELECT sequence, digest, received_at, chain FROM operation WHERE id = ?1")?;
    let known = query.query_row([row::blob(id.0)], |r| {
        let receipt = Receipt {
            operation: id,
            sequence: row::number(r, 0)?,
            received_at: Timestamp(r.get(2)?),
            proof: None,
        };
        Ok(Known {
            digest: row::digest(r, 1)?,
            booked: Booked {
                receipt,
                chain: row::digest(r, 3)?,
            },
        })
    });
    Ok(known.optional()?)
}

/// The sequence of a person's last operation.
pub(super) fn last(db: &Connection, person: PersonId) -> Stored<u64> {
    let mut query =
        db.prepare_cached("SELECT coalesce(max(sequence), 0) FROM operation WHERE person = ?1")?;
    Ok(query.query_row([row::blob(person.0)], |r| row::number(r, 0))?)
}

pub(super) fn apply(db: &Connection, operations: &[NewOperation], now: Timestamp) -> Stored<Vec<Applied>> {
    let mut standing = load(db, &Needed::by(operations))?;
    let mut head = chain::head(db)?;
    let mut applied = Vec::with_capacity(operations.len());
    for operation in operations {
        // All of it or nothing: what stands in the way is looked for before anything is done.
        if let Some(refusal) = standing.refuses(operation) {
            applied.push(refusal);
            continue;
        }
        let known = book(db, operation, now, &mut head)?;
        for effect in &operation.effects {
            write(db, &standing, operation, effect, &known.booked.receipt)?;
        }
        applied.push(Applied::Accepted(known.booked.clone()));
        standing.note(operation, known);
    }
    chain::keep_head(db, head)?;
    Ok(applied)
}

fn load(db: &Connection, needed: &Needed) -> Stored<Standing> {
    let mut last_of = HashMap::new();
    for &person in &needed.people {
        last_of.insert(person, last(db, person)?);
    }
    let moments = moment::load(db, &needed.moments)?;
    Ok(Standing {
        known: known(db, &needed.ids())?,
        refusals: refusal::load(db, &needed.operations)?,
        moments: moments
            .into_iter()
            .map(|(id, known)| (id, known.into()))
            .collect(),
        versions: record::versions(db, &needed.records)?,
        last: last_of,
        roster: if needed.roster { roster::version(db)? } else { 0 },
        waiting: device::waiting(db, &needed.devices)?,
    })
}

fn write(
    db: &Connection,
    standing: &Standing,
    operation: &NewOperation,
    effect: &Effect,
    receipt: &Receipt,
) -> Stored<()> {
    match effect {
        Effect::Post(moment) => moment::post(db, moment, receipt),
        Effect::Edit {
            moment,
            text,
            done_at,
        } => moment::edit(db, standing.author(*moment)?, *moment, text, *done_at),
        Effect::Delete(moment) => moment::delete(db, standing.author(*moment)?, *moment),
        Effect::React {
            moment,
            kind,
            rank,
            done_at,
        } => {
            let author = standing.author(*moment)?;
            let Some(kind) = kind.clone() else {
                return moment::take_back(db, author, *moment, operation.person, *done_at);
            };
            let reaction = Reaction {
                moment: *moment,
                giver: operation.person,
                rank: *rank,
                kind,
                done_at: *done_at,
            };
            moment::react(db, author, reaction)
        }
        Effect::Put(new) => record::put(db, new, receipt),
        Effect::SetUnit { unit, .. } => roster::set_unit(db, unit),
        Effect::DecideDevice {
            person,
            device,
            refused,
        } => device::decide(db, *person, *device, refused.as_deref(), receipt.received_at),
        Effect::RevokeDevice { person, device } => {
            device::revoke_one(db, *person, *device, receipt.received_at)
        }
    }
}

fn book(db: &Connection, operation: &NewOperation, now: Timestamp, head: &mut Head) -> Stored<Known> {
    let digest = Sha256::of(&operation.bytes);
    let receipt = Receipt {
        operation: operation.id,
        sequence: head.sequence + 1,
        received_at: now,
        proof: None,
    };
    *head = head.after(Entry {
        receipt: &receipt,
        person: operation.person,
        device: operation.device,
        digest,
        signature: &operation.signature,
    });
    db.prepare_cached(include_str!("sql/book_operation.sql"))?
        .execute(params![
            receipt.sequence.cast_signed(),
            row::blob(operation.id.0),
            row::blob(operation.person.0),
            row::blob(operation.device.0),
            digest.0,
            now.0,
            operation.signature,
            operation.bytes,
            head.chain.0,
            operation.place_at.map(|at| at.0),
        ])?;
    Ok(Known {
        digest,
        booked: Booked {
            receipt,
            chain: head.chain,
        },
    })
}

pub(super) fn list(db: &Connection, after: u64, limit: u32) -> Stored<Vec<StoredOperation>> {
    let mut query = db.prepare_cached(include_str!("sql/list_operations.sql"))?;
    let mut rows = query.query(params![after.cast_signed(), limit])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        found.push(read(r)?);
    }
    Ok(found)
}

pub(super) fn read(r: &Row<'_>) -> Stored<StoredOperation> {
    let receipt = Receipt {
        operation: OperationId(row::id(r, 1)?),
        sequence: row::number(r, 0)?,
        received_at: Timestamp(r.get(4)?),
        proof: None,
    };
    Ok(StoredOperation {
        receipt,
        person: PersonId(row::id(r, 2)?),
        device: DeviceId(row::id(r, 3)?),
        signature: r.get(5)?,
        digest: row::digest(r, 6)?,
        chain: r.get(7)?,
        bytes: r.get(8)?,
        retired: from_json(r.get(9)?)?,
    })
}
