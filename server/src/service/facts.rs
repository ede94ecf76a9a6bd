//! Scoring people from what is stored.

use std::collections::HashMap;

use chrono::NaiveDate;
use jishi_core::model::{Person, PersonId, Record, Timestamp};
use jishi_core::protocol::{Problem, Settings};
use jishi_core::rules::policy::Policy;
use jishi_core::rules::score::{Gather, Ledger, OF_ALL_TIME, OF_THE_DAY, Period, Rules, score};

use super::{Directory, Service, fail};
use crate::storage::{Activity, RecordsQuery, Storage, Stored, StoredRecord};

/// People whose facts are in memory at one time.
const AT_ONCE: usize = 200;

/// What people are scored against.
pub(super) struct Scoring<'a> {
    pub(super) storage: &'a dyn Storage,
    pub(super) directory: &'a Directory,
    pub(super) settings: &'a Settings,
    /// The point in time from which it is looked at.
    pub(super) as_of: Timestamp,
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
            let rules = Rules {
                policies: &self.settings.policies,
                calendar: &self.settings.calendar,
                as_of: self.as_of,
            };
            ledgers.extend(gathered.into_iter().map(|gathered| {
                let (from, gather) = gathered?;
                Some((from, score(&gather.facts(), rules, period)))
            }));
        }
        Ok(ledgers)
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
        take_records(&mut gathers, &self.of_the_day(&ids, period).await?);
        take_activity(&mut gathers, &activity);
        contested.sort_unstable();
        contested.dedup();
        for (person, day) in contested {
            let day = Period::day(day);
            take_records(&mut gathers, &self.of_the_day(&[person], day).await?);
            take_activity(&mut gathers, &self.activity(&[person], day).await?);
        }
        Ok(ids.iter().map(|id| gathers.remove(id)).collect())
    }

    pub(super) async fn of_the_day(&self, people: &[PersonId], period: Period) -> Stored<Vec<StoredRecord>> {
        let query = RecordsQuery {
            owners: people.to_vec(),
            kinds: OF_THE_DAY.to_vec(),
            first: period.first,
            last: period.last,
        };
        self.storage.records_about(&query).await
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
        settings: &Settings,
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
