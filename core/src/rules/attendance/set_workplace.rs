//! Where a unit works, and when.

use std::ops::RangeInclusive;

use super::are_in_order;
use crate::model::{Hours, UnitId, Workplace};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::access::may_set_workplace;
use crate::rules::judge::checks::refuse;
use crate::rules::judge::{Effect, Verdict, World};
use crate::rules::policy::SHIFTS_MAX;

/// How large a workplace can be, in metres from its centre: below 30 no phone can tell, above 5,000 it is no place.
pub const WORKPLACE_RADIUS_M: RangeInclusive<f64> = 30.0..=5_000.0;

/// Says where a unit works from now on, and, if they change, its hours from a day on, at the earliest the one after they
/// arrive. What was done before keeps the
/// workplace and the hours that held then.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such unit.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_set_workplace`].
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): attendance is not taken.
/// - [`Invalid`](ProblemKind::Invalid): no place, no radius, shifts out of order or too many, or hours from the day on which
///   they are set or earlier.
pub fn set_workplace(
    world: &impl World,
    unit: UnitId,
    workplace: Option<&Workplace>,
    hours: Option<&Hours>,
) -> Verdict {
    let Some(known) = world.unit(unit) else {
        return refuse(ProblemKind::NotFound, "no such unit");
    };
    if !may_set_workplace(world.actor(), unit, world.tree()) {
        return refuse(
            ProblemKind::Forbidden,
            "this unit's workplace is for others to set",
        );
    }
    let today = world.calendar().day(world.done_at());
    let policy = world.policies().on(today);
    if policy.is_none_or(|policy| policy.attendance.is_none()) {
        return refuse(ProblemKind::SwitchedOff, "attendance is not taken");
    }
    workplace.map_or(Ok(()), possible)?;
    let mut changed = known.clone();
    changed.move_to(workplace.copied(), world.done_at());
    if let Some(hours) = hours {
        if hours.from <= today {
            return refuse(
                ProblemKind::Invalid,
                "the past and the day under way keep their hours",
            );
        }
        // Nobody is late by hours that arrived when they had come.
        let arrived = world.calendar().day(world.received().max(world.done_at()));
        let from = hours.from.max(arrived.succ_opt().unwrap_or(arrived));
        if hours.shifts.len() > SHIFTS_MAX || !are_in_order(&hours.shifts) {
            return refuse(ProblemKind::Invalid, "the shifts do not follow each other");
        }
        changed.hours.retain(|earlier| earlier.from != from);
        let place = changed.hours.partition_point(|earlier| earlier.from < from);
        changed.hours.insert(
            place,
            Hours {
                from,
                ..hours.clone()
            },
        );
    }
    Ok(vec![Effect::SetUnit(changed)])
}

fn possible(workplace: &Workplace) -> Result<(), Problem> {
    let on_earth =
        (-90.0..=90.0).contains(&workplace.latitude) && (-180.0..=180.0).contains(&workplace.longitude);
    if !on_earth {
        return refuse(ProblemKind::Invalid, "the workplace is not on Earth");
    }
    if !WORKPLACE_RADIUS_M.contains(&workplace.radius_m) {
        return refuse(ProblemKind::Invalid, "the radius is from 30 to 5,000 metres");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MinuteOfDay, Rank, Role, Shift};
    use crate::rules::judge::testing::{County, date};

    const HALL: Workplace = Workplace {
        latitude: 25.2,
        longitude: 106.1,
        radius_m: 150.0,
    };

    fn hours(from: &str, shifts: &[(u16, u16)]) -> Hours {
        let shift = |&(starts, ends): &(u16, u16)| Shift {
            starts: MinuteOfDay(starts),
            ends: MinuteOfDay(ends),
        };
        Hours {
            from: date(from),
            shifts: shifts.iter().map(shift).collect(),
        }
    }

    /// 2026-03-10, the township's clerk at work.
    fn clerk() -> County {
        let mut county = County::new();
        let clerk = county.add_person(county.township, Rank::None, Role::Clerk);
        county.acting(&clerk);
        county
    }

    #[test]
    fn hours_stand_in_the_order_of_their_days_and_the_past_stays() {
        let mut county = clerk();
        let (winter, summer) = (
            hours("2026-11-01", &[(540, 1_020)]),
            hours("2026-05-01", &[(480, 1_000)]),
        );
        let old = hours("2025-01-01", &[(600, 900)]);
        county.change_unit(county.village, |unit| unit.hours = vec![old.clone()]);
        for new in [&winter, &summer] {
            county.accepts(|county| set_workplace(county, county.village, Some(&HALL), Some(new)));
        }
        let village = county.unit(county.village).unwrap();
        assert_eq!(village.hours, [old.clone(), summer.clone(), winter.clone()]);
        assert_eq!(village.workplace, Some(HALL));
        let longer = hours("2026-05-01", &[(450, 1_000)]);
        county.accepts(|county| set_workplace(county, county.village, None, Some(&longer)));
        let village = county.unit(county.village).unwrap();
        assert_eq!(village.hours, [old, longer, winter]);
        assert_eq!(village.workplace, None);
    }

    #[test]
    fn hours_begin_on_the_day_after_they_arrive_at_the_earliest() {
        let mut county = clerk();
        let set = |county: &County, from: &str| {
            set_workplace(county, county.village, None, Some(&hours(from, &[(480, 720)])))
                .err()
                .map(|problem| problem.kind)
        };
        assert_eq!(set(&county, "2026-03-09"), Some(ProblemKind::Invalid));
        assert_eq!(set(&county, "2026-03-10"), Some(ProblemKind::Invalid));
        assert_eq!(set(&county, "2026-03-11"), None);
        county.received_at(county.done_at().plus(86_400_000));
        let late = hours("2026-03-11", &[(480, 720)]);
        county.accepts(|county| set_workplace(county, county.village, None, Some(&late)));
        let known = county.unit(county.village).unwrap();
        let expected = [hours("2026-03-12", &[(480, 720)])];
        assert_eq!(known.hours, expected, "it is the eleventh by now");
    }

    #[test]
    fn impossible_values_are_refused() {
        let county = clerk();
        let set = |workplace, hours: &Hours| {
            set_workplace(&county, county.village, Some(&workplace), Some(hours)).map_err(|it| it.kind)
        };
        let good = hours("2026-04-01", &[(480, 720), (780, 1_020)]);
        for radius_m in [29.9, 5_000.1, f64::NAN, f64::INFINITY] {
            assert_eq!(
                set(Workplace { radius_m, ..HALL }, &good),
                Err(ProblemKind::Invalid),
                "{radius_m}"
            );
        }
        for (latitude, longitude) in [(90.1, 0.0), (f64::NAN, 0.0), (0.0, 181.0), (0.0, f64::NAN)] {
            let nowhere = Workplace {
                latitude,
                longitude,
                ..HALL
            };
            assert_eq!(
                set(nowhere, &good),
                Err(ProblemKind::Invalid),
                "{latitude} {longitude}"
            );
        }
        for shifts in [
            &[(720, 480)][..],
            &[(480, 720), (700, 900)],
            &[(60, 120), (180, 240), (300, 360), (420, 480), (540, 600)],
        ] {
            assert_eq!(
                set(HALL, &hours("2026-04-01", shifts)),
                Err(ProblemKind::Invalid),
                "{shifts:?}"
            );
        }
        for radius_m in [30.0, 5_000.0] {
            assert!(set(Workplace { radius_m, ..HALL }, &good).is_ok());
        }
    }

    #[test]
    fn only_who_may_sets_it_and_only_where_attendance_is_taken() {
        let mut county = clerk();
        let set = |county: &County| set_workplace(county, county.bureau, Some(&HALL), None);
        assert_eq!(county.refuses(set), ProblemKind::Forbidden);
        let organization = county.add_person(county.county, Rank::None, Role::Organization);
        county.acting(&organization);
        assert!(set(&county).is_ok());
        let nowhere = UnitId::new(county.done_at());
        assert_eq!(
            county.refuses(|county| set_workplace(county, nowhere, Some(&HALL), None)),
            ProblemKind::NotFound
        );
        county.policy(|policy| policy.attendance = None);
        assert_eq!(county.refuses(set), ProblemKind::SwitchedOff);
    }
}
