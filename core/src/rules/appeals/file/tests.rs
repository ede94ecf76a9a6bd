use super::super::testing::{appeal, missed};
use super::*;
use crate::model::{AppealId, Decision, Doubt, EntryKey, Flag, Person, Points, Rank, Role, Rule, Standing};
use crate::rules::judge::testing::{County, date};

/// A cadre, who acts.
fn contested() -> (County, Person) {
    let mut county = County::new();
    let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
    county.acting(&cadre);
    (county, cadre)
}

fn refused(county: &County, appeal: &Appeal) -> Option<ProblemKind> {
    file(county, appeal, Some(&missed()))
        .err()
        .map(|problem| problem.kind)
}

#[test]
fn an_entry_is_contested_once_even_after_a_withdrawal() {
    let (mut county, cadre) = contested();
    let first = appeal(&county, &cadre);
    county.accepts(|county| file(county, &first, Some(&missed())));
    assert_eq!(
        county.on_record(first.id.0),
        &Record::Appeal {
            appeal: first.clone()
        }
    );
    let again = appeal(&county, &cadre);
    assert_eq!(refused(&county, &again), Some(ProblemKind::AlreadyContested));
    let withdrawn_at = Some(county.done_at());
    county.put(Record::Appeal {
        appeal: Appeal {
            withdrawn_at,
            ..first
        },
    });
    assert_eq!(refused(&county, &again), Some(ProblemKind::AlreadyContested));
}

#[test]
fn gains_and_entries_over_the_cap_can_be_contested() {
    let (county, cadre) = contested();
    let filed = appeal(&county, &cadre);
    for (points, standing) in [
        (1, Standing::Counted),
        (-1, Standing::Counted),
        (1, Standing::OverCap),
    ] {
        let entry = Entry {
            points: Points::whole(points),
            standing,
            ..missed()
        };
        assert!(file(&county, &filed, Some(&entry)).is_ok(), "{entry:?}");
    }
}

#[test]
fn what_the_ledger_does_not_have_cannot_be_contested() {
    let (county, cadre) = contested();
    let mut filed = appeal(&county, &cadre);
    assert_eq!(
        county.refuses(|county| file(county, &filed, None)),
        ProblemKind::NotFound
    );
    filed.entry.day = date("2026-03-07");
    assert_eq!(refused(&county, &filed), Some(ProblemKind::NotFound));
    for rule in [Rule::AppealGranted, Rule::AppealRefused] {
        filed.entry = EntryKey { rule, ..missed().key };
        let outcome = Entry {
            key: filed.entry,
            ..missed()
        };
        assert_eq!(
            county.refuses(|county| file(county, &filed, Some(&outcome))),
            ProblemKind::Invalid
        );
    }
}

#[test]
fn the_days_to_contest_are_counted_from_the_entry() {
    for (day, time, expected) in [
        ("2026-03-06", "20:00", None),
        ("2026-04-05", "23:59", None),
        ("2026-04-06", "00:00", Some(ProblemKind::TooLate)),
    ] {
        let (mut county, cadre) = contested();
        county.clock(date(day), time);
        assert_eq!(
            refused(&county, &appeal(&county, &cadre)),
            expected,
            "{day} {time}"
        );
    }
}

#[test]
fn the_days_to_contest_begin_anew_when_somebody_says_that_a_tap_does_not_count() {
    for (granted, day, expected) in [
        (false, "2026-04-19", None),
        (false, "2026-04-20", Some(ProblemKind::TooLate)),
        (true, "2026-04-19", Some(ProblemKind::TooLate)),
    ] {
        let (mut county, cadre) = contested();
        let at = county.calendar().at(missed().key.day, 540);
        let subject = AppealId::new(at).0;
        county.put(Record::Doubt {
            doubt: Doubt {
                id: Doubt::id_about(subject),
                subject,
                person: cadre.id,
                at,
                mode: None,
                flags: vec![Flag::Simulated],
                review: Some(Decision {
                    granted,
                    by: cadre.id,
                    reason: "位置不对".into(),
                    at: county.calendar().at(date("2026-03-20"), 600),
                }),
            },
        });
        county.clock(date(day), "09:00");
        assert_eq!(
            refused(&county, &appeal(&county, &cadre)),
            expected,
            "{granted}, {day}"
        );
    }
}

#[test]
fn the_days_to_decide_begin_when_an_appeal_arrives() {
    let (mut county, cadre) = contested();
    let filed = appeal(&county, &cadre);
    county.received_at(filed.filed_at.plus(11 * 86_400_000));
    county.accepts(|county| file(county, &filed, Some(&missed())));
    let Record::Appeal { appeal } = county.on_record(filed.id.0) else {
        panic!("another kind");
    };
    assert_eq!(appeal.filed_at, filed.filed_at);
    assert_eq!(
        appeal.decide_by,
        filed.filed_at.plus(21 * 86_400_000),
        "nobody could decide before"
    );
}

#[test]
fn an_appeal_begins_undecided_with_a_reason_and_the_policys_deadline() {
    type Change = fn(&mut Appeal);
    let cases: [(&str, Change, Option<ProblemKind>); 7] = [
        ("the longest reason", |a| a.reason = "因".repeat(1_000), None),
        (
            "a longer one",
            |a| a.reason = "因".repeat(1_001),
            Some(ProblemKind::Invalid),
        ),
        ("none", |a| a.reason = " ".into(), Some(ProblemKind::Invalid)),
        (
            "sooner",
            |a| a.decide_by = a.decide_by.plus(-1),
            Some(ProblemKind::Invalid),
        ),
        (
            "later",
            |a| a.decide_by = a.decide_by.plus(1),
            Some(ProblemKind::Invalid),
        ),
        (
            "withdrawn",
            |a| a.withdrawn_at = Some(a.filed_at),
            Some(ProblemKind::Invalid),
        ),
        (
            "decided",
            |a| {
                a.decision = Some(Decision {
                    granted: true,
                    by: a.person,
                    reason: String::new(),
                    at: a.filed_at,
                });
            },
            Some(ProblemKind::Invalid),
        ),
    ];
    for (what, change, expected) in cases {
        let (county, cadre) = contested();
        let mut filed = appeal(&county, &cadre);
        change(&mut filed);
        assert_eq!(refused(&county, &filed), expected, "{what}");
    }
}

#[test]
fn switched_off_and_taken_ids_are_refused() {
    let (mut county, cadre) = contested();
    let filed = appeal(&county, &cadre);
    let other = Appeal {
        entry: EntryKey {
            day: date("2026-03-05"),
            ..filed.entry
        },
        ..filed.clone()
    };
    county.put(Record::Appeal {
        appeal: other.clone(),
    });
    assert_eq!(refused(&county, &filed), Some(ProblemKind::Conflict));
    let filed = Appeal {
        id: AppealId::new(county.done_at()),
        ..filed
    };
    assert_eq!(
        refused(&county, &filed),
        None,
        "an appeal on another day's entry is no hindrance"
    );
    county.policy(|policy| policy.appeal = None);
    assert_eq!(refused(&county, &filed), Some(ProblemKind::SwitchedOff));
}
