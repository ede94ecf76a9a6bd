//! Operations and what they do.

use std::collections::HashMap;

use deadpool_postgres::{Object, Transaction};
use jishi_core::model::{
    DeviceId, Moment, MomentId, OperationId, PersonId, Reaction, ReactionKind, Receipt, RecordId, Sha256,
    Timestamp,
};
use jishi_core::protocol::Change;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::{change::Log, record, row};
use crate::storage::StorageFault;
use crate::storage::change::Reach;
use crate::storage::{Applied, Effect, Known, NewOperation, Stored, StoredOperation, name_of};

const KNOWN: &str = "SELECT id, sequence, digest, received_at FROM operation WHERE id = ANY ($1)";

pub(super) async fn known(client: &Object, ids: &[OperationId]) -> Stored<HashMap<OperationId, Known>> {
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
    };
    Ok((
        operation,
        Known {
            digest: row::digest(r, 2)?,
            receipt,
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
    transaction.commit().await?;
    Ok(applied)
}

/// The record, held by a transaction that has the sequence's lock: nobody else adds operations meanwhile.
struct Book<'a> {
    transaction: &'a Transaction<'a>,
    log: Log<'a>,
    known: HashMap<OperationId, Known>,
    authors: HashMap<MomentId, PersonId>,
    versions: HashMap<RecordId, u64>,
    last: i64,
    now: Timestamp,
}

impl<'a> Book<'a> {
    async fn open(
        transaction: &'a Transaction<'a>,
        operations: &[NewOperation],
        now: Timestamp,
    ) -> Stored<Self> {
        let ids: Vec<Uuid> = operations.iter().map(|operation| operation.id.0).collect();
        let query = transaction.prepare_cached(KNOWN).await?;
        let known = transaction
            .query(&query, &[&ids])
            .await?
            .iter()
            .map(read_known)
            .collect::<Stored<_>>()?;
        let moments: Vec<Uuid> = effects(operations).filter_map(moment_of).map(|id| id.0).collect();
        let query = transaction
            .prepare_cached("SELECT id, author FROM moment WHERE id = ANY ($1)")
            .await?;
        let rows = transaction.query(&query, &[&moments]).await?;
        let authors = rows
            .iter()
            .map(|r| Ok((MomentId(r.try_get(0)?), PersonId(r.try_get(1)?))));
        let versions = record::versions(transaction, effects(operations)).await?;
        let query = transaction
            .prepare_cached("SELECT coalesce(max(sequence), 0) FROM operation")
            .await?;
        Ok(Self {
            transaction,
            log: Log::open(transaction).await?,
            known,
            authors: authors.collect::<Stored<_>>()?,
            versions,
            last: transaction.query_one(&query, &[]).await?.try_get(0)?,
            now,
        })
    }

    async fn apply(&mut self, operation: &NewOperation) -> Stored<Applied> {
        if let Some(known) = self.known.get(&operation.id) {
            return Ok(known.clone().against(&operation.bytes));
        }
        // All of it or nothing: what stands in the way is looked for before anything is done.
        if let Some(obstacle) = operation.effects.iter().find_map(|effect| self.obstacle(effect)) {
            return Ok(obstacle);
        }
        let receipt = self.enter(operation).await?;
        for effect in &operation.effects {
            match effect {
                Effect::Post(moment) => self.post(moment, &receipt).await?,
                Effect::React {
                    moment,
                    kind,
                    rank,
                    done_at,
                } => {
                    let (moment, giver) = (*moment, operation.person);
                    match kind.clone() {
                        Some(kind) => {
                            self.react(Reaction {
                                moment,
                                giver,
                                rank: *rank,
                                kind,
                                done_at: *done_at,
                            })
                            .await?;
                        }
                        None => self.take_back(moment, giver).await?,
                    }
                }
                Effect::Put(new) => {
                    record::put(self.transaction, &mut self.log, new, &receipt).await?;
                    self.versions.insert(new.record.id(), receipt.sequence);
                }
            }
        }
        Ok(Applied::Accepted(receipt))
    }

    fn obstacle(&self, effect: &Effect) -> Option<Applied> {
        match effect {
            Effect::Post(moment) => self.authors.contains_key(&moment.id).then_some(Applied::Conflict),
            Effect::React { moment, .. } => (!self.authors.contains_key(moment)).then_some(Applied::NoMoment),
            Effect::Put(new) => {
                (self.versions.get(&new.record.id()).copied() != new.seen).then_some(Applied::Stale)
            }
        }
    }

    fn author(&self, moment: MomentId) -> Stored<PersonId> {
        let author = self.authors.get(&moment).copied();
        author.ok_or_else(|| StorageFault::Unreadable("a moment is gone".into()))
    }

    async fn enter(&mut self, operation: &NewOperation) -> Stored<Receipt> {
        let insert = self
            .transaction
            .prepare_cached(include_str!("sql/book_operation.sql"))
            .await?;
        let sequence = self.last + 1;
        let digest = Sha256::of(&operation.bytes);
        let values: [&(dyn ToSql + Sync); 8] = [
            &sequence,
            &operation.id.0,
            &operation.person.0,
            &operation.device.0,
            &digest.0.as_slice(),
            &self.now.0,
            &operation.signature,
            &operation.bytes,
        ];
        self.transaction.execute(&insert, &values).await?;
        self.last = sequence;
        let receipt = Receipt {
            operation: operation.id,
            sequence: sequence.cast_unsigned(),
            received_at: self.now,
        };
        self.known.insert(
            operation.id,
            Known {
                digest,
                receipt: receipt.clone(),
            },
        );
        Ok(receipt)
    }

    async fn post(&mut self, moment: &Moment, receipt: &Receipt) -> Stored<()> {
        let insert = self
            .transaction
            .prepare_cached("INSERT INTO moment (id, author, operation, done_at) VALUES ($1, $2, $3, $4)")
            .await?;
        let operation = receipt.sequence.cast_signed();
        self.transaction
            .execute(
                &insert,
                &[&moment.id.0, &moment.author.0, &operation, &moment.done_at.0],
            )
            .await?;
        for attachment in &moment.attachments {
            let insert = "INSERT INTO attachment (sha256, moment) VALUES ($1, $2)";
            let insert = self.transaction.prepare_cached(insert).await?;
            let digest = attachment.sha256().0;
            self.transaction
                .execute(&insert, &[&digest.as_slice(), &moment.id.0])
                .await?;
        }
        self.authors.insert(moment.id, moment.author);
        let body = Change::Moment {
            moment: moment.clone(),
            receipt: receipt.clone(),
        };
        self.log
            .add("moment", moment.id.0, Reach::MomentsOf(moment.author), &body)
            .await
    }

    async fn react(&mut self, reaction: Reaction) -> Stored<()> {
        let author = self.author(reaction.moment)?;
        let save = self
            .transaction
            .prepare_cached(include_str!("sql/save_reaction.sql"))
            .await?;
        let kind = serde_json::to_string::<ReactionKind>(&reaction.kind)?;
        let rank = name_of(&reaction.rank)?;
        let values: [&(dyn ToSql + Sync); 5] = [
            &reaction.moment.0,
            &reaction.giver.0,
            &kind,
            &rank,
            &reaction.done_at.0,
        ];
        self.transaction.execute(&save, &values).await?;
        self.log
            .add(
                "reaction",
                reaction.moment.0,
                Reach::MomentsOf(author),
                &Change::Reaction { reaction },
            )
            .await
    }

    async fn take_back(&mut self, moment: MomentId, giver: PersonId) -> Stored<()> {
        let author = self.author(moment)?;
        let delete = "DELETE FROM reaction WHERE moment = $1 AND giver = $2";
        let delete = self.transaction.prepare_cached(delete).await?;
        if self.transaction.execute(&delete, &[&moment.0, &giver.0]).await? == 0 {
            return Ok(());
        }
        let body = Change::ReactionGone { moment, giver };
        self.log
            .add("reaction_gone", moment.0, Reach::MomentsOf(author), &body)
            .await
    }
}

fn effects(operations: &[NewOperation]) -> impl Iterator<Item = &Effect> {
    operations.iter().flat_map(|operation| &operation.effects)
}

const fn moment_of(effect: &Effect) -> Option<MomentId> {
    match effect {
        Effect::Post(moment) => Some(moment.id),
        Effect::React { moment, .. } => Some(*moment),
        Effect::Put(_) => None,
    }
}

pub(super) async fn list(client: &Object, after: u64, limit: u32) -> Stored<Vec<StoredOperation>> {
    let query = client
        .prepare_cached(include_str!("sql/list_operations.sql"))
        .await?;
    let rows = client
        .query(&query, &[&after.cast_signed(), &i64::from(limit)])
        .await?;
    rows.iter()
        .map(|r| {
            let receipt = Receipt {
                operation: OperationId(r.try_get(1)?),
                sequence: row::number(r, 0)?,
                received_at: Timestamp(r.try_get(4)?),
            };
            Ok(StoredOperation {
                receipt,
                person: PersonId(r.try_get(2)?),
                device: DeviceId(r.try_get(3)?),
                signature: r.try_get(5)?,
                bytes: r.try_get(6)?,
            })
        })
        .collect()
}
