//! The feed: a page costs the same however many moments there are.

use rusqlite::{Row, params_from_iter, types::Value};
use uuid::Uuid;

use super::{Directory, Result, Store, columns::from_json, moment::STANDS, people::person_at};
use crate::{
    engine::{Delivery, FeedCursor, FeedFilter, FeedItem, FeedPage, GetFeed, LIKES_NAMED, Whose},
    model::{Doubt, Moment, MomentId, PersonId, Receipt, Record, RecordId, Timestamp},
    rules::{access, calendar::Calendar, moments},
};

/// Moments as they stand when everything of one's own has arrived.
const CONFIRMED: &str = "SELECT m.id, m.author, m.text, m.attachments, m.place, m.done_at,
       m.receipt_operation, m.receipt_sequence, m.received_at, u.name,
       p.id, p.name, p.unit, p.post, p.rank, p.kind, p.role, p.tenure, m.edited_at, m.placed, m.text AS words
  FROM moment m JOIN person p ON p.id = m.author JOIN unit u ON u.id = p.unit WHERE m.deleted = 0";

/// Moments as they stand under what one's own unconfirmed operations make of them.
const UNCONFIRMED: &str =
    "SELECT m.id, m.author, coalesce(e.text, m.text), m.attachments, m.place, m.done_at,
       m.receipt_operation, m.receipt_sequence, m.received_at, u.name,
       p.id, p.name, p.unit, p.post, p.rank, p.kind, p.role, p.tenure, coalesce(e.at, m.edited_at), m.placed,
       coalesce(e.text, m.text) AS words
  FROM moment m JOIN person p ON p.id = m.author JOIN unit u ON u.id = p.unit
       LEFT JOIN moment_overlay e ON e.moment = m.id AND e.operation =
           (SELECT o.operation FROM moment_overlay o JOIN outbox q ON q.id = o.operation
             WHERE o.moment = m.id AND o.text IS NOT NULL ORDER BY q.position DESC LIMIT 1)
 WHERE ";

impl Store {
    /// The moments asked for, newest first, with what one may do about them `now`.
    ///
    /// # Errors
    /// If the store fails.
    pub fn feed(&self, directory: &Directory, now: Timestamp, asked: &GetFeed) -> Result<FeedPage> {
        let limit = asked.limit.clamp(1, 100);
        let confirmed = self.is_all_confirmed()?;
        let mut query = Query::new(confirmed);
        query.between(asked, &self.settings()?.calendar);
        query.only(&asked.filter, directory, || self.followed(directory.me.id))?;
        query.newest_first(limit);
        let mut statement = self.db.prepare_cached(&query.sql)?;
        let mut rows = statement.query(params_from_iter(query.values))?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            items.push(self.item_at(row, directory, now, confirmed, LIKES_NAMED)?);
        }
        let next = (items.len() == limit as usize)
            .then(|| items.last())
            .flatten()
            .map(FeedItem::cursor);
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
        self.item_at(row, directory, now, confirmed, usize::MAX)
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
        likes_named: usize,
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
        let reactions = self.reactions_to(moment.id, directory.me.id, likes_named, confirmed)?;
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
            liked_by_me: reactions.liked_by_me,
            disliked_by_me: reactions.disliked_by_me,
            may_like: likes_are_on && access::may_react(&directory.me, &author, &directory.units),
            may_dislike: dislike_rank
                .is_some_and(|rank| access::may_dislike(&directory.me, &author, rank, &directory.units)),
            edit_until: still(moments::edit_until(policy, moment.done_at)),
            delete_until: still(moments::delete_until(policy, moment.done_at)),
            moment,
            followed: self.followed(directory.me.id)?.contains(&author.id),
            author,
            mine,
            likes: reactions.likes,
            like_count: reactions.like_count,
            dislikes: reactions.dislikes,
            delivery,
        })
    }
}

/// A question for moments that stand, with the values of its parameters in their order.
struct Query {
    sql: String,
    values: Vec<Value>,
}

impl Query {
    fn new(confirmed: bool) -> Self {
        Self {
            sql: standing(confirmed),
            values: Vec::new(),
        }
    }

    fn with(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.extend(values);
    }

    /// What lies between the ends of a page and those of the days in question.
    fn between(&mut self, asked: &GetFeed, calendar: &Calendar) {
        let ends = |cursor: FeedCursor| (cursor.done_at, cursor.id.0.as_bytes().to_vec());
        // Without cursors, from before everything to after it: no id is greater than 17 bytes of 0xff or less than none.
        let mut before = asked.before.map_or((Timestamp(i64::MAX), vec![0xff; 17]), ends);
        let mut until = asked.until.map_or((Timestamp(i64::MIN), vec![]), ends);
        if let Some(day) = asked.filter.to {
            before = before.min((calendar.at(day, 1_440), vec![]));
        }
        if let Some(day) = asked.filter.from {
            until = until.max((calendar.at(day, 0), vec![]));
        }
        for (condition, (at, id)) in [
            ("(m.done_at, m.id) < (?, ?)", before),
            ("(m.done_at, m.id) >= (?, ?)", until),
        ] {
            self.with(condition, [Value::Integer(at.0), Value::Blob(id)]);
        }
    }

    fn only(
        &mut self,
        filter: &FeedFilter,
        directory: &Directory,
        followed: impl FnOnce() -> Result<Vec<PersonId>>,
    ) -> Result<()> {
        let blob = |id: Uuid| Value::Blob(id.as_bytes().to_vec());
        match filter.whose {
            Whose::Everyone => {}
            Whose::Unit => self.with(
                "p.unit IN (WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT unit.id FROM unit JOIN below ON unit.parent = below.id)
                            SELECT id FROM below)",
                [blob(directory.me.unit.0)],
            ),
            Whose::Followed => {
                let followed = followed()?;
                let list = vec!["?"; followed.len()].join(", ");
                let people = followed.into_iter().map(|person| blob(person.0));
                self.with(&format!("m.author IN ({list})"), people);
            }
            Whose::Mine => self.with("m.author = ?", [blob(directory.me.id.0)]),
        }
        for part in filter.words.split_whitespace() {
            self.with(
                "instr(lower(words || char(10) || p.name || char(10) || u.name), ?) > 0",
                [Value::Text(part.to_ascii_lowercase())],
            );
        }
        Ok(())
    }

    fn newest_first(&mut self, limit: u32) {
        self.sql.push_str(" ORDER BY m.done_at DESC, m.id DESC LIMIT ?");
        self.values.push(Value::Integer(limit.into()));
    }
}

fn standing(confirmed: bool) -> String {
    if confirmed {
        CONFIRMED.into()
    } else {
        format!("{UNCONFIRMED}{STANDS}")
    }
}
