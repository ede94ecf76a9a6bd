//! What is known here of the person whose device this is, as far as points need it.

use super::{Result, Store};
use crate::{
    model::{Entry, EntryKey, Moment, MomentId, ReactionKind, Record, RecordId, Timestamp},
    rules::{
        judge::Effect,
        score::{Facts, Gather, Ledger, OF_ALL_TIME, OF_THE_DAY, Period, Rules, score},
    },
};

impl Store {
    /// One's own ledger over a period as it stands at `now`, and would stand after `effects`.
    ///
    /// # Errors
    /// `NotFound` if nobody is enrolled; or if the store fails.
    pub fn ledger(&self, period: Period, now: Timestamp, effects: &[Effect]) -> Result<Ledger> {
        let settings = self.settings()?;
        let rules = Rules {
            policies: &settings.policies,
            calendar: &settings.calendar,
            as_of: now,
        };
        Ok(score(&self.facts(period, now, effects)?, rules, period))
    }

    /// The entry of one's own ledger under a key, if there is one: what an appeal contests.
    ///
    /// # Errors
    /// As [`Store::ledger`].
    pub fn entry(&self, key: &EntryKey, now: Timestamp) -> Result<Option<Entry>> {
        Ok(self.ledger(Period::day(key.day), now, &[])?.find(key).copied())
    }

    /// The facts of oneself that decide about the days of a period, as they would be after `effects`. Days that an appeal
    /// contests are among them wherever they lie.
    ///
    /// # Errors
    /// `NotFound` if nobody is enrolled; or if the store fails.
    pub fn facts(&self, period: Period, now: Timestamp, effects: &[Effect]) -> Result<Facts> {
        let directory = self.directory()?.ok_or(super::StoreFault::NotFound)?;
        let me = directory.me.id;
        let settings = self.settings()?;
        let calendar = &settings.calendar;
        let from = self.on_record_since(me, calendar.day(now))?;
        let unit = |id| {
            let set = effects.iter().find_map(|effect| match effect {
                Effect::SetUnit(unit) if unit.id == id => Some(unit),
                _ => None,
            });
            set.or_else(|| directory.all.get(&id))
        };
        let mut gather = Gather::new(from, &directory.me, unit);

        let mut stretches = vec![period];
        let mut take = |record: &Record| {
            if let Record::Appeal { appeal } = record
                && !stretches.iter().any(|stretch| stretch.contains(appeal.entry.day))
            {
                stretches.push(Period::day(appeal.entry.day));
            }
            gather.record(record);
        };
        for kind in OF_ALL_TIME {
            standing(self.all_about(me, kind)?, effects).for_each(|record| take(&record));
        }
        put(effects)
            .filter(|record| record.owner() == me)
            .for_each(&mut take);
        for stretch in stretches {
            for kind in OF_THE_DAY {
                for record in standing(
                    self.records_about(me, kind, stretch.first, stretch.last)?,
                    effects,
                ) {
                    gather.record(&record);
                }
            }
            let (begin, end) = (calendar.at(stretch.first, 0), calendar.at(stretch.last, 1_440));
            for (id, at) in self.moments_by(me, begin, end)? {
                if !is_deleted(id, effects) {
                    gather.log(id, at);
                }
            }
            for reaction in self.received_by(me, begin, end)? {
                if matches!(reaction.kind, ReactionKind::Dislike { .. })
                    || !is_deleted(reaction.moment, effects)
                {
                    gather.reaction(&reaction, reaction.rank);
                }
            }
        }
        for moment in posted(effects).filter(|moment| moment.author == me) {
            gather.log(moment.id, moment.done_at);
        }
        Ok(gather.facts())
    }
}

/// Those of `records` that the effects do not put anew.
fn standing(records: Vec<Record>, effects: &[Effect]) -> impl Iterator<Item = Record> {
    let put_anew: Vec<RecordId> = put(effects).map(Record::id).collect();
    records
        .into_iter()
        .filter(move |record| !put_anew.contains(&record.id()))
}

fn put(effects: &[Effect]) -> impl Iterator<Item = &Record> {
    effects.iter().filter_map(|effect| match effect {
        Effect::Put(record) => Some(record),
        _ => None,
    })
}

fn is_deleted(moment: MomentId, effects: &[Effect]) -> bool {
    effects
        .iter()
        .any(|effect| matches!(effect, Effect::Delete(deleted) if *deleted == moment))
}

fn posted(effects: &[Effect]) -> impl Iterator<Item = &Moment> {
    effects.iter().filter_map(|effect| match effect {
        Effect::Post(moment) => Some(moment),
        _ => None,
    })
}
