//! Moments and reactions, as far as rules ask for them.

use std::collections::HashMap;

use jishi_core::model::{MomentId, PersonId, Reaction, Timestamp};
use jishi_core::rules::judge::KnownMoment;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::row;
use crate::storage::{Stored, named};

pub(super) fn load(db: &Connection, ids: &[MomentId]) -> Stored<HashMap<MomentId, KnownMoment>> {
    let mut query = db.prepare_cached("SELECT author, done_at FROM moment WHERE id = ?1")?;
    let mut found = HashMap::with_capacity(ids.len());
    for id in ids {
        let known = query.query_row([row::blob(id.0)], |r| {
            Ok(KnownMoment {
                author: PersonId(row::id(r, 0)?),
                done_at: Timestamp(r.get(1)?),
                deleted: false,
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
