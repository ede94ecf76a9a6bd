//! Operations and what they do.

use std::collections::HashMap;

use jishi_core::model::{
    DeviceId, Moment, MomentId, OperationId, PersonId, Rank, Reaction, ReactionKind, Receipt, Sha256,
    Timestamp,
};
use jishi_core::protocol::Change;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{change, record, row};
use crate::storage::StorageFault;
use crate::storage::change::Reach;
use crate::storage::{Applied, Effect, Known, NewOperation, Stored, StoredOperation, name_of};

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
    let mut query = db.prepare_cached("SELECT sequence, digest, received_at FROM operation WHERE id = ?1")?;
    let known = query.query_row([row::blob(id.0)], |r| {
        let receipt = Receipt {
            operation: id,
            sequence: row::number(r, 0)?,
            received_at: Timestamp(r.get(2)?),
        };
        Ok(Known {
            digest: row::digest(r, 1)?,
            receipt,
        })
    });
    Ok(known.optional()?)
}

pub(super) fn apply(db: &Connection, operations: &[NewOperation], now: Timestamp) -> Stored<Vec<Applied>> {
    operations
        .iter()
        .map(|operation| apply_one(db, operation, now))
        .collect()
}

fn apply_one(db: &Connection, operation: &NewOperation, now: Timestamp) -> Stored<Applied> {
    if let Some(known) = find(db, operation.id)? {
        return Ok(known.against(&operation.bytes));
    }
    // All of it or nothing: what stands in the way is looked for before anything is done.
    for effect in &operation.effects {
        if let Some(obstacle) = obstacle(db, effect)? {
            return Ok(obstacle);
        }
    }
    let receipt = book(db, operation, now)?;
    for effect in &operation.effects {
        match effect {
            Effect::Post(moment) => post(db, moment, &receipt)?,
            Effect::React {
                moment,
                kind,
                rank,
                done_at,
            } => react(db, (*moment, operation.person, *rank), kind.as_ref(), *done_at)?,
            Effect::Put(new) => record::put(db, new, &receipt)?,
        }
    }
    Ok(Applied::Accepted(receipt))
}

fn obstacle(db: &Connection, effect: &Effect) -> Stored<Option<Applied>> {
    Ok(match effect {
        Effect::Post(moment) => author(db, moment.id)?.map(|_| Applied::Conflict),
        Effect::React { moment, .. } => author(db, *moment)?.is_none().then_some(Applied::NoMoment),
        Effect::Put(new) => (record::version(db, new.record.id())? != new.seen).then_some(Applied::Stale),
    })
}

fn book(db: &Connection, operation: &NewOperation, now: Timestamp) -> Stored<Receipt> {
    // The sequence is the row id; a savepoint rolled back gives its numbers back, so there is no gap.
    db.prepare_cached(include_str!("sql/book_operation.sql"))?
        .execute(params![
            row::blob(operation.id.0),
            row::blob(operation.person.0),
            row::blob(operation.device.0),
            Sha256::of(&operation.bytes).0,
            now.0,
            operation.signature,
            operation.bytes,
        ])?;
    let sequence = db.last_insert_rowid().cast_unsigned();
    Ok(Receipt {
        operation: operation.id,
        sequence,
        received_at: now,
    })
}

fn author(db: &Connection, moment: MomentId) -> Stored<Option<PersonId>> {
    let mut query = db.prepare_cached("SELECT author FROM moment WHERE id = ?1")?;
    Ok(query
        .query_row([row::blob(moment.0)], |r| row::id(r, 0).map(PersonId))
        .optional()?)
}

fn post(db: &Connection, moment: &Moment, receipt: &Receipt) -> Stored<()> {
    db.prepare_cached("INSERT INTO moment (id, author, operation, done_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            row::blob(moment.id.0),
            row::blob(moment.author.0),
            receipt.sequence.cast_signed(),
            moment.done_at.0
        ])?;
    for attachment in &moment.attachments {
        db.prepare_cached("INSERT INTO attachment (sha256, moment) VALUES (?1, ?2)")?
            .execute(params![attachment.sha256().0, row::blob(moment.id.0)])?;
    }
    let body = Change::Moment {
        moment: moment.clone(),
        receipt: receipt.clone(),
    };
    change::add(db, "moment", moment.id.0, Reach::MomentsOf(moment.author), &body)
}

fn react(
    db: &Connection,
    (moment, giver, rank): (MomentId, PersonId, Rank),
    kind: Option<&ReactionKind>,
    done_at: Timestamp,
) -> Stored<()> {
    let author = author(db, moment)?.ok_or_else(|| StorageFault::Unreadable("a moment is gone".into()))?;
    let key = (row::blob(moment.0), row::blob(giver.0));
    match kind {
        Some(kind) => {
            let reaction = Reaction {
                moment,
                giver,
                rank,
                kind: kind.clone(),
                done_at,
            };
            db.prepare_cached(include_str!("sql/save_reaction.sql"))?
                .execute(params![
                    key.0,
                    key.1,
                    serde_json::to_string(kind)?,
                    name_of(&rank)?,
                    done_at.0
                ])?;
            change::add(
                db,
                "reaction",
                moment.0,
                Reach::MomentsOf(author),
                &Change::Reaction { reaction },
            )
        }
        None => {
            let gone = db
                .prepare_cached("DELETE FROM reaction WHERE moment = ?1 AND giver = ?2")?
                .execute(params![key.0, key.1])?;
            if gone == 0 {
                return Ok(());
            }
            change::add(
                db,
                "reaction_gone",
                moment.0,
                Reach::MomentsOf(author),
                &Change::ReactionGone { moment, giver },
            )
        }
    }
}

pub(super) fn list(db: &Connection, after: u64, limit: u32) -> Stored<Vec<StoredOperation>> {
    let mut query = db.prepare_cached(include_str!("sql/list_operations.sql"))?;
    let rows = query.query_map(params![after.cast_signed(), limit], |r| {
        let receipt = Receipt {
            operation: OperationId(row::id(r, 1)?),
            sequence: row::number(r, 0)?,
            received_at: Timestamp(r.get(4)?),
        };
        Ok(StoredOperation {
            receipt,
            person: PersonId(row::id(r, 2)?),
            device: DeviceId(row::id(r, 3)?),
            signature: r.get(5)?,
            bytes: r.get(6)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
