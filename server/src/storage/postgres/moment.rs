//! Moments and reactions, as far as rules ask for them.

use std::collections::HashMap;

use deadpool_postgres::Object;
use jishi_core::model::{MomentId, PersonId, Reaction, Timestamp};
use jishi_core::rules::judge::KnownMoment;
use uuid::Uuid;

use crate::storage::{Stored, named};

pub(super) async fn load(client: &Object, ids: &[MomentId]) -> Stored<HashMap<MomentId, KnownMoment>> {
    let query = client
        .prepare_cached("SELECT id, author, done_at FROM moment WHERE id = ANY ($1)")
        .await?;
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let rows = client.query(&query, &[&ids]).await?;
    rows.iter()
        .map(|r| {
            let known = KnownMoment {
                author: PersonId(r.try_get(1)?),
                done_at: Timestamp(r.try_get(2)?),
                deleted: false,
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
