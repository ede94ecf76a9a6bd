//! Scoring people from what is stored.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use jishi_core::model::{Person, PersonId, Points, Record, RecordKind, Timestamp};
use jishi_core::protocol::{Problem, Settings};
use jishi_core::rules::policy::Policy;
use jishi_core::rules::score::{
    Gather, Ledger, OF_ALL_TIME, OF_THE_DAY, OF_THE_DAY_AND_FEW, Period, Rules, Tap, holds_until, score,
};

use super::{Directory, Service, fail};
use crate::storage::{Activity, RecordsQuery, Storage, StorageFault, Stored, StoredRecord};

/// People whose facts are in memory at one time.
const AT_ONCE: usize = 200;

/// What people are scored against.
pub(super) struct Scoring<'a> {
    pub(super) storage: &'a dyn Storage,
    pub(super) directory: &'a Directory,
    pub(super) settings: &'a Arc<Settings>,
    /// The point in time from which it is looked at.
    pub(super) as_of: Timestamp,
}

/// A person's total over a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    /// The first day on record.
    pub(super) from: NaiveDate,
    /// What counts.
    pub(super) total: Points,
    /// From when on time alone may have changed it.
    pub(super) until: Timestamp,
}

impl Scoring<'_> {
    /// The ledgers of some people over a stretch of time, in their order, with the first day of each on record; `None` for
    /// those who have never had a device, and so could keep no record.
    pub(super) async fn ledgers(
        &self,
        people: &[&Person],
        period: Period,
    ) -> Stored<Vec<Option<(NaiveDate, Ledger)>>> {
        let period = self.begun(period);
        let mut ledgers = Vec::with_capacity(people.len());
        for people in people.chunks(AT_ONCE) {
            let gathered = self.gather(people, period).await?;
            let scored = self.scored(gathered, move |from, gather, rules| {
                (from, score(&gather.facts(), rules, period))
            });
            ledgers.extend(scored.await?);
        }
        Ok(ledgers)
    }

    /// The totals of some people, as [`ledgers`](Self::ledgers) would add up to.
    pub(super) async fn tallies(&self, people: &[&Person], period: Period) -> Stored<Vec<Option<Tally>>> {
        let begun = self.begun(period);
        let mut tallies = Vec::with_capacity(people.len());
        for people in people.chunks(AT_ONCE) {
            let gathered = self.gather(people, begun).await?;
            let scored = self.scored(gathered, move |from, gather, rules| {
                let facts = gather.facts();
                Tally {
                    from,
                    total: score(&facts, rules, begun).total(period),
                    until: holds_until(&facts, rules),
                }
            });
            tallies.extend(scored.await?);
        }
        Ok(tallies)
    }

    /// Scores what was gathered, off the threads on which others wait for their answers.
    async fn scored<T: Send + 'static>(
        &self,
        gathered: Vec<Option<(NaiveDate, Gather)>>,
        each: impl Fn(NaiveDate, Gather, Rules<'_>) -> T + Send + 'static,
    ) -> Stored<Vec<Option<T>>> {
        let (settings, as_of) = (self.settings.clone(), self.as_of);
        let work = move || {
            let rules = Rules {
                policies: &settings.policies,
                calendar: &settings.calendar,
                as_of,
            };
            let scored = gathered.into_iter();
            scored
                .map(|gathered| gathered.map(|(from, gather)| each(from, gather, rules)))
                .collect()
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|error| StorageFault::Database(error.to_string()))
    }

    /// Days to come have no entries yet, and need not be looked at.
    fn begun(&self, period: Period) -> Period {
        let today = self.settings.calendar.day(self.as_of);
        Period {
            last: period.last.min(today.max(period.first)),
            ..period
        }
    }

    async fn gather(&self, people: &[&Person], period: Period) -> Stored<Vec<Option<(NaiveDate, Gather)>>> {
        let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
        let calendar = &self.settings.calendar;
        let mut gathers: HashMap<PersonId, (NaiveDate, Gather)> = HashMap::with_capacity(people.len());
        let activity = self.activity(&ids, period).await?;
        for (person, one) in people.iter().zip(&activity) {
            if let Some(since) = one.since {
                let from = calendar.day(since);
                let gather = Gather::new(from, person, |unit| self.directory.unit(unit));
                gathers.insert(person.id, (from, gather));
            }
        }
        // An appeal that has its outcome in the period may contest an entry of any day.
        let mut contested: Vec<(PersonId, NaiveDate)> = Vec::new();
        let records = RecordsQuery {
            owners: ids.clone(),
            kinds: OF_ALL_TIME.to_vec(),
            first: NaiveDate::MIN,
            last: NaiveDate::MAX,
        };
        let records = self.storage.records_about(&records).await?;
        for stored in &records {
            if let Record::Appeal { appeal } = &stored.record
                && appeal.withdrawn_at.is_none()
                && !period.contains(appeal.entry.day)
            {
                contested.push((appeal.person, appeal.entry.day));
            }
        }
        take_records(&mut gathers, &records);
        self.take_days(&mut gathers, &ids, period).await?;
        take_activity(&mut gathers, &activity);
        contested.sort_unstable();
        contested.dedup();
        for (person, day) in contested {
            let day = Period::day(day);
            self.take_days(&mut gathers, &[person], day).await?;
            take_activity(&mut gathers, &self.activity(&[person], day).await?);
        }
        Ok(ids.iter().map(|id| gathers.remove(id)).collect())
    }

    /// The records of their own days, whole.
    pub(super) async fn of_the_day(&self, people: &[PersonId], period: Period) -> Stored<Vec<StoredRecord>> {
        self.records(people, &OF_THE_DAY, period).await
    }

    async fn records(
        &self,
        people: &[PersonId],
        kinds: &[RecordKind],
        period: Period,
    ) -> Stored<Vec<StoredRecord>> {
        let query = RecordsQuery {
            owners: people.to_vec(),
            kinds: kinds.to_vec(),
            first: period.first,
            last: period.last,
        };
        self.storage.records_about(&query).await
    }

    /// What points need of the records of their own days.
    async fn take_days(
        &self,
        gathers: &mut HashMap<PersonId, (NaiveDate, Gather)>,
        people: &[PersonId],
        period: Period,
    ) -> Stored<()> {
        take_records(gathers, &self.records(people, &OF_THE_DAY_AND_FEW, period).await?);
        let taps: Vec<(PersonId, Tap)> = self.storage.taps(people, period.first, period.last).await?;
        for (person, tap) in taps {
            if let Some((_, gather)) = gathers.get_mut(&person) {
                gather.tap(tap);
            }
        }
        Ok(())
    }

    pub(super) async fn activity(&self, people: &[PersonId], period: Period) -> Stored<Vec<Activity>> {
        let calendar = &self.settings.calendar;
        let (from, to) = (calendar.at(period.first, 0), calendar.at(period.last, 1_440));
        self.storage.activity(people, from, to).await
    }
}

fn take_records(gathers: &mut HashMap<PersonId, (NaiveDate, Gather)>, records: &[StoredRecord]) {
    for stored in records {
        if let Some((_, gather)) = gathers.get_mut(&stored.record.owner()) {
            gather.record(&stored.record);
        }
    }
}

fn take_activity(gathers: &mut HashMap<PersonId, (NaiveDate, Gather)>, activity: &[Activity]) {
    for one in activity {
        let Some((_, gather)) = gathers.get_mut(&one.person) else {
            continue;
        };
        for (moment, at) in &one.moments {
            gather.log(*moment, *at);
        }
        for reaction in &one.reactions {
            gather.reaction(reaction, reaction.rank);
        }
    }
}

/// Whether a version of the policy that holds on some day of a stretch of time has something.
pub(super) fn some_policy_has(settings: &Settings, period: Period, has: impl Fn(&Policy) -> bool) -> bool {
    let versions = settings.policies.all();
    let ends = versions.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    versions
        .iter()
        .zip(ends)
        .filter(|(policy, end)| policy.from <= period.last && end.is_none_or(|end| end > period.first))
        .any(|(policy, _)| has(policy))
}

impl Service {
    /// The ledgers of some people; see [`Scoring::ledgers`].
    pub(super) async fn ledgers(
        &self,
        directory: &Directory,
        settings: &Arc<Settings>,
        people: &[&Person],
        period: Period,
    ) -> Result<Vec<Option<(NaiveDate, Ledger)>>, Problem> {
        let scoring = Scoring {
            storage: &*self.inner.storage,
            directory,
            settings,
            as_of: self.now(),
        };
        scoring.ledgers(people, period).await.map_err(fail)
    }
}
