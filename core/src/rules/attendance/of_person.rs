//! What became of a person's shifts on a day, from what is on the record.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DayFacts, DayRules, ShiftStanding, shifts_of_day, shifts_on};
use crate::model::{Person, RecordKind, Shift, Timestamp};
use crate::rules::calendar::Calendar;
use crate::rules::judge::World;
use crate::rules::policy::AttendancePolicy;
use crate::rules::score::{Facts, Gather};

/// A shift and what became of it, as people look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShiftSeen {
    /// Which of the day, from 0.
    pub shift: u8,
    /// Its hours.
    pub hours: Shift,
    /// What became of it.
    pub standing: ShiftStanding,
    /// The first tap that fell to it, whatever it was worth.
    pub first: Option<Timestamp>,
    /// The last one.
    pub last: Option<Timestamp>,
}

/// What became of the shifts of `day` for `person`, looked at from `as_of`; `None` where attendance is not taken on that
/// day, or they did not serve.
#[must_use]
pub fn shifts_of(
    world: &impl World,
    person: &Person,
    day: NaiveDate,
    as_of: Timestamp,
) -> Option<Vec<ShiftSeen>> {
    let policy = world.policies().on(day)?.attendance.as_ref()?;
    person.unit_on(day)?;
    let mut gather = Gather::new(day, person, |id| world.unit(id));
    for kind in [RecordKind::CheckIn, RecordKind::Correction, RecordKind::Leave] {
        for record in world.records_of(person.id, kind, day, day) {
            gather.record(record);
        }
    }
    Some(shifts_from(&gather.facts(), policy, world.calendar(), day, as_of))
}

/// The same from facts: for the clerk's view of a whole unit, whose facts are gathered at once.
#[must_use]
pub fn shifts_from(
    facts: &Facts,
    policy: &AttendancePolicy,
    calendar: &Calendar,
    day: NaiveDate,
    as_of: Timestamp,
) -> Vec<ShiftSeen> {
    let rules = DayRules {
        day,
        kind: calendar.kind(day),
        shifts: shifts_on(&facts.hours, policy, day),
        policy,
        calendar,
        as_of,
    };
    let facts = DayFacts {
        taps: &facts.taps,
        corrected: &facts.corrected,
        leaves: &facts.leaves,
    };
    let results = shifts_of_day(facts, rules);
    results
        .iter()
        .zip(rules.shifts)
        .map(|(result, hours)| ShiftSeen {
            shift: result.shift,
            hours: *hours,
            standing: result.standing,
            first: result.first_tap.map(|tap| tap.at),
            last: result.last_tap.map(|tap| tap.at),
        })
        .collect()
}
