//! What each rule books, to the hundredth: under a policy in which no two figures are the same.

use super::*;
use crate::model::Entry;

/// Each figure once.
fn figures() -> Policy {
    let mut policy: serde_json::Value = serde_json::from_str(include_str!("policy.json")).unwrap();
    for (section, key, points) in [
        ("attendance", "on_duty", 1.01),
        ("attendance", "away", 0.52),
        ("attendance", "late", -0.53),
        ("attendance", "early", -0.54),
        ("attendance", "absent", -2.05),
        ("logs", "written", 1.06),
        ("logs", "missed", -1.07),
        ("learning", "read", 2.08),
        ("evaluation", "gain_per_day", 2.40),
        ("evaluation", "loss_per_day", 2.30),
    ] {
        policy[section]["points"][key] = points.into();
    }
    policy["evaluation"]["points"]["by_rank"] = serde_json::json!({
        "section": { "like": 0.11, "dislike": -0.12 },
        "county": { "like": 2.13, "dislike": -2.14 },
    });
    serde_json::from_value(policy).unwrap()
}

/// A Monday that is worked, not the first day of anything.
const MONDAY: u64 = 4;

fn at(index: u64, clock: &str) -> Timestamp {
    let minute: MinuteOfDay = clock.parse().unwrap();
    calendar().at(day(index), minute.0)
}

/// When what was done without signal has had its time to arrive, three days after the end of the day.
fn arrived(index: u64) -> Timestamp {
    at(index + 4, "00:00")
}

fn booked_under(policy: Policy, facts: &Facts, index: u64, as_of: Timestamp) -> Vec<(Rule, i32, Standing)> {
    let (policies, calendar) = (Policies::new(vec![policy]), calendar());
    let rules = Rules {
        policies: &policies,
        calendar: &calendar,
        as_of,
    };
    let ledger = score(facts, rules, Period::day(day(index)));
    let entry = |entry: &Entry| (entry.key.rule, entry.points.0, entry.standing);
    let mut booked: Vec<_> = ledger.entries().iter().map(entry).collect();
    booked.sort_by_key(|(rule, points, _)| (*rule, *points));
    booked
}

fn booked(facts: &Facts, index: u64, as_of: Timestamp) -> Vec<(Rule, i32, Standing)> {
    booked_under(figures(), facts, index, as_of)
}

/// Somebody who has kept their record since the day before.
fn nothing() -> Facts {
    Facts {
        from: first(),
        ..Facts::default()
    }
}

fn tapped(clocks: &[&str], mode: Mode) -> Facts {
    let tap = |(seed, clock): (u8, &&str)| Tap {
        id: CheckInId(id(seed)),
        at: at(MONDAY, clock),
        mode,
        seen: if mode == Mode::OnDuty {
            Seen::Inside
        } else {
            Seen::Elsewhere
        },
    };
    Facts {
        taps: (1..).zip(clocks).map(tap).collect(),
        ..nothing()
    }
}

/// Half-days of leave.
fn leave(index: u64, from: Half, to: Half) -> LeaveSpan {
    let half_day = |half| HalfDay {
        day: day(index),
        half,
    };
    LeaveSpan {
        from: half_day(from),
        to: half_day(to),
    }
}

#[test]
fn shifts_book_what_the_policy_says_of_each() {
    const ON_DUTY: (Rule, i32, Standing) = (Rule::OnDuty, 101, Standing::Counted);
    const AWAY: (Rule, i32, Standing) = (Rule::Away, 52, Standing::Counted);
    const LATE: (Rule, i32, Standing) = (Rule::Late, -53, Standing::Counted);
    const EARLY: (Rule, i32, Standing) = (Rule::Early, -54, Standing::Counted);
    const ABSENT: (Rule, i32, Standing) = (Rule::Absent, -205, Standing::Counted);
    for (mode, clocks, expected) in [
        (Mode::OnDuty, &["08:25", "12:05"][..], &[ON_DUTY][..]),
        (Mode::OnDuty, &["08:40", "11:50"], &[ON_DUTY]),
        (Mode::OnDuty, &["08:41", "12:05"], &[ON_DUTY, LATE]),
        (Mode::OnDuty, &["08:25", "11:49"], &[ON_DUTY, EARLY]),
        (Mode::OnDuty, &["08:41", "11:49"], &[ON_DUTY, LATE, EARLY]),
        (Mode::VillageVisit, &["09:00"], &[AWAY]),
        (Mode::OnDuty, &[], &[ABSENT]),
    ] {
        let mut facts = tapped(clocks, mode);
        // The afternoon asks for nothing.
        facts.leaves = vec![leave(MONDAY, Half::Afternoon, Half::Afternoon)];
        let mut of_shifts = booked(&facts, MONDAY, arrived(MONDAY));
        of_shifts.retain(|(rule, ..)| !matches!(rule, Rule::LogMissed));
        assert_eq!(of_shifts, expected, "{mode:?} {clocks:?}");
    }
    // A day's mode is for both of its shifts.
    let trip = tapped(&["09:00"], Mode::BusinessTrip);
    assert_eq!(booked(&trip, MONDAY, at(MONDAY + 1, "00:00")), [AWAY, AWAY]);
    for (mode, expected) in [(Mode::OnDuty, ON_DUTY), (Mode::Meeting, AWAY)] {
        let facts = Facts {
            corrected: vec![Corrected {
                day: day(MONDAY),
                shift: 1,
                mode,
            }],
            ..nothing()
        };
        assert_eq!(booked(&facts, MONDAY, at(MONDAY + 1, "00:00")), [expected]);
    }
}

#[test]
fn the_first_of_a_day_count_and_the_rest_are_over_the_cap() {
    let times = ["09:00", "10:00", "11:00", "12:00"];
    let logs = |count: usize| Facts {
        logs: (1..)
            .zip(&times[..count])
            .map(|(seed, clock)| Log {
                id: MomentId(id(seed)),
                at: at(MONDAY, clock),
            })
            .collect(),
        ..nothing()
    };
    let readings = |count: usize| Facts {
        readings: (1..)
            .zip(&times[..count])
            .map(|(seed, clock)| Read {
                lesson: LessonId(id(seed)),
                at: at(MONDAY, clock),
            })
            .collect(),
        ..nothing()
    };
    for count in 1..=4 {
        let evening = at(MONDAY + 1, "00:00");
        for (facts, rule, points, cap) in [
            (logs(count), Rule::LogWritten, 106, 2),
            (readings(count), Rule::LessonRead, 208, 1),
        ] {
            let all = booked(&facts, MONDAY, evening);
            assert_eq!(all.len(), count);
            assert!(all.iter().all(|entry| (entry.0, entry.1) == (rule, points)));
            let counted = all.iter().filter(|entry| entry.2 == Standing::Counted);
            assert_eq!(counted.count(), count.min(cap), "{rule:?}");
            let over = all.iter().filter(|entry| entry.2 == Standing::OverCap);
            assert_eq!(over.count(), count - count.min(cap), "{rule:?}");
        }
    }
}

#[test]
fn likes_and_dislikes_weigh_by_rank_until_the_day_has_its_fill() {
    use Standing::{Counted, OverCap};
    let given = |dislike: bool, ranks: &[Rank]| Facts {
        reactions: (1..)
            .zip(ranks)
            .map(|(seed, rank)| Received {
                moment: MomentId(id(1)),
                giver: PersonId(id(seed)),
                rank: *rank,
                dislike,
                at: at(MONDAY, "09:00").plus(i64::from(seed)),
            })
            .collect(),
        ..nothing()
    };
    let (section, county) = (Rank::Section, Rank::County);
    for (dislike, ranks, expected) in [
        (false, &[section][..], &[(Rule::Liked, 11, Counted)][..]),
        (false, &[county], &[(Rule::Liked, 213, Counted)]),
        (true, &[section], &[(Rule::Disliked, -12, Counted)]),
        (true, &[county], &[(Rule::Disliked, -214, Counted)]),
        // The policy gives this rank nothing.
        (false, &[Rank::Township], &[]),
        (true, &[Rank::None], &[]),
        // 0.11 + 2.13 + 0.11 = 2.35, and 0.11 more is over 2.40.
        (
            false,
            &[section, county, section, section],
            &[
                (Rule::Liked, 11, Counted),
                (Rule::Liked, 11, Counted),
                (Rule::Liked, 11, OverCap),
                (Rule::Liked, 213, Counted),
            ],
        ),
        // 2.14 + 0.12 = 2.26, and 0.12 more is over 2.30.
        (
            true,
            &[county, section, section],
            &[
                (Rule::Disliked, -214, Counted),
                (Rule::Disliked, -12, Counted),
                (Rule::Disliked, -12, OverCap),
            ],
        ),
        // What does not fit is passed over, and what comes after it may fit.
        (
            false,
            &[county, county, section],
            &[
                (Rule::Liked, 11, Counted),
                (Rule::Liked, 213, Counted),
                (Rule::Liked, 213, OverCap),
            ],
        ),
    ] {
        let found = booked(&given(dislike, ranks), MONDAY, at(MONDAY + 1, "00:00"));
        let mut expected = expected.to_vec();
        expected.sort_by_key(|(rule, points, _)| (*rule, *points));
        let order = |entries: &mut Vec<(Rule, i32, Standing)>| {
            entries.sort_by_key(|(rule, points, standing)| (*rule, *points, *standing == OverCap));
        };
        let mut found = found;
        order(&mut found);
        order(&mut expected);
        assert_eq!(found, expected, "{dislike} {ranks:?}");
    }
}

#[test]
fn a_task_pays_when_accepted_and_costs_once_its_result_can_no_longer_arrive() {
    let deadline = at(MONDAY, "18:00");
    let task = |delivered: Option<Timestamp>, accepted: Option<Timestamp>| Facts {
        tasks: vec![Given {
            id: TaskId(id(1)),
            deadline,
            delivered,
            accepted,
            reward: Points(515),
            penalty: Points(316),
        }],
        ..nothing()
    };
    let tasks = |facts: &Facts, index: u64, as_of: Timestamp| {
        let mut booked = booked(facts, index, as_of);
        booked.retain(|(rule, ..)| matches!(rule, Rule::TaskAccepted | Rule::TaskOverdue));
        booked
    };
    const REWARD: (Rule, i32, Standing) = (Rule::TaskAccepted, 515, Standing::Counted);
    const PENALTY: (Rule, i32, Standing) = (Rule::TaskOverdue, -316, Standing::Counted);
    let due = deadline.plus(72 * 3_600_000);
    let open = task(None, None);
    assert_eq!(tasks(&open, MONDAY, due.plus(-1)), [], "it may still arrive");
    assert_eq!(tasks(&open, MONDAY, due), [PENALTY]);
    assert_eq!(
        tasks(&open, MONDAY + 3, due),
        [],
        "on the day of the deadline alone"
    );
    let in_time = task(Some(deadline), Some(at(MONDAY + 2, "09:00")));
    assert_eq!(tasks(&in_time, MONDAY, due), []);
    assert_eq!(tasks(&in_time, MONDAY + 2, due), [REWARD]);
    let late = task(Some(deadline.plus(1)), Some(at(MONDAY + 2, "09:00")));
    assert_eq!(tasks(&late, MONDAY, due), [PENALTY]);
    assert_eq!(tasks(&late, MONDAY + 2, due), [REWARD]);
    let free = Facts {
        tasks: vec![Given {
            penalty: Points::ZERO,
            ..open.tasks[0]
        }],
        ..nothing()
    };
    assert_eq!(tasks(&free, MONDAY, due), [], "a penalty of nothing is none");
}

#[test]
fn a_log_is_missed_on_days_that_are_worked_by_whoever_was_there() {
    const MISSED: (Rule, i32, Standing) = (Rule::LogMissed, -107, Standing::Counted);
    let calendar = calendar();
    let date = |text: &str| -> NaiveDate { text.parse().unwrap() };
    for (of, text, due) in [
        ("workday", "2026-08-24", true),
        ("Saturday", "2026-08-29", false),
        ("Sunday", "2026-08-30", false),
        ("holiday", "2026-09-01", false),
        ("Saturday that is worked", "2026-09-05", true),
        ("of a year without a notice", "2027-01-04", false),
    ] {
        let wanted = date(text);
        let index = wanted.signed_duration_since(first()).num_days().unsigned_abs();
        for (away, from, to, exempt) in [
            ("there", None, None, false),
            ("in the morning", Some(Half::Morning), Some(Half::Morning), false),
            (
                "in the afternoon",
                Some(Half::Afternoon),
                Some(Half::Afternoon),
                false,
            ),
            ("all day", Some(Half::Morning), Some(Half::Afternoon), true),
        ] {
            let facts = Facts {
                leaves: from
                    .zip(to)
                    .map(|(from, to)| leave(index, from, to))
                    .into_iter()
                    .collect(),
                ..nothing()
            };
            let missed = |as_of: Timestamp| {
                let mut booked = booked(&facts, index, as_of);
                booked.retain(|(rule, ..)| *rule == Rule::LogMissed);
                booked
            };
            let expected = due && !exempt;
            let name = format!("{of}, on leave {away}");
            assert_eq!(
                log_is_due(&facts, &figures(), &calendar, wanted),
                expected,
                "{name}"
            );
            assert_eq!(missed(arrived(index).plus(-1)), [], "{name}: it may still arrive");
            assert_eq!(
                missed(arrived(index)),
                vec![MISSED; usize::from(expected)],
                "{name}"
            );
        }
    }
    let absent = |text: &str| {
        let index = date(text)
            .signed_duration_since(first())
            .num_days()
            .unsigned_abs();
        let mut booked = booked(&nothing(), index, arrived(index));
        booked.retain(|(rule, ..)| *rule == Rule::Absent);
        booked.len()
    };
    assert_eq!(
        (absent("2026-09-05"), absent("2026-08-29"), absent("2027-01-04")),
        (2, 0, 0)
    );
}

#[test]
fn whoever_begins_today_has_missed_nothing() {
    assert_eq!(booked(&nothing(), 0, arrived(0)), []);
    assert_eq!(booked(&nothing(), 1, arrived(1)).len(), 3, "two shifts and a log");
}
