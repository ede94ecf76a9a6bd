//! The feed: a page costs the same however many moments there are.

use rusqlite::{Row, params};

use super::{Directory, Result, Store, columns::from_json, moment::STANDS, people::person_at};
use crate::{
    engine::{Delivery, FeedCursor, FeedItem, FeedPage},
    model::{Doubt, Moment, MomentId, Receipt, Record, RecordId, Timestamp},
    rules::{access, moments},
};

/// Moments as they stand when everything of one's own has arrived.
const CONFIRMED: &str = "SELECT m.id, m.author, m.text, m.attachments, m.place, m.done_at,
       m.receipt_operation, m.receipt_sequence, m.received_at, u.name,
       p.id, p.name, p.unit, p.post, p.rank, p.kind, p.role, p.tenure, m.edited_at, m.placed
  FROM moment m JOIN person p ON p.id = m.author JOIN unit u ON u.id = p.unit WHERE m.deleted = 0";

/// Moments as they stand under what one's own unconfirmed operations make of them.
const UNCONFIRMED: &str =
    "SELECT m.id, m.author, coalesce(e.text, m.text), m.attachments, m.place, m.done_at,
       m.receipt_operation, m.receipt_sequence, m.received_at, u.name,
       p.id, p.name, p.unit, p.post, p.rank, p.kind, p.role, p.tenure, coalesce(e.at, m.edited_at), m.placed
  FROM moment m JOIN person p ON p.id = m.author JOIN unit u ON u.id = p.unit
       LEFT JOIN moment_overlay e ON e.moment = m.id AND e.operation =
           (SELECT o.operation FROM moment_overlay o JOIN outbox q ON q.id = o.operation
             WHERE o.moment = m.id AND o.text IS NOT NULL ORDER BY q.position DESC LIMIT 1)
 WHERE ";

impl Store {
    /// The moments before `before`, newest first, with what one may do about them `now`.
    ///
    /// # Errors
    /// If the store fails.
    pub fn feed(
        &self,
        directory: &Directory,
        now: Timestamp,
        before: Option<FeedCursor>,
        limit: u32,
    ) -> Result<FeedPage> {
        let limit = limit.clamp(1, 100);
        let (done_at, id) = before.map_or((Timestamp(i64::MAX), None), |cursor| {
            (cursor.done_at, Some(cursor.id))
        });
        // A cursor with no id stands before everything: no blob is greater than 17 bytes of 0xff.
        let id_bytes: Vec<u8> = id.map_or_else(|| vec![0xff; 17], |id| id.0.as_bytes().to_vec());
        let confirmed = self.is_all_confirmed()?;
        let mut statement = self.db.prepare_cached(&format!(
            "{} AND (m.done_at, m.id) < (?1, ?2) ORDER BY m.done_at DESC, m.id DESC LIMIT ?3",
            standing(confirmed)
        ))?;
        let mut rows = statement.query(params![done_at, id_bytes, limit])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            items.push(self.item_at(row, directory, now, confirmed)?);
        }
        let next = (items.len() == limit as usize)
            .then(|| items.last())
            .flatten()
            .map(|last| FeedCursor {
                done_at: last.moment.done_at,
                id: last.moment.id,
            });
        Ok(FeedPage { items, next })
    }

    /// One moment, with what one may do about it `now`.
    ///
    /// # Errors
    /// If it is not here, or the store fails.
    pub fn feed_item(&self, directory: &Directory, now: Timestamp, id: MomentId) -> Result<FeedItem> {
        let confirmed = self.is_all_confirmed()?;
        let mut statement = self
            .db
            .prepare_cached(&format!("{} AND m.id = ?1", standing(confirmed)))?;
        let mut rows = statement.query([id])?;
        let row = rows.next()?.ok_or(super::StoreFault::NotFound)?;
        self.item_at(row, directory, now, confirmed)
    }

    /// Whether nothing lies over what the server has told: then its tables are read as they are.
    fn is_all_confirmed(&self) -> Result<bool> {
        Ok(self
            .db
            .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM outbox)")?
            .query_row([], |row| row.get(0))?)
    }

    fn item_at(
        &self,
        row: &Row<'_>,
        directory: &Directory,
        now: Timestamp,
        confirmed: bool,
    ) -> Result<FeedItem> {
        let attachments: String = row.get(3)?;
        let place: Option<String> = row.get(4)?;
        let moment = Moment {
            id: row.get(0)?,
            author: row.get(1)?,
            text: row.get(2)?,
            attachments: from_json("moment.attachments", &attachments)?,
            place: place.map(|place| from_json("moment.place", &place)).transpose()?,
            done_at: row.get(5)?,
        };
        let receipt = match (row.get(6)?, row.get(7)?, row.get(8)?) {
            (Some(operation), Some(sequence), Some(received_at)) => Some(Receipt {
                operation,
                sequence,
                received_at,
                proof: None,
            }),
            _ => None,
        };
        let author = person_at(row, 10)?;
        let mine = author.id == directory.me.id;
        // What one has done to one's own moment since its receipt is on its way too.
        let under_way = if mine && !confirmed {
            self.delivery(moment.id.0)?
        } else {
            None
        };
        let delivery = under_way
            .or_else(|| receipt.map(Delivery::Received))
            .unwrap_or(Delivery::Waiting);
        let (likes, dislikes) = self.reactions_to(moment.id, confirmed)?;
        let is_me = |person: &crate::model::Person| person.id == directory.me.id;
        let settings = self.settings()?;
        let policy = settings.policies.on(settings.calendar.day(now));
        let evaluation = policy.and_then(|policy| policy.evaluation.as_ref());
        let likes_are_on = evaluation.is_some_and(|section| section.likes_per_day > 0);
        let dislike_rank = evaluation
            .filter(|section| section.dislikes_per_day > 0)
            .map(|section| section.dislike_rank);
        let still = |until: Option<Timestamp>| until.filter(|until| mine && now <= *until);
        let doubt = match self.record(RecordId(Doubt::id_about(moment.id.0).0))? {
            Some(Record::Doubt { doubt }) => Some(doubt),
            _ => None,
        };
        Ok(FeedItem {
            doubt,
            unit: row.get(9)?,
            edited_at: row.get(18)?,
            placed: row.get(19)?,
            may_see_trace: access::may_see_trace(&directory.me, &author, &directory.units),
            liked_by_me: likes.iter().any(is_me),
            disliked_by_me: dislikes.iter().any(|dislike| is_me(&dislike.person)),
            may_like: likes_are_on && access::may_react(&directory.me, &author, &directory.units),
            may_dislike: dislike_rank
                .is_some_and(|rank| access::may_dislike(&directory.me, &author, rank, &directory.units)),
            edit_until: still(moments::edit_until(policy, moment.done_at)),
            delete_until: still(moments::delete_until(policy, moment.done_at)),
            moment,
            author,
            mine,
            likes,
            dislikes,
            delivery,
        })
    }
}

fn standing(confirmed: bool) -> String {
    if confirmed {
        CONFIRMED.into()
    } else {
        format!("{UNCONFIRMED}{STANDS}")
    }
}
