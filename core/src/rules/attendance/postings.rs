//! Whose working hours hold for a person: those of the unit to which they belonged on each day. Who is moved keeps the
//! hours of the days before.

use chrono::NaiveDate;

use crate::model::{Hours, Person, Stretch, Unit, UnitId};

/// The working hours of a person, each from a day on, in the order of those days, from their postings and the hours of
/// the units. As with a unit's own, none means the policy's.
#[must_use]
pub fn hours_of<'u>(person: &Person, unit: impl Fn(UnitId) -> Option<&'u Unit>) -> Vec<Hours> {
    let mut all = Vec::new();
    for stretch in person.stretches() {
        let own = stretch.unit.and_then(&unit).map_or(&[][..], |unit| &unit.hours);
        // What the posting before had ends here, also where this unit has none of its own.
        if stretch.first != NaiveDate::MIN {
            all.push(Hours {
                from: stretch.first,
                shifts: holding(own, stretch.first).to_vec(),
            });
        }
        let within = |hours: &&Hours| {
            let begun = stretch.first == NaiveDate::MIN || hours.from > stretch.first;
            begun && hours.from <= stretch.last
        };
        all.extend(own.iter().filter(within).cloned());
    }
    all
}

/// The days between postings on which somebody did not serve.
pub fn out_of_service(person: &Person) -> impl Iterator<Item = Stretch> + '_ {
    person.stretches().filter(|stretch| stretch.unit.is_none())
}

fn holding(hours: &[Hours], day: NaiveDate) -> &[crate::model::Shift] {
    let held = hours.iter().rev().find(|hours| hours.from <= day);
    held.map_or(&[][..], |hours| &hours.shifts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::shifts_on;
    use super::*;
    use crate::model::{MinuteOfDay, Posting, Rank, Role, Shift};
    use crate::rules::judge::testing::{County, date, policy};

    fn hours(from: NaiveDate, starts: Option<u16>) -> Hours {
        let shift = |starts: u16| Shift {
            starts: MinuteOfDay(starts),
            ends: MinuteOfDay(starts + 60),
        };
        Hours {
            from,
            shifts: starts.map(shift).into_iter().collect(),
        }
    }

    #[test]
    fn who_is_moved_keeps_the_hours_of_the_days_before() {
        let mut county = County::new();
        let mut person = county.add_person(county.bureau, Rank::None, Role::Cadre);
        let village = vec![hours(date("2026-01-01"), Some(400))];
        county.change_unit(county.village, |unit| unit.hours = village.clone());
        let of = |person: &Person, county: &County| hours_of(person, |id| county.unit_of(id));
        assert_eq!(of(&person, &county), [], "the bureau has none of its own");
        person.tenure.earlier = vec![Posting {
            unit: Some(county.village),
            until: date("2026-03-09"),
        }];
        let moved = [village[0].clone(), hours(date("2026-03-10"), None)];
        assert_eq!(of(&person, &county), moved);
        // What the village decides for later days is nothing to them any more; what it decides for earlier ones is.
        county.change_unit(county.village, |unit| {
            unit.hours = vec![
                hours(date("2026-01-01"), Some(400)),
                hours(date("2026-02-01"), Some(420)),
                hours(date("2026-03-10"), Some(440)),
            ];
        });
        let told = of(&person, &county);
        assert_eq!(told.len(), 3);
        assert_eq!(told[1], hours(date("2026-02-01"), Some(420)));
        assert_eq!(told[2], hours(date("2026-03-10"), None));
    }

    /// Days of one spring, so that postings and hours fall together often.
    fn day() -> impl Strategy<Value = NaiveDate> {
        (0_u64..20).prop_map(|n| date("2026-03-01") + chrono::Days::new(n))
    }

    fn some_hours() -> impl Strategy<Value = Vec<Hours>> {
        let one = (day(), prop::option::of(300_u16..900));
        prop::collection::btree_map(day(), one, 0..4).prop_map(|all| {
            let each = all.into_iter();
            each.map(|(from, (_, starts))| hours(from, starts)).collect()
        })
    }

    proptest! {
        /// On every day, a person works what the unit of that day works.
        #[test]
        fn every_day_has_the_hours_of_its_unit(
            own in prop::collection::vec(some_hours(), 3),
            postings in prop::collection::btree_map(day(), 0_usize..4, 0..4),
            left in prop::option::of(day()),
        ) {
            let mut county = County::new();
            let units = [county.village, county.township, county.bureau];
            for (id, own) in units.iter().zip(own) {
                county.change_unit(*id, |unit| unit.hours = own);
            }
            let mut person = county.add_person(county.bureau, Rank::None, Role::Cadre);
            person.tenure.left = left;
            person.tenure.earlier = postings
                .into_iter()
                .map(|(until, unit)| Posting { unit: units.get(unit).copied(), until })
                .collect();
            let policy = policy().attendance.unwrap();
            let all = hours_of(&person, |id| county.unit_of(id));
            prop_assert!(all.windows(2).all(|pair| pair[0].from < pair[1].from), "{all:?}");
            for n in 0..25 {
                let day = date("2026-02-27") + chrono::Days::new(n);
                prop_assert_eq!(person.unit_on(day).is_none(), {
                    let gap = out_of_service(&person).any(|gap| gap.first <= day && day <= gap.last);
                    gap || person.has_left(day)
                });
                let Some(unit) = person.unit_on(day) else { continue };
                let own = &county.unit_of(unit).unwrap().hours;
                prop_assert_eq!(shifts_on(&all, &policy, day), shifts_on(own, &policy, day), "{}", day);
            }
        }
    }
}
