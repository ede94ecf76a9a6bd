//! A unit's day, for its clerk, leaders and the organization department.

use std::collections::HashMap;
use std::sync::Arc;

use jishi_core::model::{CheckInId, Leave, Person, PersonId, Record, Timestamp};
use jishi_core::protocol::{
    CorrectionSeen, LeaveSeen, LookKind, PersonDay, PlaceSeen, Problem, ProblemKind, TapSeen, UnitDay,
    UnitDayQuery,
};
use jishi_core::rules::access::{may_decide_correction, may_see_unit_day};
use jishi_core::rules::attendance::shifts_from;
use jishi_core::rules::score::{Gather, Period};

use super::facts::Scoring;
use super::{Caller, Service, fail};
use crate::storage::StoredRecord;

impl Service {
    pub(super) async fn do_unit_day(&self, caller: &Caller, query: UnitDayQuery) -> Result<UnitDay, Problem> {
        let directory = self.directory().await?;
        let unit = directory.unit(query.unit);
        let unit = unit.ok_or_else(|| Problem::from(ProblemKind::NotFound).detail("no unit has this id"))?;
        if !may_see_unit_day(&caller.person, unit.id, directory.tree()) {
            let detail = "this unit's day is for others to see";
            return Err(Problem::from(ProblemKind::Forbidden).detail(detail));
        }
        let settings = Arc::new(self.settings().await?);
        // Who belonged there on that day, wherever they are today.
        let mut people: Vec<&Person> = directory
            .everybody()
            .filter(|person| person.unit_on(query.day) == Some(unit.id))
            .collect();
        people.sort_by(|one, other| (other.rank, &one.name, one.id).cmp(&(one.rank, &other.name, other.id)));
        let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
        let scoring = Scoring {
            storage: &*self.inner.storage,
            directory: &directory,
            settings: &settings,
            as_of: self.now(),
        };
        let day = Period::day(query.day);
        let activity = scoring.activity(&ids, day).await.map_err(fail)?;
        let mut records: HashMap<PersonId, Vec<StoredRecord>> = HashMap::new();
        for stored in scoring.of_the_day(&ids, day).await.map_err(fail)? {
            records.entry(stored.record.owner()).or_default().push(stored);
        }
        let policy = settings.policies.on(query.day);
        let kept_by =
            |since: Option<Timestamp>| since.is_some_and(|since| settings.calendar.day(since) <= query.day);
        let people = people.iter().zip(&activity).map(|(person, one)| {
            let records = records.remove(&one.person).unwrap_or_default();
            let mut gather = Gather::new(query.day, person, |id| directory.unit(id));
            records.iter().for_each(|stored| gather.record(&stored.record));
            let facts = gather.facts();
            let may_decide = directory
                .person(one.person)
                .is_some_and(|asker| may_decide_correction(&caller.person, asker, directory.tree()));
            PersonDay {
                person: one.person,
                // Nobody answers for days before they could keep a record.
                shifts: policy
                    .filter(|_| kept_by(one.since))
                    .and_then(|policy| {
                        shifts_from(&facts, policy, &settings.calendar, query.day, scoring.as_of)
                    })
                    .unwrap_or_default(),
                logs: u32::try_from(one.moments.len()).unwrap_or(u32::MAX),
                leave: records
                    .iter()
                    .filter_map(|stored| granted(&stored.record))
                    .collect(),
                taps: taps(&records),
                corrections: waiting(&records, may_decide),
            }
        });
        let seen = UnitDay {
            unit: unit.id,
            day: query.day,
            kind: settings.calendar.kind(query.day),
            people: people.collect(),
        };
        self.note_look(caller, LookKind::UnitDay, ids).await?;
        Ok(seen)
    }
}

fn granted(record: &Record) -> Option<LeaveSeen> {
    match record {
        Record::Leave { leave } if leave.is_granted() => {
            let Leave { id, kind, span, .. } = *leave;
            Some(LeaveSeen { id, kind, span })
        }
        _ => None,
    }
}

fn taps(records: &[StoredRecord]) -> Vec<TapSeen> {
    let doubt = |id: CheckInId| {
        records.iter().find_map(|stored| match &stored.record {
            Record::Doubt { doubt } if doubt.subject == id.0 => Some(doubt),
            _ => None,
        })
    };
    let mut taps: Vec<TapSeen> = records
        .iter()
        .filter_map(|stored| match &stored.record {
            Record::CheckIn { check_in, area } => Some(TapSeen {
                at: check_in.done_at,
                mode: check_in.mode,
                reason: check_in.reason.clone(),
                place: PlaceSeen::from(area),
                flags: doubt(check_in.id).map_or_else(Vec::new, |doubt| doubt.flags.clone()),
                accepted: doubt(check_in.id).and_then(|doubt| Some(doubt.review.as_ref()?.granted)),
            }),
            _ => None,
        })
        .collect();
    taps.sort_by_key(|tap| tap.at);
    taps
}

fn waiting(records: &[StoredRecord], may_decide: bool) -> Vec<CorrectionSeen> {
    let mut waiting: Vec<CorrectionSeen> = records
        .iter()
        .filter_map(|stored| match &stored.record {
            Record::Correction { correction } if correction.waits() => Some(CorrectionSeen {
                id: correction.id,
                shift: correction.shift,
                mode: correction.mode,
                reason: if may_decide {
                    correction.reason.clone()
                } else {
                    String::new()
                },
                may_decide,
            }),
            _ => None,
        })
        .collect();
    waiting.sort_by_key(|correction| (correction.shift, correction.id));
    waiting
}
