//! News.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    engine::{Change, Engine, Fault, NewsAbout, NewsItem},
    model::{MomentId, NewsId, Person, ReactionKind, Record, RecordKind, Timestamp},
    ports::{Clock, KeyVault},
    rules::news::{NEWS_MS, of_reaction, of_record},
};

const KINDS: [RecordKind; 5] = [
    RecordKind::Leave,
    RecordKind::Correction,
    RecordKind::Doubt,
    RecordKind::Appeal,
    RecordKind::Task,
];

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    pub(in crate::engine) fn news(&self) -> Result<Vec<NewsItem>, Fault> {
        let (me, now) = (self.directory()?.me.id, self.now()?);
        let known = self.store.read_news(me)?;
        let read = |id: &NewsId| known.contains(id);
        let mut items = self.news_of_moments(&known)?;
        for kind in KINDS {
            for record in self.store.all_about(me, kind)? {
                if let Some(id) = of_record(&record, me, now)
                    && let Some(about) = self.news_about(record)?
                {
                    items.push(self.news_item(vec![id], about, read)?);
                }
            }
        }
        items.sort_by_key(|item| Reverse((item.at, item.ids[0].subject)));
        Ok(items)
    }

    pub(in crate::engine) fn mark_read(&self, told: &[NewsId]) -> Result<(), Fault> {
        let (me, now) = (self.directory()?.me.id, self.now()?);
        if self.store.mark_read(me, told, now.plus(-NEWS_MS))? {
            self.tell(Change::Records);
        }
        Ok(())
    }

    /// Likes of one moment are told in one, each dislike by itself.
    fn news_of_moments(&self, known: &[NewsId]) -> Result<Vec<NewsItem>, Fault> {
        let (me, now) = (self.directory()?.me.id, self.now()?);
        let mut likes: BTreeMap<MomentId, Vec<NewsId>> = BTreeMap::new();
        let read = |id: &NewsId| known.contains(id);
        // Taken back and given anew it is no news.
        let read_ever = |id: &NewsId| {
            known
                .iter()
                .any(|told| (told.subject, told.by) == (id.subject, id.by))
        };
        let mut items = Vec::new();
        for reaction in self
            .store
            .received_by(me, now.plus(-NEWS_MS), Timestamp(i64::MAX))?
        {
            let Some(id) = of_reaction(&reaction, me, now) else {
                continue;
            };
            let moment = reaction.moment;
            match reaction.kind {
                ReactionKind::Like => likes.entry(moment).or_default().push(id),
                ReactionKind::Dislike { reason } => {
                    let words = self.words_of(moment)?;
                    // A deleted moment keeps the dislikes that it had.
                    let stands = self.store.feed_item(&*self.directory()?, now, moment).is_ok();
                    let about = NewsAbout::Dislike {
                        moment: stands.then_some(moment),
                        words,
                        reason,
                    };
                    items.push(self.news_item(vec![id], about, read)?);
                }
            }
        }
        for (moment, mut ids) in likes {
            ids.sort_by_key(|id| Reverse((id.at, id.by)));
            let words = self.words_of(moment)?;
            items.push(self.news_item(ids, NewsAbout::Likes { moment, words }, read_ever)?);
        }
        Ok(items)
    }

    fn news_item(
        &self,
        ids: Vec<NewsId>,
        about: NewsAbout,
        read: impl Fn(&NewsId) -> bool,
    ) -> Result<NewsItem, Fault> {
        let mut by: Vec<Person> = Vec::with_capacity(ids.len());
        for person in ids.iter().filter_map(|id| id.by) {
            by.extend(self.named(person)?);
        }
        Ok(NewsItem {
            at: ids.iter().map(|id| id.at).max().unwrap_or(Timestamp(0)),
            unread: ids.iter().any(|id| !read(id)),
            by,
            about,
            ids,
        })
    }

    fn news_about(&self, record: Record) -> Result<Option<NewsAbout>, Fault> {
        Ok(Some(match record {
            Record::Leave { leave } => NewsAbout::Leave(Box::new(self.leave_item(leave)?)),
            Record::Correction { correction } => {
                NewsAbout::Correction(Box::new(self.correction_item(correction)?))
            }
            Record::Doubt { doubt } => NewsAbout::Doubt(Box::new(self.doubt_item(doubt)?)),
            Record::Appeal { appeal } => NewsAbout::Appeal(Box::new(self.appeal_item(appeal)?)),
            Record::Task { task } => NewsAbout::Task(Box::new(self.task_item(*task)?)),
            Record::CheckIn { .. } | Record::Lesson { .. } | Record::Reading { .. } => return Ok(None),
        }))
    }

    fn words_of(&self, moment: MomentId) -> Result<String, Fault> {
        Ok(self.store.words(moment)?.unwrap_or_default())
    }
}
