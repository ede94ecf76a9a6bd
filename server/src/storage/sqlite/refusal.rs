//! What was refused.

use jishi_core::model::{OperationId, PersonId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{operation, row};
use crate::storage::{Refusal, Stored};

pub(super) fn load(db: &Connection, asked: &[(OperationId, PersonId)]) -> Stored<Vec<Refusal>> {
    let mut query =
        db.prepare_cached("SELECT attempt, problem FROM refusal WHERE operation = ?1 AND person = ?2")?;
    let mut found = Vec::new();
    for &(operation, person) in asked {
        let key = params![row::blob(operation.0), row::blob(person.0)];
        let refusal: Option<(u32, String)> =
            query.query_row(key, |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
        if let Some((attempt, problem)) = refusal {
            found.push(Refusal {
                operation,
                person,
                attempt,
                problem: serde_json::from_str(&problem)?,
            });
        }
    }
    Ok(found)
}

pub(super) fn keep(db: &Connection, refusals: &[Refusal], now: Timestamp) -> Stored<Vec<OperationId>> {
    let ids: Vec<OperationId> = refusals.iter().map(|refusal| refusal.operation).collect();
    let known = operation::known(db, &ids)?;
    let mut save = db.prepare_cached(include_str!("sql/save_refusal.sql"))?;
    for refusal in refusals
        .iter()
        .filter(|refusal| !known.contains_key(&refusal.operation))
    {
        save.execute(params![
            row::blob(refusal.operation.0),
            row::blob(refusal.person.0),
            refusal.attempt,
            serde_json::to_string(&refusal.problem)?,
            now.0,
        ])?;
    }
    Ok(known.into_keys().collect())
}

pub(super) fn forget(db: &Connection, before: Timestamp) -> Stored<()> {
    db.prepare_cached("DELETE FROM refusal WHERE refused_at < ?1")?
        .execute([before.0])?;
    Ok(())
}
