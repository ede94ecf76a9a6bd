//! What a policy has to hold to beyond its shape. Nothing here depends on the county, so a file can be checked anywhere.

mod attendance;
mod earning;
mod evidence;
mod leave;
mod outcome;

use chrono::{Datelike as _, NaiveDate};

use super::{Policies, Policy};
use crate::model::Points;

/// A value that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {reason}")]
pub struct PolicyFault {
    /// The key with dots, elements of lists counted from 1: `attendance.shifts[2].ends`.
    pub key: String,
    /// Why, and what is allowed; in English.
    pub reason: String,
}

/// What a number of a policy may be, beside what else the policy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLimit {
    /// The key, as in [`PolicyFault::key`].
    pub key: String,
    /// The least that it may be, as it is written in a file.
    pub least: String,
    /// The most.
    pub most: String,
}

/// Longest name, in Unicode scalar values.
const NAME_MAX: usize = 60;
/// Longest summary, in Unicode scalar values.
const SUMMARY_MAX: usize = 300;
/// Most that one event can earn or cost. A typing mistake should not end a career.
const POINTS_MAX: Points = Points::whole(1_000);
/// Longest wait before a deduction is booked: 30 days.
const ARRIVAL_HOURS_MAX: u16 = 720;

impl Policy {
    /// Everything in it that cannot be; empty for a policy that can be brought in.
    #[must_use]
    pub fn faults(&self) -> Vec<PolicyFault> {
        self.checked().found
    }

    /// What each of its numbers may be, in the order in which they are checked.
    #[must_use]
    pub fn limits(&self) -> Vec<PolicyLimit> {
        self.checked().limits
    }

    fn checked(&self) -> Faults {
        let mut faults = Faults::default();
        self.check_head(&mut faults);
        if let Some(section) = &self.attendance {
            attendance::check(section, &mut faults);
        }
        if let Some(section) = &self.evidence {
            evidence::check(section, &mut faults);
        }
        if let Some(section) = &self.leave {
            leave::check(section, &mut faults);
        }
        earning::check(self, &mut faults);
        outcome::check(self, &mut faults);
        faults
    }

    /// Why it cannot be brought in on `today` beside the versions that `running` has: a new version has a higher number
    /// than all of them, and never holds for days that are past. What was scheduled for its days gives way to it, see
    /// [`Policies::new`]. The very first may begin at any time, since no other held before.
    #[must_use]
    pub fn succeeds(&self, running: &Policies, today: NaiveDate) -> Vec<PolicyFault> {
        let mut faults = Faults::default();
        let Some(highest) = running.all().iter().map(|policy| policy.version).max() else {
            return faults.found;
        };
        faults.unless(self.version > highest, "version", || {
            format!("has to be higher than {highest}, the highest until now")
        });
        faults.unless(self.from >= today, "from", || {
            format!("must not be before {today}: days that are past keep the version that they had")
        });
        faults.found
    }

    fn check_head(&self, faults: &mut Faults) {
        faults.text("name", &self.name, NAME_MAX);
        faults.unless(self.version >= 1, "version", || "has to be 1 or more".into());
        faults.unless((2000..=2100).contains(&self.from.year()), "from", || {
            "has to be a day from 2000 to 2100".into()
        });
        faults.text("summary", &self.summary, SUMMARY_MAX);
    }
}

/// Faults as they are found, and the limits that were looked at.
#[derive(Default)]
struct Faults {
    found: Vec<PolicyFault>,
    limits: Vec<PolicyLimit>,
}

impl Faults {
    /// A fault of `key`, unless all is well.
    fn unless(&mut self, well: bool, key: &str, reason: impl FnOnce() -> String) {
        if !well {
            self.found.push(PolicyFault {
                key: key.into(),
                reason: reason(),
            });
        }
    }

    /// A number has to lie from `least` to `most`.
    fn within<N: PartialOrd + std::fmt::Display>(&mut self, key: &str, number: N, least: N, most: N) {
        self.within_because(key, number, least, most, "");
    }

    /// The same, where the limits want a word of `why`, which follows them.
    fn within_because<N: PartialOrd + std::fmt::Display>(
        &mut self,
        key: &str,
        number: N,
        least: N,
        most: N,
        why: &str,
    ) {
        let well = least <= number && number <= most;
        self.unless(well, key, || format!("has to be from {least} to {most}{why}"));
        self.limits.push(PolicyLimit {
            key: key.into(),
            least: least.to_string(),
            most: most.to_string(),
        });
    }

    /// What is earned is zero or more.
    fn gain(&mut self, key: &str, points: Points) {
        self.within(key, points, Points::ZERO, POINTS_MAX);
    }

    /// What is lost is zero or less.
    fn loss(&mut self, key: &str, points: Points) {
        self.within(key, points, -POINTS_MAX, Points::ZERO);
    }

    /// Hours before a deduction is booked.
    fn arrival(&mut self, key: &str, hours: u16) {
        self.within(key, hours, 0, ARRIVAL_HOURS_MAX);
    }

    /// A text says something, in a line.
    fn text(&mut self, key: &str, text: &str, longest: usize) {
        let well =
            !text.trim().is_empty() && text.chars().count() <= longest && !text.chars().any(char::is_control);
        self.unless(well, key, || {
            format!("has to be a line of 1 to {longest} characters")
        });
    }
}

/// How a value is written in a file.
fn written<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}
