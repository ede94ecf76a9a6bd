//! Attendance as it is really used, over HTTP: the clerk's view, requests for missing taps, and a unit's own hours.

use jishi_core::model::{
    Action, CheckIn, CheckInId, Correction, CorrectionId, Hours, MinuteOfDay, Mode, PersonId, Record, Rule,
    Shift,
};
use jishi_core::protocol::{
    Change, CorrectionSeen, Outcome, PersonDay, PersonScore, PlaceSeen, ProblemKind, UnitDay,
};
use jishi_core::rules::attendance::ShiftStanding;

use crate::kit::things::{AT_THE_HALL, HALL};
use crate::kit::{self, Device, Kit, problem, refusal};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn tap(device: &Device<'_>, mode: Mode, reason: &str) -> Action {
    let done_at = device.kit.server.service().now();
    Action::CheckIn {
        check_in: CheckIn {
            id: CheckInId::new(done_at),
            person: device.person,
            mode,
            reason: reason.into(),
            place: Some(AT_THE_HALL),
            done_at,
        },
    }
}

fn missing(device: &Device<'_>, day: &str, shift: u8) -> Correction {
    let asked_at = device.kit.server.service().now();
    Correction {
        id: CorrectionId::new(asked_at),
        person: device.person,
        day: day.parse().unwrap(),
        shift,
        mode: Mode::OnDuty,
        reason: "手机没电".into(),
        asked_at,
        decision: None,
        withdrawn_at: None,
    }
}

fn ask(correction: &Correction) -> Action {
    Action::AskCorrection {
        correction: correction.clone(),
    }
}

fn decide(correction: &Correction, granted: bool, reason: &str) -> Action {
    Action::DecideCorrection {
        correction: correction.id,
        granted,
        reason: reason.into(),
    }
}

async fn refused(device: &Device<'_>, action: Action) -> ProblemKind {
    refusal(&device.act(action).await)
}

/// The newest word on each request that somebody has been told of.
async fn told(device: &Device<'_>) -> Vec<Correction> {
    let mut told: Vec<Correction> = Vec::new();
    for change in device.pull(None).await.changes {
        if let Change::Record {
            record: Record::Correction { correction },
        } = change
        {
            told.retain(|known| known.id != correction.id);
            told.push(correction);
        }
    }
    told
}

async fn unit_day(device: &Device<'_>, of: &Device<'_>, day: &str) -> UnitDay {
    let unit = device.kit.unit_of(of.person).await;
    let path = format!("/v1/unit-day?unit={unit}&day={day}");
    let response = device.get(&path).await;
    assert_eq!(response.status(), 200);
    response.json().await.unwrap()
}

fn of(day: &UnitDay, person: PersonId) -> &PersonDay {
    day.people.iter().find(|one| one.person == person).unwrap()
}

#[tokio::test]
async fn a_request_withdrawn_while_somebody_decides_has_one_outcome_and_both_are_told() {
    let kit = Kit::start().await;
    let (carol, kim) = (kit.enrol("Carol").await, kit.enrol("Kim").await);
    let withdraw = |asked: &Correction| Action::WithdrawCorrection { correction: asked.id };
    // All of one phone's day comes in one push; each sees what the one before has done.
    let asked = missing(&carol, "2026-03-02", 0);
    let again = missing(&carol, "2026-03-02", 0);
    let batch = [ask(&asked), withdraw(&asked), ask(&again), withdraw(&again)];
    let batch = batch.map(|action| carol.sign(&carol.operation(action))).to_vec();
    let outcomes = carol.push(batch).await;
    let accepted = |outcome: &Outcome| matches!(outcome, Outcome::Accepted { .. });
    assert!(outcomes.iter().all(accepted), "{outcomes:?}");
    assert_eq!(
        refused(&kim, decide(&asked, true, "")).await,
        ProblemKind::AlreadyWithdrawn
    );
    let day = unit_day(&kim, &carol, "2026-03-02").await;
    assert_eq!(of(&day, carol.person).corrections, [], "nothing waits");

    // Both at the very same time, many times over.
    for _ in 0..8 {
        let asked = missing(&carol, "2026-03-02", 0);
        carol.done(ask(&asked)).await;
        let (decided, withdrawn) = tokio::join!(
            kim.act(decide(&asked, false, "当天无人见到")),
            carol.act(withdraw(&asked)),
        );
        assert_ne!(
            accepted(&decided),
            accepted(&withdrawn),
            "{decided:?} {withdrawn:?}"
        );
        let late = if accepted(&decided) { &withdrawn } else { &decided };
        let expected = if accepted(&decided) {
            ProblemKind::AlreadyDecided
        } else {
            ProblemKind::AlreadyWithdrawn
        };
        assert_eq!(refusal(late), expected);
        let (hers, his) = (told(&carol).await, told(&kim).await);
        assert_eq!(hers.last(), his.last(), "both are told");
        let stands = hers.last().unwrap();
        assert_eq!(stands.id, asked.id);
        assert_eq!(
            (stands.decision.is_some(), stands.withdrawn_at.is_some()),
            (accepted(&decided), accepted(&withdrawn))
        );
    }
}

#[tokio::test]
async fn a_clerk_reads_where_and_why_and_decides_what_waits() {
    let kit = Kit::start().await;
    let (alice, carol, kim) = (
        kit.enrol("Alice").await,
        kit.enrol("Carol").await,
        kit.enrol("Kim").await,
    );
    let (heidi, olga) = (kit.enrol("Heidi").await, kit.enrol("Olga").await);
    let unit = kit.unit_of(alice.person).await;
    let set = |workplace| Action::SetWorkplace {
        unit,
        workplace,
        hours: None,
    };
    alice.done(tap(&alice, Mode::OnDuty, "")).await;
    kim.done(set(Some(HALL))).await;
    kit.clock.advance(MINUTE);
    alice.done(tap(&alice, Mode::Meeting, "镇上开防汛会")).await;
    let waits = missing(&carol, "2026-03-02", 0);
    carol.done(ask(&waits)).await;

    let day = unit_day(&kim, &alice, "2026-03-02").await;
    let taps: Vec<(Mode, &str, PlaceSeen)> = of(&day, alice.person)
        .taps
        .iter()
        .map(|tap| (tap.mode, tap.reason.as_str(), tap.place))
        .collect();
    assert_eq!(
        taps,
        [
            (Mode::OnDuty, "", PlaceSeen::Unknown),
            (Mode::Meeting, "镇上开防汛会", PlaceSeen::Inside),
        ],
        "in the order of time, as the place was seen when they were made"
    );
    assert_eq!(
        of(&day, alice.person).shifts[0].standing,
        ShiftStanding::Away { mode: Mode::Meeting }
    );
    let waiting = |reason: &str, may_decide| CorrectionSeen {
        id: waits.id,
        shift: 0,
        mode: Mode::OnDuty,
        reason: reason.into(),
        may_decide,
    };
    assert_eq!(of(&day, carol.person).corrections, [waiting("手机没电", true)]);
    let day = unit_day(&heidi, &alice, "2026-03-02").await;
    assert_eq!(of(&day, carol.person).corrections, [waiting("手机没电", true)]);
    let day = unit_day(&olga, &alice, "2026-03-02").await;
    assert_eq!(
        of(&day, carol.person).corrections,
        [waiting("", false)],
        "why stays between those who have a say"
    );

    kim.done(decide(&waits, true, "")).await;
    let day = unit_day(&kim, &alice, "2026-03-02").await;
    assert_eq!(of(&day, carol.person).corrections, []);
    assert_eq!(
        of(&day, carol.person).shifts[0].standing,
        ShiftStanding::Corrected { mode: Mode::OnDuty }
    );

    // A clerk answers for their unit: not for the one above, nor for scores and places.
    for path in [
        format!(
            "/v1/unit-day?unit={}&day=2026-03-02",
            kit.unit_of(heidi.person).await
        ),
        format!("/v1/score?person={}&span=day&day=2026-03-02", alice.person),
        format!("/v1/ranking?unit={unit}&span=quarter&day=2026-03-02"),
        "/v1/learning?months=1".into(),
    ] {
        assert_eq!(
            problem(kim.get(&path).await).await,
            (403, "forbidden".into()),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_missing_tap_is_asked_for_and_decided_once_by_those_who_answer_for_it() {
    let kit = Kit::start().await;
    let mut alice = kit.enrol("Alice").await;
    let (mut carol, mut kim, mut heidi, mut mallory) = (
        kit.enrol("Carol").await,
        kit.enrol("Kim").await,
        kit.enrol("Heidi").await,
        kit.enrol("Mallory").await,
    );
    // Tuesday evening, after the four shifts of two days.
    kit.clock.advance(DAY + 10 * HOUR);
    for device in [&mut alice, &mut carol, &mut kim, &mut heidi, &mut mallory] {
        device.renew().await;
    }
    let shifts = [
        ("2026-03-02", 0),
        ("2026-03-02", 1),
        ("2026-03-03", 0),
        ("2026-03-03", 1),
    ];
    let [first, second, third, fourth] = shifts.map(|(day, shift)| missing(&alice, day, shift));
    for correction in [&first, &second, &third] {
        alice.done(ask(correction)).await;
    }
    let again = missing(&alice, "2026-03-02", 0);
    assert_eq!(refused(&alice, ask(&again)).await, ProblemKind::AlreadyAsked);
    assert_eq!(refused(&alice, ask(&fourth)).await, ProblemKind::MonthlyLimit);
    assert_eq!(refused(&carol, ask(&fourth)).await, ProblemKind::Forbidden);

    for device in [&alice, &kim, &heidi] {
        assert_eq!(told(device).await.len(), 3, "who asks and who has a say");
    }
    for device in [&carol, &mallory] {
        assert_eq!(told(device).await, []);
        assert_eq!(
            refused(device, decide(&first, true, "")).await,
            ProblemKind::NotFound,
            "what one was not told of does not exist"
        );
    }
    assert_eq!(
        refused(&alice, decide(&first, true, "")).await,
        ProblemKind::Forbidden,
        "nobody decides on their own"
    );

    kim.done(decide(&first, true, "")).await;
    assert_eq!(
        refused(&heidi, decide(&first, false, "再核实")).await,
        ProblemKind::AlreadyDecided
    );
    assert_eq!(
        refused(&heidi, decide(&second, false, " ")).await,
        ProblemKind::Invalid
    );
    heidi.done(decide(&second, false, "当天没有派工")).await;
    assert_eq!(
        refused(&kim, decide(&second, true, "")).await,
        ProblemKind::AlreadyDecided
    );
    for device in [&alice, &kim, &heidi] {
        let told = told(device).await;
        let decided = |correction: &Correction| {
            let known = told.iter().find(|known| known.id == correction.id).unwrap();
            let decision = known.decision.as_ref();
            decision.map(|decision| (decision.granted, decision.by, decision.reason.clone()))
        };
        assert_eq!(decided(&first), Some((true, kim.person, String::new())));
        assert_eq!(
            decided(&second),
            Some((false, heidi.person, "当天没有派工".into()))
        );
        assert_eq!(decided(&third), None);
    }
    // What was refused does not use up the month's number.
    alice.done(ask(&fourth)).await;
}

#[tokio::test]
async fn of_two_who_decide_at_once_on_a_missing_tap_one_is_told_that_they_came_second() {
    let kit = Kit::start().await;
    let (alice, kim, heidi) = (
        kit.enrol("Alice").await,
        kit.enrol("Kim").await,
        kit.enrol("Heidi").await,
    );
    let waits = missing(&alice, "2026-03-02", 0);
    alice.done(ask(&waits)).await;
    let (granted, refused) = tokio::join!(
        kim.act(decide(&waits, true, "")),
        heidi.act(decide(&waits, false, "再核实"))
    );
    let (first, second) = if kit::accepted(&granted) {
        (&kim, refused)
    } else {
        (&heidi, granted)
    };
    assert_eq!(refusal(&second), ProblemKind::AlreadyDecided);
    for device in [&alice, &kim, &heidi] {
        let decision = told(device).await[0].decision.clone().unwrap();
        assert_eq!(decision.by, first.person);
    }
}

async fn entries(device: &Device<'_>, day: &str) -> Vec<Rule> {
    let path = format!("/v1/score?person={}&span=day&day={day}", device.person);
    let score: PersonScore = device.get(&path).await.json().await.unwrap();
    let entries = score.ledger.entries().iter();
    let shifts = entries.filter(|entry| entry.key.rule != Rule::LogMissed);
    shifts.map(|entry| entry.key.rule).collect()
}

#[tokio::test]
async fn a_units_own_hours_are_what_its_people_are_held_to_from_their_day_on() {
    let kit = Kit::start().await;
    let (mut alice, mut carol, mut heidi) = (
        kit.enrol("Alice").await,
        kit.enrol("Carol").await,
        kit.enrol("Heidi").await,
    );
    let unit = kit.unit_of(alice.person).await;
    let shift = |starts, ends| Shift {
        starts: MinuteOfDay(starts),
        ends: MinuteOfDay(ends),
    };
    // One shift, 09:30–15:00, from tomorrow; the county works 08:30–12:00 and 14:30–18:00.
    heidi
        .done(Action::SetWorkplace {
            unit,
            workplace: Some(HALL),
            hours: Some(Hours {
                from: "2026-03-03".parse().unwrap(),
                shifts: vec![shift(570, 900)],
            }),
        })
        .await;
    // At 09:35 of the next day Alice is in time, by the county's hours she would be late.
    kit.clock.advance(DAY + 35 * MINUTE);
    for device in [&mut alice, &mut carol, &mut heidi] {
        device.renew().await;
    }
    alice.done(tap(&alice, Mode::OnDuty, "")).await;
    let day = unit_day(&heidi, &alice, "2026-03-03").await;
    let hers = &of(&day, alice.person).shifts;
    assert_eq!((hers.len(), hers[0].hours), (1, shift(570, 900)));
    let in_time = ShiftStanding::OnDuty {
        late_minutes: 0,
        early_minutes: 0,
    };
    assert_eq!(hers[0].standing, in_time);
    let others = &of(&day, carol.person).shifts;
    assert_eq!((others.len(), others[0].standing), (1, ShiftStanding::Pending));
    let before = unit_day(&heidi, &alice, "2026-03-02").await;
    assert_eq!(
        of(&before, alice.person).shifts.len(),
        2,
        "the day before keeps the county's hours"
    );
    let township = unit_day(&heidi, &heidi, "2026-03-03").await;
    assert_eq!(of(&township, heidi.person).shifts.len(), 2, "a unit's own alone");

    // What can be asked for are the unit's shifts.
    let no_such = missing(&carol, "2026-03-03", 1);
    assert_eq!(refused(&carol, ask(&no_such)).await, ProblemKind::Invalid);
    let waits = missing(&carol, "2026-03-03", 0);
    carol.done(ask(&waits)).await;

    // At five past three Alice's day is over, by the county's hours she would leave early.
    kit.clock.advance(5 * HOUR + 30 * MINUTE);
    alice.renew().await;
    alice.done(tap(&alice, Mode::OnDuty, "")).await;

    // When nothing can arrive any more, a day without taps costs as many absences as it has shifts.
    kit.clock.advance(5 * DAY - 5 * HOUR - 30 * MINUTE);
    for device in [&mut alice, &mut carol, &mut heidi] {
        device.renew().await;
    }
    assert_eq!(
        entries(&carol, "2026-03-02").await,
        [],
        "nothing is missed on one's first day"
    );
    assert_eq!(entries(&carol, "2026-03-03").await, [Rule::Absent]);
    assert_eq!(
        entries(&alice, "2026-03-03").await,
        [Rule::OnDuty],
        "neither late nor early, nor absent in an afternoon that is not theirs"
    );
    heidi.done(decide(&waits, true, "")).await;
    assert_eq!(
        entries(&carol, "2026-03-03").await,
        [Rule::OnDuty],
        "a granted request counts for the shift"
    );
}
