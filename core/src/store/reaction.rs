//! Reactions as they stand.

use rusqlite::{OptionalExtension as _, Row, params};

use super::{
    Result, Store,
    columns::{from_name, name_of},
    moment::{NOT_REFUSED, STANDS},
    people::person_at,
};
use crate::{
    engine::Dislike,
    model::{MomentId, OperationId, Person, PersonId, Rank, Reaction, ReactionKind, Timestamp},
    rules::judge::Given,
};

/// What is said to a moment.
#[derive(Default)]
pub(super) struct Reactions {
    /// The first of those who like it, in the order in which they did.
    pub likes: Vec<Person>,
    pub like_count: usize,
    pub liked_by_me: bool,
    /// Those who dislike it, likewise.
    pub dislikes: Vec<Dislike>,
    pub disliked_by_me: bool,
}

impl Store {
    /// How many likes and dislikes by a person, on other moments than `except`, stand that were given from `from` until
    /// before `to`.
    ///
    /// # Errors
    /// If the store fails.
    pub fn given(&self, giver: PersonId, from: Timestamp, to: Timestamp, except: MomentId) -> Result<Given> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT count(*) FILTER (WHERE kind = 'like'), count(*) FILTER (WHERE kind = 'dislike')
                 FROM reaction_now WHERE giver = ?1 AND done_at >= ?2 AND done_at < ?3 AND moment != ?4",
            )?
            .query_row(params![giver, from, to, except], |row| {
                Ok(Given {
                    likes: row.get(0)?,
                    dislikes: row.get(1)?,
                })
            })?)
    }

    /// The reactions given from `from` until before `to` that stand on a person's moments: likes of those that stand, and
    /// all dislikes, which no deletion takes back.
    ///
    /// # Errors
    /// If the store fails.
    pub fn received_by(&self, author: PersonId, from: Timestamp, to: Timestamp) -> Result<Vec<Reaction>> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT r.moment, r.giver, r.kind, r.reason, r.rank, r.done_at
             FROM moment m CROSS JOIN reaction_now r ON r.moment = m.id
             WHERE m.author = ?1 AND (r.kind = 'dislike' OR {STANDS}) AND {NOT_REFUSED}
               AND r.done_at >= ?2 AND r.done_at < ?3"
        ))?;
        let mut rows = statement.query(params![author, from, to])?;
        let mut received = Vec::new();
        while let Some(row) = rows.next()? {
            received.push(reaction_at(row)?);
        }
        Ok(received)
    }

    /// Somebody's reaction to a moment as it stands, with one's own not yet sent.
    ///
    /// # Errors
    /// If the store fails.
    pub fn reaction_of(&self, moment: MomentId, giver: PersonId) -> Result<Option<Reaction>> {
        let mut statement = self.db.prepare_cached(
            "SELECT moment, giver, kind, reason, rank, done_at FROM reaction_now WHERE moment = ?1 AND giver = ?2",
        )?;
        let mut rows = statement.query(params![moment, giver])?;
        rows.next()?.map(reaction_at).transpose()
    }

    /// Why somebody dislikes a moment, if they do.
    ///
    /// # Errors
    /// If the store fails.
    pub fn dislike_reason(&self, moment: MomentId, giver: PersonId) -> Result<Option<String>> {
        Ok(self
            .db
            .prepare_cached(
                "SELECT reason FROM reaction_now WHERE moment = ?1 AND giver = ?2 AND kind = 'dislike'",
            )?
            .query_row(params![moment, giver], |row| row.get(0))
            .optional()?)
    }

    /// What is said to a moment by others and `me`; of those who like it `named` are named. `confirmed` says that nothing of one's
    /// own lies over what the server has told.
    pub(super) fn reactions_to(
        &self,
        moment: MomentId,
        me: PersonId,
        named: usize,
        confirmed: bool,
    ) -> Result<Reactions> {
        let reactions = if confirmed { "reaction" } else { "reaction_now" };
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT p.id, p.name, p.unit, p.post, p.rank, p.kind, p.role, p.tenure, r.kind, r.reason
             FROM {reactions} r JOIN person p ON p.id = r.giver
             WHERE r.moment = ?1 ORDER BY r.done_at, r.giver"
        ))?;
        let mut rows = statement.query([moment])?;
        let mut found = Reactions::default();
        while let Some(row) = rows.next()? {
            let mine = row.get::<_, PersonId>(0)? == me;
            match kind_at(row, 8)? {
                ReactionKind::Like => {
                    found.like_count += 1;
                    found.liked_by_me |= mine;
                    if found.likes.len() < named {
                        found.likes.push(person_at(row, 0)?);
                    }
                }
                ReactionKind::Dislike { reason } => {
                    found.disliked_by_me |= mine;
                    let person = person_at(row, 0)?;
                    found.dislikes.push(Dislike { person, reason });
                }
            }
        }
        Ok(found)
    }

    /// Takes in the server's word on one person's reaction to a moment.
    pub(super) fn put_reaction(&self, reaction: &Reaction) -> Result<()> {
        let (kind, reason) = columns(&reaction.kind);
        self.db
            .prepare_cached(
                "INSERT INTO reaction (moment, giver, kind, reason, rank, done_at, generation)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT DO UPDATE SET kind = ?3, reason = ?4, rank = ?5, done_at = ?6, generation = ?7",
            )?
            .execute(params![
                reaction.moment,
                reaction.giver,
                kind,
                reason,
                name_of(&reaction.rank)?,
                reaction.done_at,
                self.generation()?,
            ])?;
        Ok(())
    }

    pub(super) fn remove_reaction(&self, moment: MomentId, giver: PersonId) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM reaction WHERE moment = ?1 AND giver = ?2")?
            .execute(params![moment, giver])?;
        Ok(())
    }

    /// Lays one's own reaction, or that it is taken back, over what stands.
    pub(super) fn lay_reaction(
        &self,
        operation: OperationId,
        moment: MomentId,
        reaction: Option<&ReactionKind>,
        done_at: Timestamp,
    ) -> Result<()> {
        let Some(directory) = self.directory()? else {
            return Err(super::StoreFault::NotFound);
        };
        let (kind, reason) = reaction.map(columns).unzip();
        self.db
            .prepare_cached(
                "INSERT INTO reaction_overlay (operation, moment, giver, kind, reason, rank, done_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                operation,
                moment,
                directory.me.id,
                kind,
                reason.flatten(),
                name_of(&directory.me.rank)?,
                done_at,
            ])?;
        Ok(())
    }

    pub(super) fn lift_reactions(&self, operation: OperationId) -> Result<()> {
        self.db
            .prepare_cached(
                "DELETE FROM reaction WHERE (moment, giver) IN
                    (SELECT moment, giver FROM reaction_overlay WHERE operation = ?1)",
            )?
            .execute([operation])?;
        self.db
            .prepare_cached(
                "INSERT INTO reaction (moment, giver, kind, reason, rank, done_at)
                 SELECT moment, giver, kind, reason, rank, done_at FROM reaction_overlay
                 WHERE operation = ?1 AND kind IS NOT NULL",
            )?
            .execute([operation])?;
        Ok(())
    }
}

fn columns(kind: &ReactionKind) -> (&'static str, Option<&str>) {
    match kind {
        ReactionKind::Like => ("like", None),
        ReactionKind::Dislike { reason } => ("dislike", Some(reason)),
    }
}

/// A kind from two columns beginning at `first`.
fn kind_at(row: &Row<'_>, first: usize) -> Result<ReactionKind> {
    Ok(match row.get::<_, String>(first)?.as_str() {
        "like" => ReactionKind::Like,
        "dislike" => ReactionKind::Dislike {
            reason: row.get::<_, Option<String>>(first + 1)?.unwrap_or_default(),
        },
        _ => return Err(super::StoreFault::Unreadable("reaction.kind")),
    })
}

fn reaction_at(row: &Row<'_>) -> Result<Reaction> {
    Ok(Reaction {
        moment: row.get(0)?,
        giver: row.get(1)?,
        kind: kind_at(row, 2)?,
        rank: from_name::<Rank>("reaction.rank", &row.get::<_, String>(4)?)?,
        done_at: row.get(5)?,
    })
}
