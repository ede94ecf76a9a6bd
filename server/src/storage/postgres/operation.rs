//! Operations and what they do.

use std::collections::HashMap;

use deadpool_postgres::{GenericClient, Object, Transaction};
use jishi_core::model::{DeviceId, OperationId, PersonId, Reaction, Receipt, Sha256, Timestamp};
use jishi_core::rules::audit::Entry;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::{chain, change::Log, device, moment, record, refusal, roster, row};
use crate::storage::head::Head;
use crate::storage::standing::{Needed, Standing};
use crate::storage::{Applied, Booked, Effect, Known, NewOperation, Stored, StoredOperation, from_json};

const KNOWN: &str = "SELECT id, sequence, digest, received_at, chain FROM operation WHERE id = ANY ($1)";

pub(super) async fn known(
    client: &impl GenericClient,
    ids: &[OperationId],
) -> Stored<HashMap<OperationId, Known>> {
    let query = client.prepare_cached(KNOWN).await?;
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    client
        .query(&query, &[&ids])
        .await?
        .iter()
        .map(read_known)
        .collect()
}

fn read_known(r: &tokio_postgres::Row) -> Stored<(OperationId, Known)> {
    let operation = OperationId(r.try_get(0)?);
    let receipt = Receipt {
        operation,
        sequence: row::number(r, 1)?,
        received_at: Timestamp(r.try_get(3)?),
        proof: None,
    };
    let chain = row::digest(r, 4)?;
    Ok((
        operation,
        Known {
            digest: row::digest(r, 2)?,
            booked: Booked { receipt, chain },
        },
    ))
}

pub(super) async fn apply(
    client: &mut Object,
    operations: &[NewOperation],
    now: Timestamp,
) -> Stored<Vec<Applied>> {
    let transaction = client.transaction().await?;
    super::lock_sequence(&transaction).await?;
    let mut book = Book::open(&transaction, operations, now).await?;
    let mut applied = Vec::with_capacity(operations.len());
    for operation in operations {
        applied.push(book.apply(operation).await?);
    }
    book.log.close().await?;
    chain::keep_head(&transaction, book.head).await?;
    transaction.commit().await?;
    Ok(applied)
}

/// The record, held by a transaction that has the sequence's lock: nobody else adds operations meanwhile.
struct Book<'a> {
    transaction: &'a Transaction<'a>,
    log: Log<'a>,
    standing: Standing,
    head: Head,
    now: Timestamp,
}

impl<'a> Book<'a> {
    async fn open(
        transaction: &'a Transaction<'a>,
        operations: &[NewOperation],
        now: Timestamp,
    ) -> Stored<Self> {
        let standing = load(transaction, &Needed::by(operations)).await?;
        Ok(Self {
            transaction,
            log: Log::open(transaction).await?,
            standing,
            head: chain::head(transaction).await?,
            now,
        })
    }

    async fn apply(&mut self, operation: &NewOperation) -> Stored<Applied> {
        // All of it or nothing: what stands in the way is looked for before anything is done.
        if let Some(refusal) = self.standing.refuses(operation) {
            return Ok(refusal);
        }
        let known = self.enter(operation).await?;
        for effect in &operation.effects {
            self.write(operation, effect, &known.booked.receipt).await?;
        }
        let booked = known.booked.clone();
        self.standing.note(operation, known);
        Ok(Applied::Accepted(booked))
    }

    async fn write(&mut self, operation: &NewOperation, effect: &Effect, receipt: &Receipt) -> Stored<()> {
        let (transaction, log) = (self.transaction, &mut self.log);
        match effect {
            Effect::Post(moment) => moment::post(transaction, log, moment, receipt).await,
            Effect::Edit {
                moment,
                text,
                done_at,
            } => moment::edit(log, self.standing.author(*moment)?, *moment, text, *done_at).await,
            Effect::Delete(moment) => {
                moment::delete(transaction, log, self.standing.author(*moment)?, *moment).await
            }
            Effect::React {
                moment,
                kind,
                rank,
                done_at,
            } => {
                let author = self.standing.author(*moment)?;
                let Some(kind) = kind.clone() else {
                    let giver = operation.person;
                    return moment::take_back(transaction, log, author, *moment, giver, *done_at).await;
                };
                let reaction = Reaction {
                    moment: *moment,
                    giver: operation.person,
                    rank: *rank,
                    kind,
                    done_at: *done_at,
                };
                moment::react(transaction, log, author, reaction).await
            }
            Effect::Put(new) => record::put(transaction, log, new, receipt).await,
            Effect::SetUnit { unit, .. } => roster::set_unit(transaction, log, unit).await,
            Effect::DecideDevice {
                person,
                device,
                refused,
            } => device::decide(transaction, *person, *device, refused.as_deref(), self.now).await,
            Effect::RevokeDevice { person, device } => {
                device::revoke_one(transaction, *person, *device, self.now).await
            }
        }
    }

    async fn enter(&mut self, operation: &NewOperation) -> Stored<Known> {
        let insert = self
            .transaction
            .prepare_cached(include_str!("sql/book_operation.sql"))
            .await?;
        let digest = Sha256::of(&operation.bytes);
        let receipt = Receipt {
            operation: operation.id,
            sequence: self.head.sequence + 1,
            received_at: self.now,
            proof: None,
        };
        self.head = self.head.after(Entry {
            receipt: &receipt,
            person: operation.person,
            device: operation.device,
            digest,
            signature: &operation.signature,
        });
        let chain = self.head.chain;
        let place_at = operation.place_at.map(|at| at.0);
        let values: [&(dyn ToSql + Sync); 10] = [
            &receipt.sequence.cast_signed(),
            &operation.id.0,
            &operation.person.0,
            &operation.device.0,
            &digest.0.as_slice(),
            &self.now.0,
            &operation.signature,
            &operation.bytes,
            &chain.0.as_slice(),
            &place_at,
        ];
        self.transaction.execute(&insert, &values).await?;
        Ok(Known {
            digest,
            booked: Booked { receipt, chain },
        })
    }
}

async fn load(transaction: &Transaction<'_>, needed: &Needed) -> Stored<Standing> {
    let mut standing = Standing {
        known: known(transaction, &needed.ids()).await?,
        refusals: refusal::load(transaction, &needed.operations).await?,
        versions: record::versions(transaction, &needed.records).await?,
        ..Standing::default()
    };
    if !needed.moments.is_empty() {
        let moments = moment::standing(transaction, &needed.moments).await?;
        standing.moments = moments
            .into_iter()
            .map(|(id, known)| (id, known.into()))
            .collect();
    }
    if !needed.people.is_empty() {
        let people: Vec<Uuid> = needed.people.iter().map(|person| person.0).collect();
        let query = "SELECT person, max(sequence) FROM operation WHERE person = ANY ($1) GROUP BY person";
        let query = transaction.prepare_cached(query).await?;
        let rows = transaction.query(&query, &[&people]).await?;
        let last = rows
            .iter()
            .map(|r| Ok((PersonId(r.try_get(0)?), row::number(r, 1)?)));
        standing.last = last.collect::<Stored<_>>()?;
    }
    if needed.roster {
        standing.roster = roster::standing(transaction).await?;
    }
    standing.waiting = device::waiting(transaction, &needed.devices).await?;
    Ok(standing)
}

pub(super) async fn list(
    client: &impl GenericClient,
    after: u64,
    limit: u32,
) -> Stored<Vec<StoredOperation>> {
    let query = client
        .prepare_cached(include_str!("sql/list_operations.sql"))
        .await?;
    let rows = client
        .query(&query, &[&after.cast_signed(), &i64::from(limit)])
        .await?;
    rows.iter().map(read).collect()
}

pub(super) fn read(r: &tokio_postgres::Row) -> Stored<StoredOperation> {
    let receipt = Receipt {
        operation: OperationId(r.try_get(1)?),
        sequence: row::number(r, 0)?,
        received_at: Timestamp(r.try_get(4)?),
        proof: None,
    };
    Ok(StoredOperation {
        receipt,
        person: PersonId(r.try_get(2)?),
        device: DeviceId(r.try_get(3)?),
        signature: r.try_get(5)?,
        digest: row::digest(r, 6)?,
        chain: r.try_get(7)?,
        bytes: r.try_get(8)?,
        retired: from_json(r.try_get(9)?)?,
    })
}
