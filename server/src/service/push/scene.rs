//! The county as one batch sees it: what was loaded, and what earlier operations of the batch have made of it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use jishi_core::model::{
    DeviceId, Entry, EntryKey, Evidence, MomentId, Person, PersonId, Reaction, ReactionKind, Record,
    RecordId, RecordKind, Timestamp, Unit, UnitId,
};
use jishi_core::protocol::Settings;
use jishi_core::rules::access::UnitTree;
use jishi_core::rules::calendar::Calendar;
use jishi_core::rules::judge::{Asking, Fix, Given, KnownMoment, World};
use jishi_core::rules::policy::Policies;
use jishi_core::rules::score::{OF_THE_DAY_AND_FEW, Period};

use super::needs::{Needs, Own};
use crate::service::Directory;
use crate::service::devices::asking;
use crate::service::facts::Scoring;
use crate::storage::{Basis, RecordsQuery, Storage, Stored, StoredRecord};

/// On both sides of something, more than a judge looks at: the days around that on which it was done.
const AROUND_MS: i64 = 3 * 86_400_000;

/// What was loaded.
pub(super) struct Scene {
    pub(super) directory: Arc<Directory>,
    pub(super) settings: Arc<Settings>,
    pub(super) actor: Person,
    pub(super) records: HashMap<RecordId, StoredRecord>,
    /// About whom all records of a kind and some days were loaded.
    asked: Vec<(PersonId, Own)>,
    pub(super) moments: HashMap<MomentId, KnownMoment>,
    pub(super) given: Vec<Reaction>,
    /// Where the actor was around what is judged.
    fixes: Vec<Fix>,
    asking: HashMap<DeviceId, Asking>,
    /// Entries of the actor's ledger that are being contested.
    pub(super) entries: Vec<Entry>,
    /// The sequence of the actor's last operation, where it was asked for, from before all the rest was loaded.
    pub(super) last: u64,
}

/// Whose scene it is, and when.
pub(super) struct Setting {
    pub(super) directory: Arc<Directory>,
    pub(super) settings: Arc<Settings>,
    pub(super) actor: Person,
    pub(super) now: Timestamp,
}

impl Scene {
    /// Loads what these actions need.
    pub(super) async fn load(
        storage: &dyn Storage,
        setting: Setting,
        needs: &[Needs],
        days: Option<(Timestamp, Timestamp)>,
    ) -> Stored<Self> {
        let last = if needs.iter().any(Needs::rests_on_absence) {
            storage.last_operation(setting.actor.id).await?
        } else {
            0
        };
        let now = setting.now;
        let mut scene = Self {
            directory: setting.directory,
            settings: setting.settings,
            actor: setting.actor,
            records: HashMap::new(),
            asked: Vec::new(),
            moments: HashMap::new(),
            given: Vec::new(),
            fixes: Vec::new(),
            asking: HashMap::new(),
            entries: Vec::new(),
            last,
        };
        let ids: HashSet<RecordId> = needs.iter().flat_map(|needs| &needs.records).copied().collect();
        if !ids.is_empty() {
            let ids: Vec<RecordId> = ids.into_iter().collect();
            scene.records = storage.records(&ids).await?;
        }
        scene.load_appeals(storage, needs, now).await?;
        let trees: HashSet<RecordId> = needs.iter().flat_map(|needs| &needs.trees).copied().collect();
        scene.load_trees(storage, trees).await?;
        for own in merged(needs) {
            scene.load_about(storage, scene.actor.id, own).await?;
        }
        let moments: HashSet<MomentId> = needs.iter().flat_map(|needs| &needs.moments).copied().collect();
        if !moments.is_empty() {
            let moments: Vec<MomentId> = moments.into_iter().collect();
            scene.moments = storage.moments(&moments).await?;
        }
        for device in needs.iter().flat_map(|needs| &needs.devices) {
            let asking = asking(storage, *device, setting.now).await?;
            scene.asking.insert(*device, asking);
        }
        if let Some((from, to)) = days.filter(|_| needs.iter().any(|needs| needs.given)) {
            scene.given = storage.given(scene.actor.id, from, to).await?;
        }
        let around = needs.iter().filter_map(|needs| needs.fixes);
        if let Some((first, last)) = around.clone().min().zip(around.max()) {
            let (from, to) = (first.plus(-AROUND_MS), last.plus(AROUND_MS));
            scene.fixes = storage.fixes(scene.actor.id, from, to).await?;
        }
        Ok(scene)
    }

    /// Notes where the actor was by something that was judged and will be on the record.
    pub(super) fn was(&mut self, fix: Fix) {
        self.fixes.push(fix);
    }

    /// What appeals are about: the contested entries of the actor's ledger, and who caused them.
    async fn load_appeals(&mut self, storage: &dyn Storage, needs: &[Needs], now: Timestamp) -> Stored<()> {
        let mut contested: Vec<(PersonId, EntryKey)> = Vec::new();
        for appeal in needs.iter().flat_map(|needs| &needs.appeals) {
            if let Some(Record::Appeal { appeal }) = self.records.get(appeal).map(|stored| &stored.record) {
                contested.push((appeal.person, appeal.entry));
            }
        }
        for entry in needs.iter().filter_map(|needs| needs.contests) {
            contested.push((self.actor.id, entry));
            let scoring = Scoring {
                storage,
                directory: &self.directory,
                settings: &self.settings,
                as_of: now,
            };
            let ledgers = scoring.ledgers(&[&self.actor], Period::day(entry.day)).await?;
            let entries = ledgers.iter().flatten().flat_map(|(_, ledger)| ledger.entries());
            self.entries.extend(entries.copied());
        }
        for (person, entry) in contested {
            match entry.evidence {
                Evidence::Task { id } => self.records.extend(storage.records(&[RecordId(id)]).await?),
                Evidence::Shift { .. } | Evidence::Day => {
                    for kind in OF_THE_DAY_AND_FEW {
                        self.load_about(storage, person, Own::on(kind, entry.day)).await?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// All records of a kind and some days about somebody.
    async fn load_about(&mut self, storage: &dyn Storage, person: PersonId, own: Own) -> Stored<()> {
        let query = RecordsQuery {
            owners: vec![person],
            kinds: vec![own.kind],
            first: own.first,
            last: own.last,
        };
        self.keep(storage.records_about(&query).await?);
        self.asked.push((person, own));
        Ok(())
    }

    /// What a judgement of an action with these needs rests on.
    pub(super) fn basis(&self, needs: &Needs) -> Basis {
        let mut records: Vec<(RecordId, Option<u64>)> = needs
            .records
            .iter()
            .map(|id| (*id, self.records.get(id).map(|stored| stored.version)))
            .collect();
        if !needs.trees.is_empty() {
            // A whole tree was looked at; a part that was added since changes the version of its task.
            let tasks = self
                .records
                .values()
                .filter(|stored| stored.record.kind() == RecordKind::Task);
            records.extend(tasks.map(|stored| (stored.record.id(), Some(stored.version))));
        }
        Basis {
            records,
            last: needs.rests_on_absence().then_some(self.last),
            roster: None,
        }
    }

    /// Tasks, those above them, and all into which they were split.
    pub(super) async fn load_trees(&mut self, storage: &dyn Storage, roots: HashSet<RecordId>) -> Stored<()> {
        let roots: Vec<RecordId> = roots.into_iter().collect();
        self.load_above(storage, &roots).await?;
        let mut next = roots;
        while !next.is_empty() {
            let found = storage.parts(&next).await?;
            next = found.iter().map(|stored| stored.record.id()).collect();
            self.keep(found);
        }
        Ok(())
    }

    /// Records, and the tasks above those that are tasks.
    async fn load_above(&mut self, storage: &dyn Storage, of: &[RecordId]) -> Stored<()> {
        let mut next = of.to_vec();
        while !next.is_empty() {
            let found = storage.records(&next).await?;
            next = found
                .values()
                .filter_map(|stored| match &stored.record {
                    Record::Task { task } => task.parent.map(|parent| RecordId(parent.0)),
                    _ => None,
                })
                .filter(|parent| !self.records.contains_key(parent))
                .collect();
            self.records.extend(found);
        }
        Ok(())
    }

    fn keep(&mut self, found: Vec<StoredRecord>) {
        self.records
            .extend(found.into_iter().map(|stored| (stored.record.id(), stored)));
    }
}

/// One question for each kind of record.
fn merged(needs: &[Needs]) -> Vec<Own> {
    let mut merged: HashMap<RecordKind, Own> = HashMap::new();
    for own in needs.iter().flat_map(|needs| &needs.own) {
        let kept = merged.entry(own.kind).or_insert(*own);
        kept.first = kept.first.min(own.first);
        kept.last = kept.last.max(own.last);
    }
    merged.into_values().collect()
}

/// The scene at the moment of one action.
pub(super) struct At<'a> {
    pub(super) scene: &'a Scene,
    pub(super) done_at: Timestamp,
    /// What the phone's own clock said.
    pub(super) wall: Timestamp,
    pub(super) received: Timestamp,
}

impl World for At<'_> {
    fn actor(&self) -> &Person {
        &self.scene.actor
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
        self.scene.directory.person(id)
    }

    fn people_of(&self, unit: UnitId) -> Vec<&Person> {
        self.scene.directory.people_of(unit)
    }

    fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.scene.directory.unit(id)
    }

    fn tree(&self) -> &UnitTree {
        self.scene.directory.tree()
    }

    fn record(&self, id: RecordId) -> Option<&Record> {
        self.scene.records.get(&id).map(|stored| &stored.record)
    }

    fn records_of(
        &self,
        person: PersonId,
        kind: RecordKind,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Vec<&Record> {
        debug_assert!(
            self.scene
                .asked
                .iter()
                .any(|(of, own)| *of == person && own.holds(kind, first, last)),
            "a rule looks at {kind:?} from {first} to {last}, which were not loaded: add them to `Needs::of`"
        );
        let calendar = &self.scene.settings.calendar;
        self.scene
            .records
            .values()
            .map(|stored| &stored.record)
            .filter(|record| record.kind() == kind && record.owner() == person)
            .filter(|record| {
                let (from, to) = record.days(|at| calendar.day(at));
                from <= last && first <= to
            })
            .collect()
    }

    fn parts_of(&self, task: RecordId) -> Vec<&Record> {
        let parts = self.scene.records.values().map(|stored| &stored.record);
        parts
            .filter(|record| matches!(record, Record::Task { task: part } if part.parent.is_some_and(|parent| parent.0 == task.0)))
            .collect()
    }

    fn moment(&self, id: MomentId) -> Option<KnownMoment> {
        self.scene.moments.get(&id).copied()
    }

    fn fixes(&self, from: Timestamp, to: Timestamp) -> Vec<Fix> {
        let fixes = self.scene.fixes.iter();
        fixes
            .filter(|fix| (from..to).contains(&fix.at))
            .cloned()
            .collect()
    }

    fn given_on(&self, day: NaiveDate, except: MomentId) -> Given {
        let mut given = Given::default();
        for reaction in &self.scene.given {
            if reaction.moment != except && self.scene.settings.calendar.day(reaction.done_at) == day {
                match reaction.kind {
                    ReactionKind::Like => given.likes += 1,
                    ReactionKind::Dislike { .. } => given.dislikes += 1,
                }
            }
        }
        given
    }

    fn entry(&self, key: &EntryKey) -> Option<Entry> {
        self.scene.entries.iter().find(|entry| entry.key == *key).copied()
    }

    fn asking(&self, device: DeviceId) -> Asking {
        self.scene.asking.get(&device).cloned().unwrap_or(Asking::No)
    }

    fn policies(&self) -> &Policies {
        &self.scene.settings.policies
    }

    fn calendar(&self) -> &Calendar {
        &self.scene.settings.calendar
    }
}
