//! What became of a person's shifts on a day, from what is on the record.

use chrono::NaiveDate;

use super::{DayFacts, DayRules, ShiftResults, shifts_of_day, shifts_on};
use crate::model::{Person, RecordKind, Timestamp};
use crate::rules::judge::World;
use crate::rules::score::Gather;

/// What became of the shifts of `day` for `person`, looked at from `as_of`; `None` where attendance is not taken on that
/// day. The unit view of the clerk asks this for each of its people.
#[must_use]
pub fn shifts_of(
    world: &impl World,
    person: &Person,
    day: NaiveDate,
    as_of: Timestamp,
) -> Option<ShiftResults> {
    let policy = world.policies().on(day)?.attendance.as_ref()?;
    let hours = world.unit(person.unit).map_or(&[][..], |unit| &unit.hours);
    let mut gather = Gather::new(day, hours);
    for kind in [RecordKind::CheckIn, RecordKind::Correction, RecordKind::Leave] {
        for record in world.records_of(person.id, kind, day, day) {
            gather.record(record);
        }
    }
    let facts = gather.facts();
    Some(shifts_of_day(
        DayFacts {
            taps: &facts.taps,
            corrected: &facts.corrected,
            leaves: &facts.leaves,
        },
        DayRules {
            day,
            kind: world.calendar().kind(day),
            shifts: shifts_on(hours, policy, day),
            policy,
            calendar: world.calendar(),
            as_of,
        },
    ))
}
