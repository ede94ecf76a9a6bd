//! Moments and reactions.

use std::collections::HashMap;

use jishi_core::model::{Moment, MomentId, PersonId, Reaction, Receipt, Timestamp};
use jishi_core::protocol::Change;
use jishi_core::rules::judge::KnownMoment;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{change, row};
use crate::storage::change::Reach;
use crate::storage::{Activity, Stored, name_of, named};

pub(super) fn load(db: &Connection, ids: &[MomentId]) -> Stored<HashMap<MomentId, KnownMoment>> {
    let mut query = db.prepare_cached("SELECT author, done_at, deleted FROM moment WHERE id = ?1")?;
    let mut found = HashMap::with_capacity(ids.len());
    for id in ids {
        let known = query.query_row([row::blob(id.0)], |r| {
            Ok(KnownMoment {
                author: PersonId(row::id(r, 0)?),
                done_at: Timestamp(r.get(1)?),
                deleted: r.get(2)?,
            })
        });
        if let Some(known) = known.optional()? {
            found.insert(*id, known);
        }
    }
    Ok(found)
}

pub(super) fn given(
    db: &Connection,
    giver: PersonId,
    from: Timestamp,
    to: Timestamp,
) -> Stored<Vec<Reaction>> {
    let mut query = db.prepare_cached(
        "SELECT moment, kind, rank, done_at FROM reaction WHERE giver = ?1 AND done_at >= ?2 AND done_at < ?3",
    )?;
    let mut rows = query.query(params![row::blob(giver.0), from.0, to.0])?;
    let mut given = Vec::new();
    while let Some(r) = rows.next()? {
        given.push(Reaction {
            moment: MomentId(row::id(r, 0)?),
            giver,
            kind: serde_json::from_str(&r.get::<_, String>(1)?)?,
            rank: named(r.get(2)?)?,
            done_at: Timestamp(r.get(3)?),
        });
    }
    Ok(given)
}

pub(super) fn activity(
    db: &Connection,
    people: &[PersonId],
    from: Timestamp,
    to: Timestamp,
) -> Stored<Vec<Activity>> {
    let mut since = db.prepare_cached("SELECT min(bound_at) FROM device WHERE person = ?1")?;
    let mut moments = db.prepare_cached(
        "SELECT id, done_at FROM moment WHERE author = ?1 AND done_at >= ?2 AND done_at < ?3 AND deleted = 0",
    )?;
    let mut reactions = db.prepare_cached(include_str!("sql/reactions_received.sql"))?;
    let mut found = Vec::with_capacity(people.len());
    for &person in people {
        let bounds = params![row::blob(person.0), from.0, to.0];
        let done = moments
            .query_map(bounds, |r| Ok((MomentId(row::id(r, 0)?), Timestamp(r.get(1)?))))?
            .collect::<Result<_, _>>()?;
        let mut rows = reactions.query(bounds)?;
        let mut received = Vec::new();
        while let Some(r) = rows.next()? {
            received.push(Reaction {
                moment: MomentId(row::id(r, 0)?),
                giver: PersonId(row::id(r, 1)?),
                rank: named(r.get(2)?)?,
                kind: serde_json::from_str(&r.get::<_, String>(3)?)?,
                done_at: Timestamp(r.get(4)?),
            });
        }
        let first: Option<i64> = since.query_row([row::blob(person.0)], |r| r.get(0))?;
        found.push(Activity {
            person,
            since: first.map(Timestamp),
            moments: done,
            reactions: received,
        });
    }
    Ok(found)
}

pub(super) fn post(db: &Connection, moment: &Moment, receipt: &Receipt) -> Stored<()> {
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
        placed: false,
    };
    change::add(db, "moment", moment.id.0, Reach::MomentsOf(moment.author), &body)
}

pub(super) fn edit(
    db: &Connection,
    author: PersonId,
    moment: MomentId,
    text: &str,
    at: Timestamp,
) -> Stored<()> {
    let text = text.to_owned();
    let body = Change::MomentEdited { moment, text, at };
    change::add(db, "moment_edited", moment.0, Reach::MomentsOf(author), &body)
}

pub(super) fn delete(db: &Connection, author: PersonId, moment: MomentId) -> Stored<()> {
    db.prepare_cached("UPDATE moment SET deleted = 1 WHERE id = ?1")?
        .execute([row::blob(moment.0)])?;
    // From now on its words are told to its author alone.
    db.prepare_cached(
        "UPDATE change SET reader = author WHERE subject = ?1 AND kind IN ('moment', 'moment_edited')",
    )?
    .execute([row::blob(moment.0)])?;
    let body = Change::MomentGone { moment };
    change::add(db, "moment_gone", moment.0, Reach::MomentsOf(author), &body)
}

/// What was told of a moment's words and of the reactions to it, the oldest first.
pub(super) fn trace(db: &Connection, moment: MomentId) -> Stored<Vec<String>> {
    let mut query = db.prepare_cached(
        "SELECT body FROM change
         WHERE subject = ?1 AND kind IN ('moment', 'moment_edited', 'reaction', 'reaction_gone') ORDER BY sequence",
    )?;
    let bodies = query.query_map([row::blob(moment.0)], |r| r.get(0))?;
    Ok(bodies.collect::<Result<_, _>>()?)
}

pub(super) fn react(db: &Connection, author: PersonId, reaction: Reaction) -> Stored<()> {
    db.prepare_cached(include_str!("sql/save_reaction.sql"))?
        .execute(params![
            row::blob(reaction.moment.0),
            row::blob(reaction.giver.0),
            row::blob(author.0),
            serde_json::to_string(&reaction.kind)?,
            name_of(&reaction.rank)?,
            reaction.done_at.0
        ])?;
    let (moment, reach) = (reaction.moment.0, Reach::MomentsOf(author));
    change::add(db, "reaction", moment, reach, &Change::Reaction { reaction })
}

pub(super) fn take_back(
    db: &Connection,
    author: PersonId,
    moment: MomentId,
    giver: PersonId,
    done_at: Timestamp,
) -> Stored<()> {
    let gone = db
        .prepare_cached("DELETE FROM reaction WHERE moment = ?1 AND giver = ?2")?
        .execute(params![row::blob(moment.0), row::blob(giver.0)])?;
    if gone == 0 {
        return Ok(());
    }
    let at = Some(done_at);
    let body = Change::ReactionGone { moment, giver, at };
    change::add(db, "reaction_gone", moment.0, Reach::MomentsOf(author), &body)
}
