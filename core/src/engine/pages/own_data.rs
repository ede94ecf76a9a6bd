//! One's own data, to be taken along: a document that other programs can read.

use serde::Serialize;
use serde_json::Value;

use crate::{
    engine::{Engine, Fault, FeedFilter, FeedItem, GetFeed, MediaBytes, OwnData, Whose},
    model::{Entry, Moment, Person, Record, RecordKind, Timestamp, Unit},
    ports::{Clock, KeyVault},
    rules::score::Period,
};

/// Moments that are read at once.
const PAGE: u32 = 100;

const KINDS: [RecordKind; 7] = [
    RecordKind::CheckIn,
    RecordKind::Correction,
    RecordKind::Leave,
    RecordKind::Reading,
    RecordKind::Task,
    RecordKind::Appeal,
    RecordKind::Doubt,
];

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn own_data(&self) -> Result<OwnData, Fault> {
        let (directory, now) = (self.directory()?, self.now()?);
        let me = directory.me.id;
        let moments = self.own_moments()?;
        let mut records = Vec::new();
        for kind in KINDS {
            records.extend(self.store.all_about(me, kind)?);
        }
        let today = self.day()?;
        let first = self.store.on_record_since(me, today)?;
        let ledger = self.ledger(Period { first, last: today })?;
        let entries = ledger.during(Period { first, last: today });
        let document = Document {
            person: &directory.me,
            unit: &directory.unit,
            made_at: now,
            moments: moments.iter().map(Told::of).collect(),
            records: &records,
            ledger: entries,
        };
        let bytes = pretty(&document).map_err(|fault| Fault::Storage(fault.to_string()))?;
        Ok(OwnData {
            moments: moments.len(),
            records: records.len(),
            entries: entries.len(),
            file: MediaBytes {
                mime: "application/json".into(),
                bytes,
            },
        })
    }

    /// One's own moments as they stand, newest first.
    fn own_moments(&self) -> Result<Vec<FeedItem>, Fault> {
        let (directory, now) = (self.directory()?, self.now()?);
        let mut asked = GetFeed {
            filter: FeedFilter {
                whose: Whose::Mine,
                ..FeedFilter::default()
            },
            ..GetFeed::after(None, PAGE)
        };
        let mut moments = Vec::new();
        loop {
            let page = self.store.feed(&directory, now, &asked)?;
            for item in page.items {
                // Here all are named.
                let whole = item.likes.len() == item.like_count;
                moments.push(if whole {
                    item
                } else {
                    self.store.feed_item(&directory, now, item.moment.id)?
                });
            }
            asked.before = page.next;
            if asked.before.is_none() {
                return Ok(moments);
            }
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    person: &'a Person,
    unit: &'a Unit,
    made_at: Timestamp,
    moments: Vec<Told<'a>>,
    records: &'a [Record],
    ledger: &'a [Entry],
}

/// A moment, and what others made of it.
#[derive(Serialize)]
struct Told<'a> {
    moment: &'a Moment,
    edited_at: Option<Timestamp>,
    likes: Vec<&'a str>,
    dislikes: Vec<Disliked<'a>>,
}

#[derive(Serialize)]
struct Disliked<'a> {
    by: &'a str,
    reason: &'a str,
}

impl<'a> Told<'a> {
    fn of(item: &'a FeedItem) -> Self {
        let dislikes = item.dislikes.iter().map(|dislike| Disliked {
            by: &dislike.person.name,
            reason: &dislike.reason,
        });
        Self {
            moment: &item.moment,
            edited_at: item.edited_at,
            likes: item.likes.iter().map(|person| person.name.as_str()).collect(),
            dislikes: dislikes.collect(),
        }
    }
}

/// Indented by way of the text without indentation, which every type can be written as already: of the code that writes a type in
/// another way a phone would have a second copy.
fn pretty(document: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let document: Value = serde_json::from_str(&serde_json::to_string(document)?)?;
    serde_json::to_vec_pretty(&document)
}
