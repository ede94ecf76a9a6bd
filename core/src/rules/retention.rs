//! How long places are kept: until the day that the policy says, and not an hour longer, wherever they are.

use super::calendar::Calendar;
use super::policy::Policies;
use crate::model::{Action, Area, Delivered, Place, Record, Timestamp};

/// The point in time from which places are still kept; what was done before has none any more. By the policy in force:
/// it says how long, whatever an older one said. `None` where there is none yet, and nothing is forgotten.
#[must_use]
pub fn places_kept_from(policies: &Policies, calendar: &Calendar, now: Timestamp) -> Option<Timestamp> {
    let today = calendar.day(now);
    let days = policies.on(today)?.retention.place_days;
    let first = today.checked_sub_days(chrono::Days::new(u64::from(days)))?;
    Some(calendar.at(first, 0))
}

/// Takes the places of what was done before `before` out of a record; whether there was one. What points need of a tap's
/// place, its area, stays.
pub fn forget_places(record: &mut Record, before: Timestamp) -> bool {
    match record {
        Record::CheckIn { check_in, area } if check_in.done_at < before => {
            let had = check_in.place.take().is_some();
            // Written so before the two were told apart.
            if had && *area == Area::Unknown {
                *area = Area::NoWorkplace;
            }
            had
        }
        Record::Task { task } => {
            let old = task.deliveries.iter_mut().filter(|delivery| delivery.at < before);
            let had = |delivery: &mut Delivered| {
                let told = std::mem::take(&mut delivery.placed);
                delivery.place.take().is_some() || told
            };
            old.map(had).filter(|had| *had).count() > 0
        }
        _ => false,
    }
}

/// The person's place in an action. Where a unit works is none.
#[must_use]
pub const fn place_in(action: &Action) -> Option<&Place> {
    match action {
        Action::PostMoment { moment } => moment.place.as_ref(),
        Action::CheckIn { check_in } => check_in.place.as_ref(),
        Action::DeliverTask { place, .. } => place.as_ref(),
        _ => None,
    }
}

/// Takes the place out of an action.
pub fn forget_place(action: &mut Action) {
    match action {
        Action::PostMoment { moment } => moment.place = None,
        Action::CheckIn { check_in } => check_in.place = None,
        Action::DeliverTask { place, .. } => *place = None,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::judge::World as _;
    use crate::rules::judge::testing::{County, date};

    #[test]
    fn a_place_is_kept_for_the_policys_days_and_goes_at_midnight() {
        let mut county = County::new();
        county.policy(|policy| policy.retention.place_days = 30);
        for (day, time) in [("2026-03-10", "00:00"), ("2026-03-10", "23:59")] {
            let now = county.clock(date(day), time);
            let from = places_kept_from(county.policies(), county.calendar(), now).unwrap();
            assert_eq!(from, county.time(date("2026-02-08"), "00:00"), "{time}");
        }
        let now = county.clock(date("2026-03-11"), "00:00");
        let from = places_kept_from(county.policies(), county.calendar(), now);
        assert_eq!(from, Some(county.time(date("2026-02-09"), "00:00")));
    }

    #[test]
    fn without_a_policy_nothing_is_forgotten() {
        let county = County::new();
        let none = Policies::new(vec![]);
        assert_eq!(places_kept_from(&none, county.calendar(), county.done_at()), None);
    }
}
