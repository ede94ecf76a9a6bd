//! Entries and appeals with what a person needs to check them.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::{
    engine::{AppealItem, Engine, EntryItem, Fault, world::DeviceWorld},
    model::{
        Action, Appeal, Entry, Evidence, Matter, MomentId, Person, PersonId, Record, RecordId, RecordKind,
    },
    ports::{Clock, KeyVault},
    rules::{
        appeals::{begun_on, file_until, has_lapsed},
        attendance::{ShiftSeen, shifts_of},
    },
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    /// Entries of one's own ledger.
    pub(super) fn entry_items(&self, entries: &[Entry]) -> Result<Vec<EntryItem>, Fault> {
        let (settings, today) = (self.store.settings()?, self.day()?);
        let policy = settings.policies.on(today).and_then(|policy| policy.appeal);
        let (now, directory) = (self.now()?, self.directory()?);
        let world = DeviceWorld::new(&self.store, directory.clone(), now, now)?;
        let mut days: HashMap<NaiveDate, Vec<ShiftSeen>> = HashMap::new();
        let appeals = self.my_appeals()?;
        let mut items = Vec::with_capacity(entries.len());
        for entry in entries {
            let (words, giver) = self.evidence(&entry.key.evidence)?;
            let appeal = appeals.get(&entry.key.matter()).cloned();
            let shift = match entry.key.evidence {
                Evidence::Shift { shift } => {
                    let day = entry.key.day;
                    let seen = days
                        .entry(day)
                        .or_insert_with(|| shifts_of(&world, &directory.me, day, now).unwrap_or_default());
                    seen.get(usize::from(shift)).copied()
                }
                _ => None,
            };
            let file_by = policy.filter(|_| !entry.key.rule.is_outcome()).map(|policy| {
                let begun = begun_on(&world, directory.me.id, &entry.key);
                file_until(policy, begun, &settings.calendar)
            });
            items.push(EntryItem {
                entry: *entry,
                words,
                shift,
                giver,
                may_appeal: appeal.is_none() && file_by.is_some_and(|last| today <= last),
                appeal: appeal.map(|appeal| self.appeal_item(appeal)).transpose()?,
                file_by,
            });
        }
        world.sound()?;
        Ok(items)
    }

    /// Entries of somebody else's ledger, which only they contest.
    pub(super) fn entries_of_another(&self, entries: &[Entry]) -> Result<Vec<EntryItem>, Fault> {
        let item = |entry: &Entry| {
            let (words, giver) = self.evidence(&entry.key.evidence)?;
            Ok(EntryItem {
                entry: *entry,
                words,
                shift: None,
                giver,
                may_appeal: false,
                appeal: None,
                file_by: None,
            })
        };
        entries.iter().map(item).collect()
    }

    pub(super) fn appeal_item(&self, appeal: Appeal) -> Result<AppealItem, Fault> {
        let now = self.now()?;
        let decider = appeal.decision.as_ref().map(|decision| self.named(decision.by));
        let withdraw = Action::WithdrawAppeal { appeal: appeal.id };
        Ok(AppealItem {
            person: self.named(appeal.person)?,
            decider: decider.transpose()?.flatten(),
            may_withdraw: appeal.person == self.directory()?.me.id && self.may(&withdraw)?,
            lapsed: has_lapsed(&appeal, now),
            words: self.evidence(&appeal.entry.evidence)?.0,
            under_way: self.under_way(appeal.id.0)?,
            appeal,
        })
    }

    fn my_appeals(&self) -> Result<HashMap<Matter, Appeal>, Fault> {
        let me = self.directory()?.me.id;
        let records = self.store.all_about(me, RecordKind::Appeal)?;
        Ok(records
            .into_iter()
            .filter_map(|record| match record {
                Record::Appeal { appeal } => Some((appeal.entry.matter(), appeal)),
                _ => None,
            })
            .collect())
    }

    /// What an entry rests on, in words, and who gave it. What is not on this device has no words.
    fn evidence(&self, evidence: &Evidence) -> Result<(String, Option<Person>), Fault> {
        let words = |id| -> Result<String, Fault> { Ok(self.store.words(MomentId(id))?.unwrap_or_default()) };
        Ok(match *evidence {
            Evidence::Day | Evidence::Shift { .. } => (String::new(), None),
            Evidence::Moment { id } => (words(id)?, None),
            Evidence::Reaction { moment, giver } => {
                let reason = self.store.dislike_reason(MomentId(moment), PersonId(giver))?;
                let words = reason.map_or_else(|| words(moment), Ok)?;
                (words, self.named(PersonId(giver))?)
            }
            Evidence::Lesson { id } | Evidence::Task { id } | Evidence::Appeal { id } => {
                match self.store.record(RecordId(id))? {
                    Some(Record::Lesson { lesson }) => (lesson.title, None),
                    Some(Record::Task { task }) => {
                        let giver = self.named(task.assigner)?;
                        (task.title, giver)
                    }
                    Some(Record::Appeal { appeal }) => (appeal.reason, None),
                    _ => (String::new(), None),
                }
            }
        })
    }
}
