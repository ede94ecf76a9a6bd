//! Moments and reactions.

use std::collections::HashMap;

use deadpool_postgres::{Object, Transaction};
use jishi_core::model::{Moment, MomentId, PersonId, Reaction, Receipt, Timestamp};
use jishi_core::protocol::Change;
use jishi_core::rules::judge::KnownMoment;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::change::Log;
use crate::storage::change::Reach;
use crate::storage::{Activity, Stored, name_of, named};

const LOAD: &str = "SELECT id, author, done_at, deleted FROM moment WHERE id = ANY ($1)";

pub(super) async fn load(client: &Object, ids: &[MomentId]) -> Stored<HashMap<MomentId, KnownMoment>> {
    let query = client.prepare_cached(LOAD).await?;
    read(&client.query(&query, &[&uuids(ids)]).await?)
}

/// The same within a transaction.
pub(super) async fn standing(
    transaction: &Transaction<'_>,
    ids: &[MomentId],
) -> Stored<HashMap<MomentId, KnownMoment>> {
    let query = transaction.prepare_cached(LOAD).await?;
    read(&transaction.query(&query, &[&uuids(ids)]).await?)
}

fn uuids(ids: &[MomentId]) -> Vec<Uuid> {
    ids.iter().map(|id| id.0).collect()
}

fn read(rows: &[Row]) -> Stored<HashMap<MomentId, KnownMoment>> {
    rows.iter()
        .map(|r| {
            let known = KnownMoment {
                author: PersonId(r.try_get(1)?),
                done_at: Timestamp(r.try_get(2)?),
                deleted: r.try_get(3)?,
            };
            Ok((MomentId(r.try_get(0)?), known))
        })
        .collect()
}

pub(super) async fn given(
    client: &Object,
    giver: PersonId,
    from: Timestamp,
    to: Timestamp,
) -> Stored<Vec<Reaction>> {
    let query = client
        .prepare_cached(
            "SELECT moment, kind, rank, done_at FROM reaction WHERE giver = $1 AND done_at >= $2 AND done_at < $3",
        )
        .await?;
    let rows = client.query(&query, &[&giver.0, &from.0, &to.0]).await?;
    rows.iter()
        .map(|r| {
            Ok(Reaction {
                moment: MomentId(r.try_get(0)?),
                giver,
                kind: serde_json::from_str(r.try_get(1)?)?,
                rank: named(r.try_get(2)?)?,
                done_at: Timestamp(r.try_get(3)?),
            })
        })
        .collect()
}

pub(super) async fn activity(
    client: &Object,
    people: &[PersonId],
    from: Timestamp,
    to: Timestamp,
) -> Stored<Vec<Activity>> {
    let asked: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let mut found: Vec<Activity> = people
        .iter()
        .map(|person| Activity {
            person: *person,
            since: None,
            moments: Vec::new(),
            reactions: Vec::new(),
        })
        .collect();
    let places: HashMap<Uuid, usize> = asked
        .iter()
        .enumerate()
        .map(|(place, person)| (*person, place))
        .collect();
    let query = "SELECT person, min(bound_at) FROM device WHERE person = ANY ($1) GROUP BY person";
    let query = client.prepare_cached(query).await?;
    for r in client.query(&query, &[&asked]).await? {
        if let Some(one) = places.get(&r.try_get(0)?).and_then(|place| found.get_mut(*place)) {
            one.since = Some(Timestamp(r.try_get(1)?));
        }
    }
    let query = "SELECT author, id, done_at FROM moment
         WHERE author = ANY ($1) AND done_at >= $2 AND done_at < $3 AND NOT deleted";
    let query = client.prepare_cached(query).await?;
    for r in client.query(&query, &[&asked, &from.0, &to.0]).await? {
        if let Some(one) = places.get(&r.try_get(0)?).and_then(|place| found.get_mut(*place)) {
            one.moments
                .push((MomentId(r.try_get(1)?), Timestamp(r.try_get(2)?)));
        }
    }
    let query = client
        .prepare_cached(include_str!("sql/reactions_received.sql"))
        .await?;
    for r in client.query(&query, &[&asked, &from.0, &to.0]).await? {
        if let Some(one) = places.get(&r.try_get(0)?).and_then(|place| found.get_mut(*place)) {
            one.reactions.push(Reaction {
                moment: MomentId(r.try_get(1)?),
                giver: PersonId(r.try_get(2)?),
                rank: named(r.try_get(3)?)?,
                kind: serde_json::from_str(r.try_get(4)?)?,
                done_at: Timestamp(r.try_get(5)?),
            });
        }
    }
    Ok(found)
}

pub(super) async fn post(
    transaction: &Transaction<'_>,
    log: &mut Log<'_>,
    moment: &Moment,
    receipt: &Receipt,
) -> Stored<()> {
    let insert = transaction
        .prepare_cached("INSERT INTO moment (id, author, operation, done_at) VALUES ($1, $2, $3, $4)")
        .await?;
    let operation = receipt.sequence.cast_signed();
    transaction
        .execute(
            &insert,
            &[&moment.id.0, &moment.author.0, &operation, &moment.done_at.0],
        )
        .await?;
    for attachment in &moment.attachments {
        let insert = "INSERT INTO attachment (sha256, moment) VALUES ($1, $2)";
        let insert = transaction.prepare_cached(insert).await?;
        let digest = attachment.sha256().0;
        transaction
            .execute(&insert, &[&digest.as_slice(), &moment.id.0])
            .await?;
    }
    let body = Change::Moment {
        moment: moment.clone(),
        receipt: receipt.clone(),
        placed: false,
    };
    log.add("moment", moment.id.0, Reach::MomentsOf(moment.author), &body)
        .await
}

pub(super) async fn edit(
    log: &mut Log<'_>,
    author: PersonId,
    moment: MomentId,
    text: &str,
    at: Timestamp,
) -> Stored<()> {
    let text = text.to_owned();
    let body = Change::MomentEdited { moment, text, at };
    log.add("moment_edited", moment.0, Reach::MomentsOf(author), &body)
        .await
}

pub(super) async fn delete(
    transaction: &Transaction<'_>,
    log: &mut Log<'_>,
    author: PersonId,
    moment: MomentId,
) -> Stored<()> {
    let delete = "UPDATE moment SET deleted = TRUE WHERE id = $1";
    let delete = transaction.prepare_cached(delete).await?;
    transaction.execute(&delete, &[&moment.0]).await?;
    // From now on its words are told to its author alone.
    let keep = "UPDATE change SET reader = author WHERE subject = $1 AND kind IN ('moment', 'moment_edited')";
    let keep = transaction.prepare_cached(keep).await?;
    transaction.execute(&keep, &[&moment.0]).await?;
    let body = Change::MomentGone { moment };
    log.add("moment_gone", moment.0, Reach::MomentsOf(author), &body)
        .await
}

/// What was told of a moment's words and of the reactions to it, the oldest first.
pub(super) async fn trace(client: &Object, moment: MomentId) -> Stored<Vec<String>> {
    let query = client
        .prepare_cached(
            "SELECT body FROM change
             WHERE subject = $1 AND kind IN ('moment', 'moment_edited', 'reaction', 'reaction_gone') ORDER BY sequence",
        )
        .await?;
    let rows = client.query(&query, &[&moment.0]).await?;
    rows.iter().map(|r| Ok(r.try_get(0)?)).collect()
}

pub(super) async fn react(
    transaction: &Transaction<'_>,
    log: &mut Log<'_>,
    author: PersonId,
    reaction: Reaction,
) -> Stored<()> {
    let save = transaction
        .prepare_cached(include_str!("sql/save_reaction.sql"))
        .await?;
    let kind = serde_json::to_string(&reaction.kind)?;
    let rank = name_of(&reaction.rank)?;
    let values: [&(dyn ToSql + Sync); 6] = [
        &reaction.moment.0,
        &reaction.giver.0,
        &author.0,
        &kind,
        &rank,
        &reaction.done_at.0,
    ];
    transaction.execute(&save, &values).await?;
    let (moment, reach) = (reaction.moment.0, Reach::MomentsOf(author));
    log.add("reaction", moment, reach, &Change::Reaction { reaction })
        .await
}

pub(super) async fn take_back(
    transaction: &Transaction<'_>,
    log: &mut Log<'_>,
    author: PersonId,
    moment: MomentId,
    giver: PersonId,
    done_at: Timestamp,
) -> Stored<()> {
    let delete = "DELETE FROM reaction WHERE moment = $1 AND giver = $2";
    let delete = transaction.prepare_cached(delete).await?;
    if transaction.execute(&delete, &[&moment.0, &giver.0]).await? == 0 {
        return Ok(());
    }
    let at = Some(done_at);
    let body = Change::ReactionGone { moment, giver, at };
    log.add("reaction_gone", moment.0, Reach::MomentsOf(author), &body)
        .await
}
