//! A county in memory, for tests of judges: units, people, what is on the record, and a clock that stands where the test
//! puts it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Asking, Effect, Fix, Given, KnownMoment, Verdict, World};
use crate::model::{
    DeviceId, DeviceKey, Entry, EntryKey, MomentId, Person, PersonId, PersonKind, Rank, ReactionKind, Record,
    RecordId, RecordKind, Role, Tenure, Timestamp, Unit, UnitId, UnitKind,
};
use crate::protocol::ProblemKind;
use crate::rules::access::UnitTree;
use crate::rules::calendar::{Calendar, CalendarYear};
use crate::rules::policy::{Policies, Policy};

/// A county ⊃ a township ⊃ a village, and a bureau beside the township. Nobody lives there until a test
/// [puts](County::add_person) somebody there, except an administrator, who acts until somebody else does.
#[derive(Clone)]
pub(crate) struct County {
    pub(crate) county: UnitId,
    pub(crate) township: UnitId,
    pub(crate) village: UnitId,
    pub(crate) bureau: UnitId,
    actor: PersonId,
    done_at: Timestamp,
    wall: Option<Timestamp>,
    received: Option<Timestamp>,
    people: BTreeMap<PersonId, Person>,
    units: BTreeMap<UnitId, Unit>,
    tree: UnitTree,
    records: BTreeMap<RecordId, Record>,
    moments: BTreeMap<MomentId, KnownMoment>,
    /// Where moments were written, and by whom.
    written: Vec<(PersonId, Fix)>,
    reactions: BTreeMap<(MomentId, PersonId), (ReactionKind, Timestamp)>,
    asking: BTreeMap<DeviceId, Asking>,
    policies: Policies,
    calendar: Calendar,
}

impl County {
    /// With [`policy`], [`calendar`] and the clock at 2026-03-10 09:00, a Tuesday.
    pub(crate) fn new() -> Self {
        let units: Vec<Unit> = [
            (None, UnitKind::County),
            (Some(0), UnitKind::Township),
            (Some(1), UnitKind::Village),
            (Some(0), UnitKind::Bureau),
        ]
        .into_iter()
        .fold(Vec::new(), |mut units: Vec<Unit>, (parent, kind)| {
            units.push(Unit {
                id: UnitId::new(Timestamp(1_700_000_000_000)),
                parent: parent.map(|index: usize| units[index].id),
                name: format!("{kind:?}"),
                kind,
                workplace: None,
                moved_from: vec![],
                hours: vec![],
            });
            units
        });
        let mut county = Self {
            county: units[0].id,
            township: units[1].id,
            village: units[2].id,
            bureau: units[3].id,
            actor: PersonId::new(Timestamp(0)),
            done_at: Timestamp(0),
            wall: None,
            received: None,
            people: BTreeMap::new(),
            tree: UnitTree::new(&units),
            units: units.into_iter().map(|unit| (unit.id, unit)).collect(),
            records: BTreeMap::new(),
            moments: BTreeMap::new(),
            written: Vec::new(),
            reactions: BTreeMap::new(),
            asking: BTreeMap::new(),
            policies: Policies::new(vec![policy()]),
            calendar: calendar(),
        };
        county.actor = county
            .add_person(county.bureau, Rank::None, Role::Administrator)
            .id;
        county.clock(date("2026-03-10"), "09:00");
        county
    }

    /// Puts somebody new into a unit.
    pub(crate) fn add_person(&mut self, unit: UnitId, rank: Rank, role: Role) -> Person {
        let person = Person {
            id: PersonId::new(Timestamp(1_700_000_000_000)),
            name: format!("{role:?} {}", self.people.len()),
            unit,
            post: String::new(),
            rank,
            kind: PersonKind::Ordinary,
            role,
            tenure: Tenure::default(),
        };
        self.people.insert(person.id, person.clone());
        person
    }

    /// A device asks to be a person's.
    pub(crate) fn asks(&mut self, person: PersonId) -> DeviceKey {
        let key = DeviceKey {
            device: DeviceId::new(self.done_at),
            public_key: "A".repeat(44),
        };
        let waits = Asking::Waits {
            person,
            key: key.clone(),
        };
        self.asking.insert(key.device, waits);
        key
    }

    /// Lets somebody act from now on.
    pub(crate) fn acting(&mut self, who: &Person) -> &mut Self {
        self.actor = who.id;
        self
    }

    /// Puts the clock to a time of day in the county, `HH:MM`, and says which point in time that is.
    pub(crate) fn clock(&mut self, day: NaiveDate, time: &str) -> Timestamp {
        self.done_at = self.time(day, time);
        self.done_at
    }

    /// Sets the clock of the actor's phone wrong; the evidence says what it did before.
    pub(crate) fn phone_says(&mut self, wall: Timestamp) -> &mut Self {
        self.wall = Some(wall);
        self
    }

    /// Lets what is done reach the record at `at`; else it does so at once.
    pub(crate) fn received_at(&mut self, at: Timestamp) -> &mut Self {
        self.received = Some(at);
        self
    }

    /// A time of day in the county, `HH:MM`.
    pub(crate) fn time(&self, day: NaiveDate, time: &str) -> Timestamp {
        let minute: crate::model::MinuteOfDay = time.parse().unwrap();
        self.calendar.at(day, minute.0)
    }

    /// Changes the policy for all days.
    pub(crate) fn policy(&mut self, change: impl FnOnce(&mut Policy)) -> &mut Self {
        let mut policy = self.policies.all()[0].clone();
        change(&mut policy);
        self.policies = Policies::new(vec![policy]);
        self
    }

    /// Adds a version of the policy.
    pub(crate) fn add_policy(&mut self, policy: Policy) -> &mut Self {
        let mut all = self.policies.all().to_vec();
        all.push(policy);
        self.policies = Policies::new(all);
        self
    }

    /// Changes a unit.
    pub(crate) fn change_unit(&mut self, id: UnitId, change: impl FnOnce(&mut Unit)) -> &mut Self {
        change(self.units.get_mut(&id).unwrap());
        self
    }

    /// Puts a record there as it is.
    pub(crate) fn put(&mut self, record: Record) -> &mut Self {
        self.records.insert(record.id(), record);
        self
    }

    /// Takes a record away, as if it had never been.
    pub(crate) fn remove(&mut self, id: uuid::Uuid) -> &mut Self {
        self.records.remove(&RecordId(id));
        self
    }

    /// Puts a moment there as it is.
    pub(crate) fn put_moment(&mut self, id: MomentId, moment: KnownMoment) -> &mut Self {
        self.moments.insert(id, moment);
        self
    }

    /// A unit.
    pub(crate) fn unit_of(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id)
    }

    /// Changes somebody.
    pub(crate) fn change_person(&mut self, id: PersonId, change: impl FnOnce(&mut Person)) -> &mut Self {
        change(self.people.get_mut(&id).unwrap());
        self
    }

    /// Somebody who is there.
    #[track_caller]
    pub(crate) fn person_of(&self, id: PersonId) -> &Person {
        &self.people[&id]
    }

    /// What stands on the record under an id.
    #[track_caller]
    pub(crate) fn on_record(&self, id: uuid::Uuid) -> &Record {
        &self.records[&RecordId(id)]
    }

    /// Lets a judge judge the county as it is, and books what it says.
    #[track_caller]
    pub(crate) fn accepts(&mut self, judge: impl FnOnce(&Self) -> Verdict) {
        let effects = judge(self).unwrap_or_else(|problem| panic!("refused: {problem:?}"));
        self.book(effects);
    }

    /// Why a judge refuses.
    #[track_caller]
    pub(crate) fn refuses(&self, judge: impl FnOnce(&Self) -> Verdict) -> ProblemKind {
        match judge(self) {
            Ok(effects) => panic!("accepted: {effects:?}"),
            Err(problem) => problem.kind,
        }
    }

    /// Books effects, as the server would.
    pub(crate) fn book(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Post(moment) => {
                    let known = KnownMoment {
                        author: moment.author,
                        done_at: moment.done_at,
                        deleted: false,
                    };
                    self.moments.insert(moment.id, known);
                    self.written.extend(moment.place.map(|place| {
                        let fix = Fix {
                            subject: moment.id.0,
                            at: place.was_at(moment.done_at, moment.done_at),
                            place,
                        };
                        (moment.author, fix)
                    }));
                }
                // Judges never see a moment's words.
                Effect::Edit { .. } => {}
                Effect::Delete(id) => self.moments.get_mut(&id).unwrap().deleted = true,
                Effect::React { moment, reaction } => {
                    let key = (moment, self.actor);
                    match reaction {
                        Some(kind) => self.reactions.insert(key, (kind, self.done_at)),
                        None => self.reactions.remove(&key),
                    };
                }
                Effect::Put(record) => {
                    self.records.insert(record.id(), record);
                }
                Effect::SetUnit(unit) => {
                    self.units.insert(unit.id, unit);
                    self.tree = UnitTree::new(self.units.values());
                }
                Effect::DecideDevice { key, .. } => {
                    self.asking.insert(key.device, Asking::Decided);
                }
                Effect::RevokeDevice { .. } => {}
            }
        }
    }
}

impl World for County {
    fn actor(&self) -> &Person {
        &self.people[&self.actor]
    }

    fn done_at(&self) -> Timestamp {
        self.done_at
    }

    fn wall(&self) -> Timestamp {
        self.wall.unwrap_or(self.done_at)
    }

    fn received(&self) -> Timestamp {
        self.received.unwrap_or(self.done_at)
    }

    fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(&id)
    }

    fn people_of(&self, unit: UnitId) -> Vec<&Person> {
        self.people
            .values()
            .filter(|person| person.unit == unit)
            .collect()
    }

    fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id)
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
        let touches = |record: &&Record| {
            let (from, to) = record.days(|at| self.calendar.day(at));
            record.owner() == person && record.kind() == kind && from <= last && first <= to
        };
        self.records.values().filter(touches).collect()
    }

    fn parts_of(&self, task: RecordId) -> Vec<&Record> {
        let part = |record: &&Record| match record {
            Record::Task { task: part } => part.parent.is_some_and(|parent| parent.0 == task.0),
            _ => false,
        };
        self.records.values().filter(part).collect()
    }

    fn moment(&self, id: MomentId) -> Option<KnownMoment> {
        self.moments.get(&id).copied()
    }

    fn fixes(&self, from: Timestamp, to: Timestamp) -> Vec<Fix> {
        let by_me = self.written.iter().filter(|(author, _)| *author == self.actor);
        let mut fixes: Vec<Fix> = by_me.map(|(_, fix)| fix.clone()).collect();
        let records = self
            .records
            .values()
            .filter(|record| record.owner() == self.actor);
        fixes.extend(records.flat_map(Fix::of_record));
        fixes.retain(|fix| (from..to).contains(&fix.at));
        fixes
    }

    fn given_on(&self, day: NaiveDate, except: MomentId) -> Given {
        let mut given = Given::default();
        for ((moment, giver), (kind, at)) in &self.reactions {
            if *giver == self.actor && *moment != except && self.calendar.day(*at) == day {
                match kind {
                    ReactionKind::Like => given.likes += 1,
                    ReactionKind::Dislike { .. } => given.dislikes += 1,
                }
            }
        }
        given
    }

    fn entry(&self, _: &EntryKey) -> Option<Entry> {
        // Tests of appeals say themselves which entry there is.
        None
    }

    fn asking(&self, device: DeviceId) -> Asking {
        self.asking.get(&device).cloned().unwrap_or(Asking::No)
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

/// 2025 and 2026 with a National Day each and a make-up workday after it; 2027 is not published.
pub(crate) fn calendar() -> Calendar {
    let year = |year: i32| CalendarYear {
        notice: "of these tests".into(),
        holidays: (1..=7)
            .filter_map(|day| NaiveDate::from_ymd_opt(year, 10, day))
            .collect(),
        makeup: vec![date(if year == 2025 { "2025-10-11" } else { "2026-10-10" })],
        since: None,
    };
    Calendar {
        utc_offset_minutes: 480,
        years: BTreeMap::from([(2025, year(2025)), (2026, year(2026))]),
    }
}

/// Everything switched on, and everything worth something.
pub(crate) fn policy() -> Policy {
    serde_json::from_str(include_str!("testing/policy.json")).unwrap()
}
