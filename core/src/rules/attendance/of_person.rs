//! What became of a person's shifts on a day, from what is on the record.

use chrono::NaiveDate;

use super::{DayFacts, DayRules, ShiftResults, shifts_of_day, shifts_on};
use crate::model::{Area, LeaveSpan, Person, Record, RecordKind, Timestamp};
use crate::rules::judge::World;
use crate::rules::score::{Corrected, Seen, Tap};

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
    let of_day = |kind| world.records_of(person.id, kind, day, day).into_iter();
    let taps: Vec<Tap> = of_day(RecordKind::CheckIn).filter_map(tap).collect();
    let corrected: Vec<Corrected> = of_day(RecordKind::Correction).filter_map(corrected).collect();
    let leaves: Vec<LeaveSpan> = of_day(RecordKind::Leave).filter_map(leave).collect();
    Some(shifts_of_day(
        DayFacts {
            taps: &taps,
            corrected: &corrected,
            leaves: &leaves,
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

fn tap(record: &Record) -> Option<Tap> {
    let Record::CheckIn { check_in, area } = record else {
        return None;
    };
    Some(Tap {
        id: check_in.id,
        at: check_in.done_at,
        mode: check_in.mode,
        seen: match area {
            Area::Inside { .. } => Seen::Inside,
            Area::Uncertain { .. } => Seen::Uncertain,
            Area::Outside { .. } | Area::Unknown => Seen::Elsewhere,
        },
    })
}

fn corrected(record: &Record) -> Option<Corrected> {
    let Record::Correction { correction } = record else {
        return None;
    };
    let granted = correction
        .decision
        .as_ref()
        .is_some_and(|decision| decision.granted);
    granted.then_some(Corrected {
        day: correction.day,
        shift: correction.shift,
        mode: correction.mode,
    })
}

fn leave(record: &Record) -> Option<LeaveSpan> {
    match record {
        Record::Leave { leave } if leave.is_granted() => Some(leave.span),
        _ => None,
    }
}
