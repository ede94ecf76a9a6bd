//! Properties of the score over random facts; what each rule books is in `booked`.

mod booked;
mod random;

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::{
    AppealId, CheckInId, Half, HalfDay, LeaveSpan, LessonId, MinuteOfDay, Mode, MomentId, PersonId, Rank,
    TaskId,
};

use random::*;

fn ledger(facts: &Facts, period: Period) -> Ledger {
    let (policies, calendar) = (policies(), calendar());
    let rules = Rules {
        policies: &policies,
        calendar: &calendar,
        as_of: afterwards(&calendar),
    };
    score(facts, rules, period)
}

/// The same facts in another order.
fn shuffled(facts: &Facts, by: usize) -> Facts {
    fn turn<T>(list: &mut [T], by: usize) {
        list.reverse();
        if !list.is_empty() {
            list.rotate_left(by % list.len());
        }
    }
    let mut facts = facts.clone();
    turn(&mut facts.taps, by);
    turn(&mut facts.corrected, by);
    turn(&mut facts.leaves, by);
    turn(&mut facts.logs, by);
    turn(&mut facts.reactions, by);
    turn(&mut facts.readings, by);
    turn(&mut facts.tasks, by);
    turn(&mut facts.appeals, by);
    turn(&mut facts.doubts, by);
    facts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_order_of_records_makes_no_difference(facts in all_facts(), by in 0..50_usize) {
        prop_assert_eq!(ledger(&facts, whole()), ledger(&shuffled(&facts, by), whole()));
    }

    #[test]
    fn a_record_that_comes_twice_counts_once(facts in all_facts()) {
        let mut twice = facts.clone();
        twice.taps.extend(facts.taps.iter().copied());
        twice.leaves.extend(facts.leaves.iter().copied());
        twice.logs.extend(facts.logs.iter().copied());
        twice.reactions.extend(facts.reactions.iter().copied());
        twice.readings.extend(facts.readings.iter().copied());
        twice.tasks.extend(facts.tasks.iter().copied());
        twice.appeals.extend(facts.appeals.iter().copied());
        twice.corrected.extend(facts.corrected.iter().copied());
        twice.doubts.extend(facts.doubts.iter().cloned());
        prop_assert_eq!(ledger(&facts, whole()), ledger(&twice, whole()));
    }

    #[test]
    fn a_total_is_the_sum_of_its_entries_and_of_its_days(facts in all_facts()) {
        let ledger = ledger(&facts, whole());
        let entries: i64 = ledger
            .entries()
            .iter()
            .filter(|entry| entry.standing == Standing::Counted)
            .map(|entry| i64::from(entry.points.0))
            .sum();
        let days: i64 = whole().days().map(|day| i64::from(ledger.total(Period::day(day)).0)).sum();
        prop_assert_eq!(i64::from(ledger.total(whole()).0), entries);
        prop_assert_eq!(days, entries);
    }

    #[test]
    fn a_stretch_scores_as_its_parts_do(facts in all_facts(), cut in 1..LENGTH) {
        let (early, late) = (
            Period { first: first(), last: day(cut - 1) },
            Period { first: day(cut), last: whole().last },
        );
        let parts = [ledger(&facts, early), ledger(&facts, late)].map(|ledger| ledger.entries().to_vec()).concat();
        let whole = ledger(&facts, whole());
        prop_assert_eq!(whole.entries(), parts.as_slice());
    }

    #[test]
    fn a_record_changes_its_own_day_and_no_other(
        facts in all_facts(), log in times(), tap in taps(), shift in corrected(), leave in leaves(), read in times(),
        reaction in received(), looked in any::<Option<bool>>(), task in given(), appeal in contested(),
    ) {
        let mut facts = facts;
        // What became of an appeal is booked on another day than the one it contests.
        facts.appeals.clear();
        facts.taps.retain(|other| other.id != tap.id);
        let before = ledger(&facts, whole());
        let mut more = facts.clone();
        more.logs.push(Log { id: MomentId(Uuid::from_u128(7)), at: log });
        let changed = Difference::between(&before, &ledger(&more, whole()));
        prop_assert!(changed.come.iter().chain(&changed.go).all(|entry| entry.key.day == calendar().day(log)));
        let mut more = facts.clone();
        more.taps.push(tap);
        let changed = Difference::between(&before, &ledger(&more, whole()));
        prop_assert!(changed.come.iter().chain(&changed.go).all(|entry| entry.key.day == calendar().day(tap.at)));
        let other_than = |more: &Facts, is_touched: &dyn Fn(NaiveDate) -> bool| {
            let changed = Difference::between(&ledger(&facts, whole()), &ledger(more, whole()));
            changed.come.iter().chain(&changed.go).any(|entry| !is_touched(entry.key.day))
        };
        let mut more = facts.clone();
        more.corrected.push(shift);
        prop_assert!(!other_than(&more, &|day| day == shift.day));
        let mut more = facts.clone();
        more.leaves.push(leave);
        prop_assert!(!other_than(&more, &|day| leave.from.day <= day && day <= leave.to.day));
        let mut more = facts.clone();
        more.readings.push(Read { lesson: LessonId(Uuid::from_u128(8)), at: read });
        prop_assert!(!other_than(&more, &|day| day == calendar().day(read)));
        let mut more = facts.clone();
        more.reactions.push(Received { moment: MomentId(Uuid::from_u128(7)), ..reaction });
        prop_assert!(!other_than(&more, &|day| day == calendar().day(reaction.at)));
        if let Some(log) = facts.logs.first().copied() {
            let mut more = facts.clone();
            more.doubts.retain(|doubt| doubt.subject != log.id.0);
            more.doubts.push(doubt((log.id.0, log.at, None), 0, looked));
            prop_assert!(!other_than(&more, &|day| day == calendar().day(log.at)));
        }
        if let Some(tap) = facts.taps.first().copied() {
            let mut more = facts.clone();
            more.doubts.retain(|doubt| doubt.subject != tap.id.0);
            more.doubts.push(doubt((tap.id.0, tap.at, Some(tap.mode)), 0, looked));
            prop_assert!(!other_than(&more, &|day| day == calendar().day(tap.at)));
        }
        let mut more = facts.clone();
        more.tasks.push(Given { id: TaskId(Uuid::from_u128(9)), ..task });
        let accepted = task.accepted.map(|at| calendar().day(at));
        prop_assert!(!other_than(&more, &|day| day == calendar().day(task.deadline) || Some(day) == accepted));
        let mut more = facts.clone();
        more.appeals.push(appeal);
        let outcome = calendar().day(appeal.decided.map_or(appeal.decide_by, |(_, at)| at));
        // A dislike is one matter wherever it is booked.
        let about = |entry: &Entry| entry.key.matter() == appeal.entry.matter();
        let contested: Vec<NaiveDate> =
            before.entries().iter().filter(|entry| about(entry)).map(|entry| entry.key.day).collect();
        prop_assert!(!other_than(&more, &|day| day == outcome || contested.contains(&day)));
    }

    #[test]
    fn days_keep_the_policy_that_they_had(facts in all_facts()) {
        for entry in ledger(&facts, whole()).entries() {
            if entry.key.rule.is_outcome() {
                continue;
            }
            let old = entry.key.day < day(20);
            prop_assert_eq!(entry.policy, if old { 1 } else { 2 });
            if entry.key.rule == Rule::LogWritten {
                prop_assert_eq!(entry.points, if old { Points::whole(1) } else { Points::whole(7) });
            }
            prop_assert!(old || !matches!(entry.key.rule, Rule::Liked | Rule::Disliked));
        }
    }

    #[test]
    fn a_difference_leads_from_one_ledger_to_the_other(one in all_facts(), other in all_facts()) {
        let (before, after) = (ledger(&one, whole()), ledger(&other, whole()));
        let difference = Difference::between(&before, &after);
        let mut entries: Vec<Entry> = before
            .entries()
            .iter()
            .filter(|entry| !difference.go.contains(entry))
            .chain(&difference.come)
            .copied()
            .collect();
        entries.sort_by_key(|entry| entry.key);
        prop_assert_eq!(entries.as_slice(), after.entries());
        prop_assert_eq!(difference.points, after.total(whole()) - before.total(whole()));
    }

    #[test]
    fn winning_an_appeal_never_lowers_the_total_and_losing_one_leaves_it(
        facts in all_facts(), which: prop::sample::Index,
    ) {
        let (policies, calendar) = (policies(), calendar());
        let mut facts = facts;
        facts.appeals.clear();
        let at = |as_of| Rules { policies: &policies, calendar: &calendar, as_of };
        let before = score(&facts, at(afterwards(&calendar)), whole());
        if before.entries().is_empty() {
            return Ok(());
        }
        let entry = which.get(before.entries());
        let filed = calendar.at(whole().last, 0);
        let mut appeal = Contested {
            id: AppealId(id(0)), entry: entry.key, filed, decide_by: filed.plus(3_600_000), decided: None,
        };
        let total = before.total(whole());
        // A loss is given back; a gain, and what was over a cap, stays as it is.
        let won = total + if entry.takes() { -entry.points } else { Points::ZERO };
        prop_assert!(won >= total);
        for (decided, as_of, expected, outcome) in [
            (None, filed, None, None),
            (Some((false, filed)), afterwards(&calendar), Some(total), Some(Rule::AppealRefused)),
            (Some((true, filed)), afterwards(&calendar), Some(won), Some(Rule::AppealGranted)),
            // Nobody decided in time: in favour of the person.
            (None, afterwards(&calendar), Some(won), Some(Rule::AppealGranted)),
        ] {
            appeal.decided = decided;
            facts.appeals = vec![appeal];
            let after = score(&facts, at(as_of), whole());
            let booked = after.entries().iter().find(|entry| entry.key.rule.is_outcome());
            prop_assert_eq!(booked.map(|entry| entry.key.rule), outcome);
            if let Some(expected) = expected {
                prop_assert_eq!(after.total(whole()), expected);
            } else if let Some(frozen) = after.find(&entry.key) {
                // Early in the last day some entries are not booked yet; one that is, is frozen.
                prop_assert_eq!(frozen.standing, Standing::Frozen { appeal: appeal.id });
            }
        }
    }
}

#[test]
fn a_year_without_a_notice_takes_nothing() {
    let (policies, calendar) = (policies(), calendar());
    let year = Period::around(NaiveDate::from_ymd_opt(2027, 3, 1).unwrap(), Span::Year);
    let facts = Facts {
        from: first(),
        tasks: vec![Given {
            id: TaskId::new(Timestamp(0)),
            deadline: calendar.at(NaiveDate::from_ymd_opt(2027, 3, 10).unwrap(), 1_080),
            delivered: None,
            accepted: None,
            reward: Points::whole(2),
            penalty: Points::whole(1),
        }],
        ..Facts::default()
    };
    let rules = Rules {
        policies: &policies,
        calendar: &calendar,
        as_of: calendar.at(NaiveDate::from_ymd_opt(2028, 6, 1).unwrap(), 0),
    };
    assert_eq!(score(&facts, rules, year).entries(), []);
}

#[test]
fn on_ones_first_day_nothing_is_missed() {
    let (policies, calendar) = (policies(), calendar());
    let facts = Facts {
        from: day(4),
        ..Facts::default()
    };
    let rules = Rules {
        policies: &policies,
        calendar: &calendar,
        as_of: afterwards(&calendar),
    };
    let missed = score(&facts, rules, whole());
    assert_eq!(
        missed.entries().iter().map(|entry| entry.key.day).min(),
        Some(day(5))
    );
}

#[test]
fn days_out_of_service_owe_nothing_and_change_no_other_day() {
    let all = Facts {
        from: day(1),
        ..Facts::default()
    };
    let gap = Period {
        first: day(10),
        last: day(19),
    };
    let with_gap = Facts {
        away: vec![gap],
        ..all.clone()
    };
    let mut expected = ledger(&all, whole()).entries().to_vec();
    let owed = expected.len();
    expected.retain(|entry| !gap.contains(entry.key.day));
    assert!(expected.len() < owed);
    assert_eq!(ledger(&with_gap, whole()).entries(), expected);
}

#[test]
fn before_the_first_day_and_after_the_last_nothing_is_owed() {
    let facts = Facts {
        from: day(10),
        until: Some(day(19)),
        ..Facts::default()
    };
    let ledger = ledger(&facts, whole());
    assert!(!ledger.entries().is_empty());
    assert!(
        ledger
            .entries()
            .iter()
            .all(|entry| (day(10)..=day(19)).contains(&entry.key.day))
    );
}

#[test]
fn what_is_still_under_way_is_not_missed() {
    let (policies, calendar) = (policies(), calendar());
    let monday = NaiveDate::from_ymd_opt(2026, 8, 24).unwrap();
    let facts = Facts {
        from: first(),
        ..Facts::default()
    };
    let score_at = |as_of| {
        let rules = Rules {
            policies: &policies,
            calendar: &calendar,
            as_of,
        };
        score(&facts, rules, Period::day(monday))
    };
    let end = calendar.at(monday, 1_440);
    assert_eq!(score_at(end.plus(72 * 3_600_000 - 1)).entries(), []);
    let missed = score_at(end.plus(72 * 3_600_000));
    assert!(
        missed
            .entries()
            .iter()
            .any(|entry| entry.key.rule == Rule::LogMissed)
    );
}

#[test]
fn a_granted_request_in_another_mode_stands_for_the_log_that_its_tap_would_have_written() {
    let (calendar, policies) = (calendar(), policies());
    let monday = NaiveDate::from_ymd_opt(2026, 8, 24).unwrap();
    for (corrected, costs) in [
        (None, true),
        (Some((monday, Mode::Meeting)), false),
        (Some((monday, Mode::OnDuty)), true),
        (Some((monday.succ_opt().unwrap(), Mode::Meeting)), true),
    ] {
        let corrected = corrected.map(|(day, mode)| Corrected { day, shift: 1, mode });
        let facts = Facts {
            from: first(),
            corrected: corrected.into_iter().collect(),
            ..Facts::default()
        };
        let rules = Rules {
            policies: &policies,
            calendar: &calendar,
            as_of: afterwards(&calendar),
        };
        let ledger = score(&facts, rules, Period::day(monday));
        let missed = ledger
            .entries()
            .iter()
            .any(|entry| entry.key.rule == Rule::LogMissed);
        assert_eq!(missed, costs, "{corrected:?}");
        assert_eq!(
            log_is_due(&facts, policies.on(monday).unwrap(), &calendar, monday),
            costs,
            "{corrected:?}"
        );
    }
}

#[test]
fn a_dislike_given_anew_is_the_same_matter() {
    let (policies, calendar) = (policies(), calendar());
    let monday = NaiveDate::from_ymd_opt(2026, 8, 24).unwrap();
    let tuesday = monday.succ_opt().unwrap();
    let at = |day| calendar.at(day, 600);
    let dislike = |day| Received {
        moment: MomentId(id(1)),
        giver: PersonId(id(2)),
        rank: Rank::County,
        dislike: true,
        at: at(day),
    };
    let rules = Rules {
        policies: &policies,
        calendar: &calendar,
        as_of: at(day(10)),
    };
    let period = Period {
        first: monday,
        last: day(10),
    };
    let of = |given: NaiveDate, decided: Option<bool>| {
        let facts = Facts {
            from: first(),
            reactions: vec![dislike(given)],
            appeals: vec![Contested {
                id: AppealId(id(3)),
                entry: EntryKey {
                    day: monday,
                    rule: Rule::Disliked,
                    evidence: Evidence::Reaction {
                        moment: id(1),
                        giver: id(2),
                    },
                },
                filed: at(monday).plus(3_600_000),
                decide_by: at(day(30)),
                decided: decided.map(|granted| (granted, at(tuesday).plus(3_600_000))),
            }],
            ..Facts::default()
        };
        score(&facts, rules, period)
            .entries()
            .iter()
            .filter(|entry| entry.key.rule == Rule::Disliked || entry.key.rule.is_outcome())
            .map(Entry::counts)
            .fold(Points::ZERO, |sum, points| sum + points)
    };
    let cost = of(monday, Some(false));
    assert!(cost < Points::ZERO);
    assert_eq!(of(monday, None), Points::ZERO, "frozen");
    assert_eq!(
        of(tuesday, None),
        Points::ZERO,
        "frozen on the day on which it was given anew, too"
    );
    assert_eq!(of(monday, Some(true)), Points::ZERO, "given back");
    assert_eq!(of(tuesday, Some(true)), Points::ZERO, "and not taken again");
    assert_eq!(of(tuesday, Some(false)), cost, "who lost loses once");
}

#[test]
fn what_became_of_an_appeal_stays_when_its_entry_is_gone() {
    let (policies, calendar) = (policies(), calendar());
    let rules = Rules {
        policies: &policies,
        calendar: &calendar,
        as_of: afterwards(&calendar),
    };
    let filed = calendar.at(day(6), 600);
    let facts = Facts {
        from: first(),
        appeals: vec![Contested {
            id: AppealId(id(3)),
            entry: EntryKey {
                day: day(5),
                rule: Rule::TaskOverdue,
                evidence: Evidence::Task { id: id(9) },
            },
            filed,
            decide_by: filed.plus(10 * 86_400_000),
            decided: Some((true, filed.plus(3_600_000))),
        }],
        ..Facts::default()
    };
    let ledger = score(&facts, rules, Period::day(day(6)));
    let outcome = ledger
        .entries()
        .iter()
        .find(|entry| entry.key.rule == Rule::AppealGranted);
    assert_eq!(outcome.map(|entry| entry.points), Some(Points::ZERO));
}
