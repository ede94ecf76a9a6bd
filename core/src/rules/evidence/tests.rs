use super::*;
use crate::model::{
    Area, CheckIn, CheckInId, Datum, FlagKind, Mode, Moment, MomentId, Person, Provider, Rank, Role,
    Workplace,
};
use crate::rules::attendance::{ShiftStanding, check_in, shifts_of};
use crate::rules::judge::testing::{County, date};
use crate::rules::moments;
use crate::rules::policy::{EvidencePolicy, UntilReviewed};

const OFFICE: (f64, f64) = (25.18, 106.1);
const DAY_MS: i64 = 86_400_000;

fn fix(latitude: f64, longitude: f64) -> Place {
    Place {
        latitude,
        longitude,
        accuracy_m: 12.0,
        age_ms: 300,
        taken_at: None,
        provider: Provider::Satellite,
        mock: Some(false),
        datum: Datum::Wgs84,
    }
}

fn here() -> Place {
    fix(OFFICE.0, OFFICE.1)
}

/// A township with a workplace and a head, and a cadre who acts; simulated, coarse and impossible wait for the head.
fn county() -> (County, Person, Person) {
    let mut county = County::new();
    let cadre = county.add_person(county.township, Rank::None, Role::Cadre);
    let head = county.add_person(county.township, Rank::Township, Role::Leader);
    county.acting(&cadre);
    county.change_unit(county.township, |unit| {
        unit.workplace = Some(Workplace {
            latitude: OFFICE.0,
            longitude: OFFICE.1,
            radius_m: 200.0,
        });
    });
    county.policy(|policy| {
        let waits = [FlagKind::Simulated, FlagKind::Coarse, FlagKind::Moved];
        policy.evidence = Some(EvidencePolicy {
            clock_minutes: 10,
            fix_age_s: 120,
            speed_kmh: 150,
            until_reviewed: waits
                .into_iter()
                .map(|kind| (kind, UntilReviewed::Waits))
                .collect(),
        });
    });
    (county, cadre, head)
}

fn tap(county: &County, mode: Mode, place: Option<Place>) -> CheckIn {
    CheckIn {
        id: CheckInId::new(county.done_at()),
        person: county.actor().id,
        mode,
        reason: if mode.needs_reason() {
            "到三组核对".into()
        } else {
            String::new()
        },
        place,
        done_at: county.done_at(),
    }
}

/// Books a tap, and says what was found in it.
fn found(county: &mut County, tap: &CheckIn) -> Vec<Flag> {
    county.accepts(|county| check_in(county, tap));
    match county.record(RecordId(Doubt::id_about(tap.id.0).0)) {
        Some(Record::Doubt { doubt }) => {
            assert_eq!((doubt.subject, doubt.person), (tap.id.0, tap.person));
            doubt.flags.clone()
        }
        None => vec![],
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_honest_tap_leaves_no_doubt() {
    let (mut county, ..) = county();
    for place in [None, Some(here()), Some(Place { mock: None, ..here() })] {
        let tap = tap(&county, Mode::OnDuty, place);
        assert_eq!(found(&mut county, &tap), []);
    }
}

#[test]
fn what_a_fix_says_of_itself_is_flagged() {
    let near = fix(OFFICE.0 + 0.003, OFFICE.1);
    let table = [
        (
            Place {
                mock: Some(true),
                ..here()
            },
            vec![Flag::Simulated],
        ),
        (
            Place {
                age_ms: 120_000,
                ..here()
            },
            vec![],
        ),
        (
            Place {
                age_ms: 120_001,
                ..here()
            },
            vec![Flag::Stale { age_ms: 120_001 }],
        ),
        (
            Place {
                accuracy_m: 900.0,
                ..near.clone()
            },
            vec![Flag::Coarse { accuracy_m: 900.0 }],
        ),
        // Outside by any account: how accurate it is says nothing more.
        (
            Place {
                accuracy_m: 120.0,
                ..fix(26.0, 106.1)
            },
            vec![],
        ),
    ];
    for (place, expected) in table {
        let (mut county, ..) = county();
        let tap = tap(&county, Mode::OnDuty, Some(place.clone()));
        assert_eq!(found(&mut county, &tap), expected, "{place:?}");
    }
    let (mut county, ..) = county();
    let visit = tap(
        &county,
        Mode::VillageVisit,
        Some(Place {
            accuracy_m: 900.0,
            ..near
        }),
    );
    assert_eq!(
        found(&mut county, &visit),
        [],
        "where a visit is has nothing to do with the workplace"
    );
}

#[test]
fn a_clock_set_wrong_is_flagged_and_the_record_has_the_time_of_the_evidence() {
    for (apart, flagged) in [
        (0, false),
        (600_000, false),
        (-600_001, true),
        (10 * 365 * DAY_MS, true),
    ] {
        let (mut county, ..) = county();
        let (truly, wall) = (county.done_at(), county.done_at().plus(apart));
        county.phone_says(wall);
        let mut tap = tap(&county, Mode::OnDuty, Some(here()));
        tap.done_at = wall;
        let expected = if flagged {
            vec![Flag::Clock { wall }]
        } else {
            vec![]
        };
        assert_eq!(found(&mut county, &tap), expected, "{apart}");
        let Record::CheckIn { check_in, .. } = county.on_record(tap.id.0) else {
            panic!()
        };
        assert_eq!(check_in.done_at, if flagged { truly } else { wall });
    }
}

#[test]
fn nobody_is_in_two_places_at_once() {
    // 55 km to the north.
    let far = || fix(OFFICE.0 + 0.5, OFFICE.1);
    for (minutes, flagged) in [(5, true), (20, true), (25, false), (600, false)] {
        let (mut county, ..) = county();
        let first = tap(&county, Mode::OnDuty, Some(here()));
        assert_eq!(found(&mut county, &first), []);
        for (then, who) in [(minutes, "after"), (-minutes, "before, and arriving later")] {
            let mut other = tap(&county, Mode::VillageVisit, Some(far()));
            other.done_at = first.done_at.plus(then * 60_000);
            let mut then = county.clone();
            let day = then.calendar().day(other.done_at);
            let (_, minute) = then.calendar().civil(other.done_at);
            then.clock(day, &minute.to_string());
            let flags = found(&mut then, &other);
            assert_eq!(
                matches!(flags[..], [Flag::Moved { .. }]),
                flagged,
                "{minutes} {who}: {flags:?}"
            );
        }
    }
}

#[test]
fn what_was_written_elsewhere_is_held_against_a_tap() {
    // A log that is sent long after its place was taken was not written there.
    for (minutes, held_hours, flagged) in [
        (5, None, true),
        (5, Some(0), true),
        (5, Some(2), false),
        (25, None, false),
    ] {
        let (mut county, cadre, _) = county();
        let taken_at = held_hours.map(|hours: i64| county.done_at().plus(-hours * 3_600_000));
        let moment = Moment {
            id: MomentId::new(county.done_at()),
            author: cadre.id,
            text: "走访".into(),
            attachments: vec![],
            // 55 km to the north.
            place: Some(Place {
                taken_at,
                ..fix(OFFICE.0 + 0.5, OFFICE.1)
            }),
            done_at: county.done_at(),
        };
        county.accepts(|county| moments::post(county, &moment));
        let day = county.calendar().day(county.done_at());
        let (_, minute) = county.calendar().civil(county.done_at().plus(minutes * 60_000));
        county.clock(day, &minute.to_string());
        let tap = tap(&county, Mode::OnDuty, Some(here()));
        let flags = found(&mut county, &tap);
        assert_eq!(matches!(flags[..], [Flag::Moved { .. }]), flagged, "{flags:?}");
    }
}

#[test]
fn a_moment_is_looked_at_too() {
    let (mut county, cadre, _) = county();
    let moment = Moment {
        id: MomentId::new(county.done_at()),
        author: cadre.id,
        text: "走访".into(),
        attachments: vec![],
        place: Some(Place {
            mock: Some(true),
            ..here()
        }),
        done_at: county.done_at(),
    };
    county.accepts(|county| moments::post(county, &moment));
    let Record::Doubt { doubt } = county.on_record(Doubt::id_about(moment.id.0).0) else {
        panic!()
    };
    assert_eq!(doubt.flags, [Flag::Simulated]);
}

#[test]
fn without_the_section_nothing_is_looked_for() {
    let (mut county, ..) = county();
    county.policy(|policy| policy.evidence = None);
    let tap = tap(
        &county,
        Mode::OnDuty,
        Some(Place {
            mock: Some(true),
            ..here()
        }),
    );
    assert_eq!(found(&mut county, &tap), []);
}

#[test]
fn what_waits_costs_nothing_and_counts_by_what_is_said_of_it() {
    let standing = |county: &County, cadre: &Person| {
        let after = county.time(date("2026-03-20"), "09:00");
        shifts_of(county, cadre, date("2026-03-10"), after).unwrap()[0].standing
    };
    for (mode, counted) in [
        (Mode::OnDuty, None),
        (
            Mode::VillageVisit,
            Some(ShiftStanding::Away {
                mode: Mode::VillageVisit,
            }),
        ),
    ] {
        let (mut county, cadre, head) = county();
        let tap = tap(
            &county,
            mode,
            Some(Place {
                mock: Some(true),
                ..here()
            }),
        );
        assert_eq!(found(&mut county, &tap), [Flag::Simulated]);
        assert_eq!(standing(&county, &cadre), ShiftStanding::Uncertain);
        county.acting(&head);
        for granted in [true, false] {
            let mut looked = county.clone();
            let id = Doubt::id_about(tap.id.0);
            looked.accepts(|county| review_doubt(county, id, granted, "问过本人"));
            let found = standing(&looked, &cadre);
            match (granted, counted) {
                (false, _) => assert_eq!(found, ShiftStanding::Absent),
                (true, Some(counted)) => assert_eq!(found, counted),
                // A simulated fix is never inside, whatever is said of it.
                (true, None) => assert_eq!(found, ShiftStanding::Uncertain),
            }
            assert_eq!(
                looked.refuses(|county| review_doubt(county, id, true, "")),
                ProblemKind::AlreadyDecided
            );
        }
    }
}

#[test]
fn a_no_needs_a_reason_and_nobody_looks_at_their_own() {
    let (mut county, cadre, head) = county();
    let tap = tap(
        &county,
        Mode::OnDuty,
        Some(Place {
            mock: Some(true),
            ..here()
        }),
    );
    assert_eq!(found(&mut county, &tap), [Flag::Simulated]);
    let id = Doubt::id_about(tap.id.0);
    let review = |county: &County, granted| review_doubt(county, id, granted, " ");
    assert_eq!(
        county.refuses(|county| review(county, true)),
        ProblemKind::Forbidden
    );
    county.acting(&head);
    assert_eq!(
        county.refuses(|county| review(county, false)),
        ProblemKind::Invalid
    );
    county.acting(&cadre);
    assert_eq!(
        county.refuses(|county| review_doubt(county, Doubt::id_about(cadre.id.0), true, "")),
        ProblemKind::NotFound
    );
}

#[test]
fn an_id_that_is_in_use_is_not_overwritten() {
    let (mut county, ..) = county();
    let tap = tap(
        &county,
        Mode::OnDuty,
        Some(Place {
            mock: Some(true),
            ..here()
        }),
    );
    let taken = CheckIn {
        id: CheckInId(Doubt::id_about(tap.id.0).0),
        ..tap.clone()
    };
    county.put(Record::CheckIn {
        check_in: taken,
        area: Area::Unknown,
    });
    assert_eq!(
        county.refuses(|county| check_in(county, &tap)),
        ProblemKind::Conflict
    );
}
