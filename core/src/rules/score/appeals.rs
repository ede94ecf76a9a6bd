//! Appeals: a contested entry is frozen until it is decided, whatever it is. The outcome is an entry of its own on its day:
//! granted, or not decided in time, with what the contested entry took given back; refused, without points. A gain that was
//! contested stays as it is, and so does what was over a day's cap: whoever wins never has fewer points for it. The
//! contested entry stays readable. Where it is gone meanwhile, its outcome is there all the same, without points.

use chrono::NaiveDate;

use super::{Contested, Facts, Period, Rules, uncontested};
use crate::model::{Entry, EntryKey, Evidence, Points, Rule, Standing, Timestamp};

pub(super) fn apply(entries: &mut Vec<Entry>, facts: &Facts, rules: Rules<'_>, period: Period) {
    let mut appeals: Vec<&Contested> = facts.appeals.iter().collect();
    // One appeal per matter: the first that was filed.
    appeals.sort_unstable_by_key(|appeal| (appeal.entry.matter(), appeal.filed, appeal.id));
    appeals.dedup_by_key(|appeal| appeal.entry.matter());
    for entry in entries.iter_mut() {
        let matter = entry.key.matter();
        let found = appeals.binary_search_by_key(&matter, |appeal| appeal.entry.matter());
        let Some(appeal) = found.ok().and_then(|index| appeals.get(index)) else {
            continue;
        };
        // What was won is not taken again by giving the same dislike on another day.
        let is_frozen = match outcome(appeal, rules.as_of) {
            Outcome::Open => true,
            Outcome::Known { granted, .. } => granted && entry.takes() && entry.key != appeal.entry,
        };
        if is_frozen {
            entry.standing = Standing::Frozen { appeal: appeal.id };
        }
    }
    for appeal in appeals {
        if let Outcome::Known { granted, at } = outcome(appeal, rules.as_of) {
            let day = rules.calendar.day(at);
            if period.contains(day) {
                let contested = contested(appeal, entries, facts, rules, period);
                entries.extend(booked(appeal, (granted, day), contested, rules));
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Outcome {
    Open,
    Known { granted: bool, at: Timestamp },
}

const fn outcome(appeal: &Contested, as_of: Timestamp) -> Outcome {
    match appeal.decided {
        Some((granted, at)) => Outcome::Known { granted, at },
        None if as_of.0 >= appeal.decide_by.0 => Outcome::Known {
            granted: true,
            at: appeal.decide_by,
        },
        None => Outcome::Open,
    }
}

/// The contested entry as it is without any appeal; `None` if it is gone. `entries` are those of the period, of which this
/// one has no other appeal; its day may lie outside, and only then is it made anew.
fn contested(
    appeal: &Contested,
    entries: &[Entry],
    facts: &Facts,
    rules: Rules<'_>,
    period: Period,
) -> Option<Entry> {
    let is_it = |entry: &&Entry| entry.key == appeal.entry;
    if period.contains(appeal.entry.day) {
        return entries.iter().find(is_it).copied();
    }
    let of_day = uncontested(facts, rules, Period::day(appeal.entry.day));
    of_day.iter().find(is_it).copied()
}

fn booked(
    appeal: &Contested,
    (granted, day): (bool, NaiveDate),
    contested: Option<Entry>,
    rules: Rules<'_>,
) -> Option<Entry> {
    let (rule, points) = if granted {
        (
            Rule::AppealGranted,
            contested.map_or(Points::ZERO, |entry| given_back(&entry)),
        )
    } else {
        (Rule::AppealRefused, Points::ZERO)
    };
    Some(Entry {
        key: EntryKey {
            day,
            rule,
            evidence: Evidence::Appeal { id: appeal.id.0 },
        },
        points,
        policy: rules.policies.on(appeal.entry.day)?.version,
        standing: Standing::Counted,
    })
}

/// What winning gives back: what the entry took from the total. One that took nothing has nothing to give back.
fn given_back(contested: &Entry) -> Points {
    (-contested.counts()).max(Points::ZERO)
}
