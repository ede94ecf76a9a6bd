//! What became of a person's shifts on a day, from what is on the record.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DayFacts, DayRules, ShiftStanding, shifts_of_day, shifts_on};
use crate::model::{Doubt, Person, Shift, Timestamp};
use crate::rules::calendar::Calendar;
use crate::rules::judge::World;
use crate::rules::policy::Policy;
use crate::rules::score::{Facts, Gather, OF_THE_DAY};

/// A shift and what became of it, as people look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
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
    let policy = world.policies().on(day)?;
    policy.attendance.as_ref()?;
    person.unit_on(day)?;
    let mut gather = Gather::new(day, person, |id| world.unit(id));
    for kind in OF_THE_DAY {
        for record in world.records_of(person.id, kind, day, day) {
            gather.record(record);
        }
    }
    shifts_from(&gather.facts(), policy, world.calendar(), day, as_of)
}

/// The same from facts, by the policy of the day: for the clerk's view of a whole unit, whose facts are gathered at once.
#[must_use]
pub fn shifts_from(
    facts: &Facts,
    policy: &Policy,
    calendar: &Calendar,
    day: NaiveDate,
    as_of: Timestamp,
) -> Option<Vec<ShiftSeen>> {
    let attendance = policy.attendance.as_ref()?;
    let rules = DayRules {
        day,
        kind: calendar.kind(day),
        shifts: shifts_on(&facts.hours, attendance, day),
        policy: attendance,
        evidence: policy.evidence.as_ref(),
        calendar,
        as_of,
    };
    let doubts: Vec<&Doubt> = facts.doubts.iter().collect();
    let facts = DayFacts {
        taps: &facts.taps,
        corrected: &facts.corrected,
        leaves: &facts.leaves,
        doubts: &doubts,
    };
    let results = shifts_of_day(facts, rules);
    let seen = results.iter().zip(rules.shifts).map(|(result, hours)| ShiftSeen {
        shift: result.shift,
        hours: *hours,
        standing: result.standing,
        first: result.first_tap.map(|tap| tap.at),
        last: result.last_tap.map(|tap| tap.at),
    });
    Some(seen.collect())
}
