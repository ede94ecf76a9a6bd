//! A county in memory, in which judges are tested.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Effect, Given, KnownMoment, Verdict, World};
use crate::model::{
    MinuteOfDay, MomentId, Person, PersonId, PersonKind, Rank, ReactionKind, Record, RecordId, RecordKind,
    Role, Timestamp, Unit, UnitId, UnitKind,
};
use crate::protocol::ProblemKind;
use crate::rules::access::UnitTree;
use crate::rules::calendar::Calendar;
use crate::rules::policy::{Policies, Policy};

/// The county, in it a township with a village, and a bureau. Tests put people there and say who acts, and when.
#[derive(Clone)]
pub(crate) struct County {
    pub(crate) county: UnitId,
    pub(crate) township: UnitId,
    pub(crate) village: UnitId,
    pub(crate) bureau: UnitId,
    units: Vec<Unit>,
    tree: UnitTree,
    people: Vec<Person>,
    actor: usize,
    done_at: Timestamp,
    records: HashMap<RecordId, Record>,
    moments: HashMap<MomentId, KnownMoment>,
    given: HashMap<(PersonId, MomentId), (ReactionKind, Timestamp)>,
    policies: Policies,
    calendar: Calendar,
}

impl County {
    /// On 2026-03-10 at 09:00, with nobody there but an administrator, who acts.
    pub(crate) fn new() -> Self {
        let mut units: Vec<Unit> = Vec::new();
        for (parent, kind) in [
            (None, UnitKind::County),
            (Some(0), UnitKind::Township),
            (Some(1), UnitKind::Village),
            (Some(0), UnitKind::Bureau),
        ] {
            units.push(Unit {
                id: UnitId::new(Timestamp(1)),
                parent: parent.map(|index: usize| units[index].id),
                name: String::new(),
                kind,
                workplace: None,
                hours: vec![],
            });
        }
        let policy: Policy = serde_json::from_str(include_str!("testing/policy.json")).unwrap();
        let mut county = Self {
            county: units[0].id,
            township: units[1].id,
            village: units[2].id,
            bureau: units[3].id,
            tree: UnitTree::new(&units),
            units,
            people: vec![],
            actor: 0,
            done_at: Timestamp(0),
            records: HashMap::new(),
            moments: HashMap::new(),
            given: HashMap::new(),
            policies: Policies::new(vec![policy]),
            calendar: Calendar {
                utc_offset_minutes: 480,
                years: std::collections::BTreeMap::new(),
            },
        };
        county.add_person(county.bureau, Rank::None, Role::Administrator);
        county.clock(date("2026-03-10"), "09:00");
        county
    }

    /// Somebody new in a unit.
    pub(crate) fn add_person(&mut self, unit: UnitId, rank: Rank, role: Role) -> Person {
        let person = Person {
            id: PersonId::new(Timestamp(1)),
            name: String::new(),
            unit,
            post: String::new(),
            rank,
            kind: PersonKind::Ordinary,
            role,
        };
        self.people.push(person.clone());
        person
    }

    /// From now on this person acts.
    pub(crate) fn acting(&mut self, who: &Person) -> &mut Self {
        self.actor = self.people.iter().position(|person| person.id == who.id).unwrap();
        self
    }

    /// Sets the clock to a time of day, `HH:MM`, and tells which point in time that is.
    pub(crate) fn clock(&mut self, day: NaiveDate, time: &str) -> Timestamp {
        self.done_at = self.time(day, time);
        self.done_at
    }

    /// A time of day, `HH:MM`, in the county.
    pub(crate) fn time(&self, day: NaiveDate, time: &str) -> Timestamp {
        let minute: MinuteOfDay = time.parse().unwrap();
        self.calendar.at(day, minute.0)
    }

    /// Changes the policy, for all time.
    pub(crate) fn policy(&mut self, change: impl FnOnce(&mut Policy)) -> &mut Self {
        let mut policy = self.policies.all()[0].clone();
        change(&mut policy);
        self.policies = Policies::new(vec![policy]);
        self
    }

    /// Puts a record there.
    pub(crate) fn put(&mut self, record: Record) -> &mut Self {
        self.records.insert(record.id(), record);
        self
    }

    /// Puts a moment there.
    pub(crate) fn put_moment(&mut self, id: MomentId, moment: KnownMoment) -> &mut Self {
        self.moments.insert(id, moment);
        self
    }

    /// What stands under an id.
    #[track_caller]
    pub(crate) fn on_record(&self, id: uuid::Uuid) -> &Record {
        &self.records[&RecordId(id)]
    }

    /// Judges, and books what the judge says.
    #[track_caller]
    pub(crate) fn accepts(&mut self, judge: impl FnOnce(&Self) -> Verdict) {
        match judge(self) {
            Ok(effects) => self.book(effects),
            Err(problem) => panic!("refused: {problem:?}"),
        }
    }

    /// Judges, and tells why it is refused.
    #[track_caller]
    pub(crate) fn refuses(&self, judge: impl FnOnce(&Self) -> Verdict) -> ProblemKind {
        judge(self).expect_err("accepted").kind
    }

    fn book(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Post(moment) => {
                    let known = KnownMoment {
                        author: moment.author,
                        done_at: moment.done_at,
                        deleted: false,
                    };
                    self.moments.insert(moment.id, known);
                }
                // No judge looks at words.
                Effect::Edit { .. } => {}
                Effect::Delete(id) => self.moments.get_mut(&id).unwrap().deleted = true,
                Effect::React { moment, reaction } => {
                    let key = (self.people[self.actor].id, moment);
                    self.given.remove(&key);
                    self.given
                        .extend(reaction.map(|reaction| (key, (reaction, self.done_at))));
                }
                Effect::Put(record) => {
                    self.records.insert(record.id(), record);
                }
                Effect::SetUnit(unit) => {
                    self.units.retain(|known| known.id != unit.id);
                    self.units.push(unit);
                    self.tree = UnitTree::new(&self.units);
                }
            }
        }
    }
}

impl World for County {
    fn actor(&self) -> &Person {
        &self.people[self.actor]
    }

    fn done_at(&self) -> Timestamp {
        self.done_at
    }

    fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    fn people_of(&self, unit: UnitId) -> Vec<&Person> {
        self.people.iter().filter(|person| person.unit == unit).collect()
    }

    fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    fn tree(&self) -> &UnitTree {
        &self.tree
    }

    fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(&id)
    }

    fn records_of(
        &self,
        person: PersonId,
        kind: RecordKind,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Vec<&Record> {
        let mut found: Vec<&Record> = self.records.values().collect();
        found.retain(|record| {
            let (from, to) = record.days(|at| self.calendar.day(at));
            record.owner() == person && record.kind() == kind && from <= last && to >= first
        });
        found
    }

    fn parts_of(&self, task: RecordId) -> Vec<&Record> {
        let mut found: Vec<&Record> = self.records.values().collect();
        found.retain(|record| match record {
            Record::Task { task: part } => part.parent.is_some_and(|parent| parent.0 == task.0),
            _ => false,
        });
        found
    }

    fn moment(&self, id: MomentId) -> Option<KnownMoment> {
        self.moments.get(&id).copied()
    }

    fn given_on(&self, day: NaiveDate, except: MomentId) -> Given {
        let me = self.people[self.actor].id;
        let mut given = Given::default();
        for ((giver, moment), (kind, at)) in &self.given {
            if *giver != me || *moment == except || self.calendar.day(*at) != day {
                continue;
            }
            match kind {
                ReactionKind::Like => given.likes += 1,
                ReactionKind::Dislike { .. } => given.dislikes += 1,
            }
        }
        given
    }

    fn policies(&self) -> &Policies {
        &self.policies
    }

    fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}

/// A day, `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
