//! Lessons.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    engine::{Engine, Fault, LessonItem, LessonPage},
    model::{Action, Lesson, LessonId, Reading, Record, RecordId, RecordKind},
    ports::{Clock, KeyVault},
    rules::{access::may_see_unopened_lesson, policy::LearningPolicy},
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn lessons(&self) -> Result<Vec<LessonItem>, Fault> {
        let (today, readings, directory) = (self.day()?, self.readings()?, self.directory()?);
        let learning = self.learning_policy()?;
        let mut items = Vec::new();
        for record in self.store.records_of_kind(RecordKind::Lesson)? {
            let Record::Lesson { lesson } = record else {
                continue;
            };
            let is_early = lesson.opens > today && !may_see_unopened_lesson(&directory.me, lesson.publisher);
            if lesson.withdrawn_at.is_some() || is_early {
                continue;
            }
            let reading = readings.get(&lesson.id);
            items.push(LessonItem {
                to_read: reading.is_none() && is_open(&lesson, today),
                read_at: reading.map(|reading| reading.finished_at),
                publisher: self.named(lesson.publisher)?,
                id: lesson.id,
                topic: lesson.topic,
                title: lesson.title.clone(),
                opens: lesson.opens,
                closes: lesson.closes,
                minimum_seconds: learning.map_or(0, |learning| learning.seconds_of(&lesson)),
                published_at: lesson.published_at,
            });
        }
        items.sort_by_key(|item| std::cmp::Reverse((item.published_at, item.id)));
        Ok(items)
    }

    /// The lessons that one has yet to read.
    pub(in crate::engine) fn lessons_to_read(&self) -> Result<Vec<Lesson>, Fault> {
        let (today, readings) = (self.day()?, self.readings()?);
        let lessons = self.store.records_of_kind(RecordKind::Lesson)?.into_iter();
        Ok(lessons
            .filter_map(|record| match record {
                Record::Lesson { lesson } => Some(lesson),
                _ => None,
            })
            .filter(|lesson| !readings.contains_key(&lesson.id) && is_open(lesson, today))
            .collect())
    }

    pub(in crate::engine) fn lesson(&self, id: LessonId) -> Result<LessonPage, Fault> {
        let Some(Record::Lesson { lesson }) = self.store.record(RecordId(id.0))? else {
            return Err(Fault::NotFound);
        };
        let reading = self.readings()?.remove(&id);
        let under_way = reading
            .as_ref()
            .map(|reading| self.under_way(reading.id.0))
            .transpose()?;
        let begun = match reading {
            None => self.store.begun_reading(id, self.directory()?.me.id)?,
            Some(_) => None,
        };
        let learning = self.learning_policy()?.filter(LearningPolicy::keeps_time);
        Ok(LessonPage {
            begun,
            minimum_seconds: learning.map(|learning| learning.seconds_of(&lesson)),
            publisher: self.named(lesson.publisher)?,
            to_read: reading.is_none() && is_open(&lesson, self.day()?),
            may_withdraw: self.may(&Action::WithdrawLesson { lesson: id })?,
            under_way: under_way.flatten(),
            reading,
            lesson,
        })
    }

    /// How learning is today; `None` where it is off.
    fn learning_policy(&self) -> Result<Option<LearningPolicy>, Fault> {
        let (settings, today) = (self.store.settings()?, self.day()?);
        Ok(settings.policies.on(today).and_then(|policy| policy.learning))
    }

    /// One's own readings: of each lesson the first, which is the one that counts.
    fn readings(&self) -> Result<HashMap<LessonId, Reading>, Fault> {
        let me = self.directory()?.me.id;
        let mut first = HashMap::new();
        for record in self.store.all_about(me, RecordKind::Reading)? {
            let Record::Reading { reading } = record else {
                continue;
            };
            let kept = first.entry(reading.lesson).or_insert_with(|| reading.clone());
            if reading.finished_at < kept.finished_at {
                *kept = reading;
            }
        }
        Ok(first)
    }
}

/// Whether a lesson can be read for points on a day.
fn is_open(lesson: &Lesson, day: NaiveDate) -> bool {
    lesson.withdrawn_at.is_none() && lesson.opens <= day && lesson.closes.is_none_or(|closes| day <= closes)
}
