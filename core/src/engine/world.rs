//! The county as this device knows it, for one action's judge.

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

use chrono::{Days, NaiveDate};

use crate::{
    model::{
        DeviceId, Entry, EntryKey, MomentId, Person, PersonId, Record, RecordId, RecordKind, Timestamp, Unit,
        UnitId,
    },
    protocol::Settings,
    rules::{
        access::UnitTree,
        calendar::Calendar,
        judge::{Asking, Fix, Given, KnownMoment, World},
        policy::Policies,
    },
    store::{Directory, Result, Store, StoreFault},
};

/// What the store has, read when a judge asks for it and kept for the next question. A judge cannot be told that the store
/// failed: whoever asks one calls [`DeviceWorld::sound`] before believing it.
pub(super) struct DeviceWorld<'a> {
    store: &'a Store,
    directory: Rc<Directory>,
    settings: Rc<Settings>,
    done_at: Timestamp,
    wall: Timestamp,
    received: Timestamp,
    people: Memo<PersonId, Option<Person>>,
    staff: Memo<UnitId, Vec<Person>>,
    records: Memo<RecordId, Option<Record>>,
    about: Memo<(PersonId, RecordKind, NaiveDate, NaiveDate), Vec<Record>>,
    parts: Memo<RecordId, Vec<Record>>,
    fault: RefCell<Option<StoreFault>>,
}

impl<'a> DeviceWorld<'a> {
    /// For something that the person of this device does, or did, at `done_at`, and that is judged `now`.
    pub(super) fn new(
        store: &'a Store,
        directory: Rc<Directory>,
        done_at: Timestamp,
        now: Timestamp,
    ) -> Result<Self> {
        Ok(Self {
            store,
            directory,
            settings: store.settings()?,
            done_at,
            wall: done_at,
            received: now,
            people: Memo::default(),
            staff: Memo::default(),
            records: Memo::default(),
            about: Memo::default(),
            parts: Memo::default(),
            fault: RefCell::default(),
        })
    }

    /// On a phone whose clock said `wall`.
    pub(super) fn with_wall(self, wall: Timestamp) -> Self {
        Self { wall, ..self }
    }

    /// That every answer was the store's.
    pub(super) fn sound(&self) -> Result<()> {
        self.fault.take().map_or(Ok(()), Err)
    }

    /// What the store said; nothing if it failed, which is noted.
    fn said<T: Default>(&self, answer: Result<T>) -> T {
        answer.unwrap_or_else(|fault| {
            self.fault.replace(Some(fault));
            T::default()
        })
    }
}

impl World for DeviceWorld<'_> {
    fn actor(&self) -> &Person {
        &self.directory.me
    }

    fn done_at(&self) -> Timestamp {
        self.done_at
    }

    fn wall(&self) -> Timestamp {
        self.wall
    }

    fn received(&self) -> Timestamp {
        self.received
    }

    fn person(&self, id: PersonId) -> Option<&Person> {
        if id == self.directory.me.id {
            return Some(&self.directory.me);
        }
        let load = || self.said(self.store.known_person(id));
        self.people.get_or(id, load).as_ref()
    }

    fn people_of(&self, unit: UnitId) -> Vec<&Person> {
        let load = || self.said(self.store.people_of(unit));
        self.staff.get_or(unit, load).iter().collect()
    }

    fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.directory.all.get(&id)
    }

    fn tree(&self) -> &UnitTree {
        &self.directory.units
    }

    fn record(&self, id: RecordId) -> Option<&Record> {
        let load = || self.said(self.store.record(id));
        self.records.get_or(id, load).as_ref()
    }

    fn records_of(
        &self,
        person: PersonId,
        kind: RecordKind,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Vec<&Record> {
        let load = || self.said(self.store.records_about(person, kind, first, last));
        self.about
            .get_or((person, kind, first, last), load)
            .iter()
            .collect()
    }

    fn parts_of(&self, task: RecordId) -> Vec<&Record> {
        let load = || self.said(self.store.parts(task));
        self.parts.get_or(task, load).iter().collect()
    }

    fn moment(&self, id: MomentId) -> Option<KnownMoment> {
        self.said(self.store.known_moment(id))
    }

    fn fixes(&self, from: Timestamp, to: Timestamp) -> Vec<Fix> {
        let calendar = &self.settings.calendar;
        let me = self.directory.me.id;
        let taps = self.records_of(me, RecordKind::CheckIn, calendar.day(from), calendar.day(to));
        // What is delivered later than that after its deadline the server knows.
        let since = calendar.day(from).checked_sub_days(Days::new(31));
        let since = since.unwrap_or(NaiveDate::MIN);
        let tasks = self.records_of(me, RecordKind::Task, since, calendar.day(to));
        let mut fixes: Vec<Fix> = taps.into_iter().chain(tasks).flat_map(Fix::of_record).collect();
        fixes.extend(self.said(self.store.written_at(me, from, to)));
        fixes.retain(|fix| (from..to).contains(&fix.at));
        fixes
    }

    fn given_on(&self, day: NaiveDate, except: MomentId) -> Given {
        let calendar = &self.settings.calendar;
        let (from, to) = (calendar.at(day, 0), calendar.at(day, 1_440));
        self.said(self.store.given(self.directory.me.id, from, to, except))
    }

    fn entry(&self, key: &EntryKey) -> Option<Entry> {
        self.said(self.store.entry(key, self.done_at))
    }

    fn asking(&self, _: DeviceId) -> Asking {
        Asking::Unknown
    }

    fn policies(&self) -> &Policies {
        &self.settings.policies
    }

    fn calendar(&self) -> &Calendar {
        &self.settings.calendar
    }
}

/// Answers that stay where they are, so that they can be lent out while more are added. A judge asks few questions.
struct Memo<K, V>(OnceCell<Box<Answer<K, V>>>);

struct Answer<K, V> {
    question: K,
    answer: V,
    next: Memo<K, V>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(OnceCell::new())
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    fn get_or(&self, question: K, load: impl FnOnce() -> V) -> &V {
        let mut end = self;
        while let Some(known) = end.0.get() {
            if known.question == question {
                return &known.answer;
            }
            end = &known.next;
        }
        let answer = load();
        let next = Self::default();
        &end.0
            .get_or_init(|| {
                Box::new(Answer {
                    question,
                    answer,
                    next,
                })
            })
            .answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_once_and_its_answer_stays() {
        let memo = Memo::default();
        let first = memo.get_or(1, || "one".to_owned());
        let second = memo.get_or(2, || "two".to_owned());
        assert_eq!(memo.get_or(1, || unreachable!("asked before")), first);
        assert_eq!((first.as_str(), second.as_str()), ("one", "two"));
    }
}
