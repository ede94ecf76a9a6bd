//! Appeals: a contested entry is frozen until it is decided, whatever it is. The outcome is an entry of its own on its day:
//! granted, or not decided in time, with what the contested entry took given back; refused, without points. A gain that was
//! contested stays as it is, and so does what was over a day's cap: whoever wins never has fewer points for it. The
//! contested entry stays readable. Where it is gone meanwhile, its outcome is there all the same, without points.

use super::{Contested, Facts, Period, Rules, uncontested};
use crate::model::{Entry, EntryKey, Evidence, Points, Rule, Standing, Timestamp};

pub(super) fn apply(entries: &mut Vec<Entry>, facts: &Facts, rules: Rules<'_>, period: Period) {
    let mut appeals: Vec<&Contested> = facts.appeals.iter().collect();
    // One appeal per matter: the first that was filed.
    appeals.sort_unstable_by_key(|appeal| (appeal.entry.matter(), appeal.filed, appeal.id));
    appeals.dedup_by_key(|appeal| appeal.entry.matter());
    for appeal in appeals {
        let known = outcome(appeal, rules.as_of);
        let contested = entries
            .iter_mut()
            .filter(|entry| entry.key.matter() == appeal.entry.matter());
        for entry in contested {
            // What was won is not taken again by giving the same dislike on another day.
            let is_frozen = match known {
                Outcome::Open => true,
                Outcome::Known { granted, .. } => granted && entry.takes() && entry.key != appeal.entry,
            };
            if is_frozen {
                entry.standing = Standing::Frozen { appeal: appeal.id };
            }
        }
        if let Outcome::Known { granted, at } = known {
            entries.extend(booked(appeal, granted, at, facts, rules, period));
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

fn booked(
    appeal: &Contested,
    granted: bool,
    at: Timestamp,
    facts: &Facts,
    rules: Rules<'_>,
    period: Period,
) -> Option<Entry> {
    let day = rules.calendar.day(at);
    if !period.contains(day) {
        return None;
    }
    // The contested day may lie outside the period, and its records may have changed since.
    let contested = uncontested(facts, rules, Period::day(appeal.entry.day))
        .into_iter()
        .find(|entry| entry.key == appeal.entry);
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
