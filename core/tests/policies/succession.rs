//! When a new version may follow those that were in force.

use chrono::NaiveDate;
use jishi_core::rules::policy::{Policies, Policy, read};
use proptest::prelude::*;

use crate::{EVIDENCE_ONLY, WANGMO};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn version(version: u32, from: NaiveDate) -> Policy {
    Policy {
        version,
        from,
        ..read(WANGMO).unwrap()
    }
}

#[test]
fn a_new_version_has_a_higher_number_and_leaves_the_past_alone() {
    let running = Policies::new(vec![version(2, day("2016-04-01")), version(3, day("2016-05-01"))]);
    let today = day("2016-06-10");
    for (number, from, keys) in [
        (4, "2016-06-10", &[][..]),
        (4, "2017-01-01", &[]),
        (4, "2016-06-09", &["from"]),
        (3, "2016-06-10", &["version"]),
        (1, "2016-05-01", &["version", "from"]),
    ] {
        let faults = version(number, day(from)).succeeds(&running, today);
        let found: Vec<_> = faults.iter().map(|fault| fault.key.as_str()).collect();
        assert_eq!(found, keys, "version {number} from {from}");
    }
}

#[test]
fn what_is_scheduled_does_not_take_over_from_a_later_version() {
    let (second, third) = (version(2, day("2016-04-01")), version(3, day("2016-09-01")));
    let running = Policies::new(vec![second.clone(), third.clone()]);
    let today = day("2016-06-10");
    for (from, holding) in [
        ("2016-06-10", vec![2, 4]),
        ("2016-08-31", vec![2, 4]),
        ("2016-09-01", vec![2, 4]),
        ("2016-09-02", vec![2, 3, 4]),
    ] {
        let urgent = version(4, day(from));
        assert_eq!(urgent.succeeds(&running, today), [], "{from}");
        let after = Policies::new(vec![urgent, third.clone(), second.clone()]);
        let versions: Vec<u32> = after.all().iter().map(|policy| policy.version).collect();
        assert_eq!(versions, holding, "{from}");
        assert_eq!(after.on(day("2017-01-01")).map(|policy| policy.version), Some(4));
    }
}

#[test]
fn the_very_first_may_begin_in_the_past() {
    let first = version(1, day("2016-04-01"));
    assert_eq!(first.succeeds(&Policies::default(), day("2026-01-01")), []);
}

#[test]
fn a_county_can_go_from_the_one_that_ships_to_the_other() {
    let next = read(EVIDENCE_ONLY).unwrap();
    let running = Policies::new(vec![read(WANGMO).unwrap()]);
    assert_eq!(next.succeeds(&running, next.from), []);
}

proptest! {
    #[test]
    fn what_may_follow_changes_no_day_that_is_past(
        before in prop::collection::vec(0u64..400, 1..4),
        number in 0u32..8,
        from in 0u64..500,
        today in 0u64..500,
        asked in 0u64..500,
    ) {
        let start = day("2030-01-01");
        let after = |days: u64| start + chrono::Days::new(days);
        let policies: Vec<_> = (1..).zip(&before).map(|(number, days)| version(number, after(*days))).collect();
        let new = version(number, after(from));
        let running = Policies::new(policies.clone());
        if new.succeeds(&running, after(today)).is_empty() {
            let later = Policies::new([policies, vec![new]].concat());
            if asked < today {
                prop_assert_eq!(later.on(after(asked)), running.on(after(asked)));
            }
            prop_assert_eq!(later.on(after(from)).map(|policy| policy.version), Some(number));
        }
    }
}
