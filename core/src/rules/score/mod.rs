//! Points, and nothing else, come from here: [`score`] makes every entry of every ledger, on devices as on the server.
//!
//! It is a function of the *set* of facts: their order, and whether one comes twice, makes no difference. Each entry
//! depends on the records of its own day (and its appeal) alone, by the policy that held on that day.

mod appeals;
mod attendance;
mod evaluation;
mod facts;
mod gather;
mod learning;
mod ledger;
mod logs;
mod period;
mod preview;
mod tasks;
#[cfg(test)]
mod tests;
mod until;

pub use facts::{Contested, Corrected, Facts, Given, Log, Read, Received, Seen, Tap};
pub use gather::{Gather, OF_ALL_TIME, OF_THE_DAY, OF_THE_DAY_AND_FEW};
pub use ledger::Ledger;
pub use logs::log_is_due;
pub use period::{Period, Span};
pub use preview::Difference;
pub use until::holds_until;

use chrono::NaiveDate;

use super::calendar::{Calendar, DayKind};
use super::policy::{Policies, Policy};
use crate::model::{Doubt, Entry, EntryKey, Evidence, Points, Rule, Standing, Timestamp};

/// What all rules are applied against.
#[derive(Clone, Copy)]
pub struct Rules<'a> {
    /// The versions of the policy.
    pub policies: &'a Policies,
    /// The county's calendar.
    pub calendar: &'a Calendar,
    /// The point in time from which the day is looked at: what is still under way then is not yet missed.
    pub as_of: Timestamp,
}

/// Every entry of one person's ledger over a stretch of time.
#[must_use]
pub fn score(facts: &Facts, rules: Rules<'_>, period: Period) -> Ledger {
    let mut entries = uncontested(facts, rules, period);
    appeals::apply(&mut entries, facts, rules, period);
    Ledger::new(entries)
}

/// The entries before any appeal, in the order of a ledger.
fn uncontested(facts: &Facts, rules: Rules<'_>, period: Period) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(facts.taps.len() + facts.logs.len() + facts.reactions.len());
    let kept = Period {
        first: facts.from,
        last: facts.until.unwrap_or(NaiveDate::MAX),
    };
    let first_policy = rules
        .policies
        .all()
        .first()
        .map_or(NaiveDate::MAX, |policy| policy.from);
    let kept = period.within(kept).filter(|kept| kept.last >= first_policy);
    let Some(mut period) = kept else {
        return entries;
    };
    period.first = period.first.max(first_policy);
    let mut doubts = ByDay::doubts(facts, rules.calendar, period);
    let mut attendance = attendance::Days::new(facts, rules.calendar, period);
    let mut logs = logs::Days::new(facts, rules.calendar, period);
    let mut evaluation = evaluation::Days::new(facts, rules.calendar, period);
    let mut learning = learning::Days::new(facts, rules.calendar, period);
    let mut tasks = tasks::Days::new(facts, rules.calendar, period);
    for day in period.days() {
        let Some(policy) = rules.policies.on(day) else {
            continue;
        };
        let mut booking = Booking::new(day, policy, rules, &mut entries);
        let doubts = doubts.take(&booking);
        attendance.book(&mut booking, doubts);
        logs.book(&mut booking, doubts);
        evaluation.book(&mut booking);
        learning.book(&mut booking);
        tasks.book(&mut booking);
        booking.close();
    }
    // On the day on which somebody is given the app nothing is missed: most of it may have been over.
    entries.retain(|entry| {
        entry.key.day != facts.from || entry.points >= Points::ZERO || !entry.key.rule.is_missed()
    });
    if !facts.away.is_empty() {
        entries.retain(|entry| !facts.away.iter().any(|away| away.contains(entry.key.day)));
    }
    entries
}

/// One day being booked.
struct Booking<'a> {
    day: NaiveDate,
    ends: Timestamp,
    kind: DayKind,
    policy: &'a Policy,
    rules: Rules<'a>,
    entries: &'a mut Vec<Entry>,
    /// How many entries earlier days have.
    earlier: usize,
}

impl<'a> Booking<'a> {
    fn new(day: NaiveDate, policy: &'a Policy, rules: Rules<'a>, entries: &'a mut Vec<Entry>) -> Self {
        Self {
            day,
            ends: rules.calendar.at(day, 1_440),
            kind: rules.calendar.kind(day),
            policy,
            rules,
            earlier: entries.len(),
            entries,
        }
    }

    /// Puts the entries of the day in order: a few at a time take a third of the comparisons of a whole year.
    fn close(self) {
        if let Some(of_day) = self.entries.get_mut(self.earlier..) {
            of_day.sort_unstable_by_key(|entry| entry.key);
        }
    }

    fn add(&mut self, rule: Rule, evidence: Evidence, points: Points, standing: Standing) {
        let key = EntryKey {
            day: self.day,
            rule,
            evidence,
        };
        self.entries.push(Entry {
            key,
            points,
            policy: self.policy.version,
            standing,
        });
    }

    /// Whether what was done without signal on this day has had its time to arrive.
    fn arrived(&self, hours: u16) -> bool {
        self.rules.as_of >= self.ends.plus(i64::from(hours) * 3_600_000)
    }
}

/// Facts of one kind in the order of time, each once, taken out day by day.
struct ByDay<T> {
    facts: Vec<T>,
    at: fn(&T) -> Timestamp,
    next: usize,
}

impl<T: Copy> ByDay<T> {
    /// Those of `facts` that lie in `period`, by time and among equal times by `tie`. What is equal in both is the same.
    fn new<K: Ord>(
        facts: &[T],
        calendar: &Calendar,
        period: Period,
        at: fn(&T) -> Timestamp,
        tie: impl Fn(&T) -> K,
    ) -> Self {
        let within = calendar.at(period.first, 0)..calendar.at(period.last, 1_440);
        let mut facts: Vec<T> = facts
            .iter()
            .filter(|fact| within.contains(&at(fact)))
            .copied()
            .collect();
        facts.sort_unstable_by(|one, other| at(one).cmp(&at(other)).then_with(|| tie(one).cmp(&tie(other))));
        facts.dedup_by(|one, other| at(one) == at(other) && tie(one) == tie(other));
        Self { facts, at, next: 0 }
    }

    /// The facts up to the end of the booked day; days have to be asked for in order.
    fn take(&mut self, booking: &Booking<'_>) -> &[T] {
        let from = self.next;
        let rest = self.facts.get(from..).unwrap_or_default();
        self.next += rest
            .iter()
            .take_while(|fact| (self.at)(fact) < booking.ends)
            .count();
        self.facts.get(from..self.next).unwrap_or_default()
    }
}

impl<'a> ByDay<&'a Doubt> {
    /// The doubts, which have the time of what they are about.
    fn doubts(facts: &'a Facts, calendar: &Calendar, period: Period) -> Self {
        let doubts: Vec<&Doubt> = facts.doubts.iter().collect();
        Self::new(&doubts, calendar, period, |doubt| doubt.at, |doubt| doubt.subject)
    }
}
