//! Postings: who is moved keeps the days before, who has left owes nothing more. Over HTTP.

use chrono::NaiveDate;
use jishi_core::model::{
    Action, CheckIn, CheckInId, Entry, Hours, MinuteOfDay, Mode, Rule, Shift, TaskId, Timestamp, UnitId,
};
use jishi_core::protocol::{AccessToken, Change, PersonScore, UnitDay};
use jishi_server::roster::read_roster;

use crate::kit::things::task;
use crate::kit::{self, Device, Kit, NOW, problem};

const DAY: i64 = 86_400_000;
const HEADER: &str = "staff_no,name,unit,unit_kind,post,rank,kind,role";

async fn import(kit: &Kit, text: &str) {
    let rows = read_roster(text.as_bytes()).unwrap();
    kit.server.service().import_roster(&rows).await.unwrap();
}

/// Lets days go by, and gets a token for the new day.
async fn later(kit: &Kit, device: &mut Device<'_>, days: i64) {
    kit.clock.set(NOW.plus(days * DAY));
    let token: AccessToken = device.ask_token().await.json().await.unwrap();
    device.token = token.token;
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn ledger(device: &Device<'_>, day: &str) -> Vec<Entry> {
    let path = format!("/v1/score?person={}&span=month&day={day}", device.person);
    let score: PersonScore = device.get(&path).await.json().await.unwrap();
    score.ledger.entries().to_vec()
}

async fn unit_day(device: &Device<'_>, unit: UnitId, day: &str) -> UnitDay {
    let path = format!("/v1/unit-day?unit={unit}&day={day}");
    device.get(&path).await.json().await.unwrap()
}

/// One shift of a day.
fn hours(from: &str, starts: u16, ends: u16) -> Hours {
    Hours {
        from: day(from),
        shifts: vec![Shift {
            starts: MinuteOfDay(starts),
            ends: MinuteOfDay(ends),
        }],
    }
}

#[tokio::test]
async fn who_is_moved_keeps_every_entry_of_the_days_before() {
    let kit = Kit::start().await;
    let (mut alice, mut olga) = (kit.enrol("Alice").await, kit.enrol("Olga").await);
    let (village, other) = (
        kit.unit_of(alice.person).await,
        kit.unit_of(kit.person("Bob").await).await,
    );
    for (unit, hours) in [
        (village, hours("2026-03-03", 480, 700)),
        (other, hours("2026-03-03", 600, 1_080)),
    ] {
        olga.done(Action::SetWorkplace {
            unit,
            workplace: None,
            hours: Some(hours),
        })
        .await;
    }
    // At nine of the next day she is an hour late for the village, and would be early where she is moved to.
    later(&kit, &mut alice, 1).await;
    let tomorrow = NOW.plus(86_400_000);
    alice
        .done(Action::CheckIn {
            check_in: CheckIn {
                id: CheckInId::new(tomorrow),
                person: alice.person,
                mode: Mode::Meeting,
                reason: "村里开会".into(),
                place: None,
                done_at: tomorrow,
            },
        })
        .await;
    later(&kit, &mut alice, 7).await;
    let before = ledger(&alice, "2026-03-09").await;
    // The Friday before has its time to arrive until Monday evening.
    let past = |entries: &[Entry]| -> Vec<Entry> {
        let past = entries.iter().filter(|entry| entry.key.day < day("2026-03-06"));
        past.copied().collect()
    };
    assert!(
        past(&before).iter().any(|entry| entry.key.rule == Rule::Absent),
        "{before:?}"
    );

    import(&kit, &format!("{HEADER}\n1,Alice,试县/西乡,township,,none,,\n")).await;
    assert_eq!(past(&ledger(&alice, "2026-03-09").await), past(&before));
    later(&kit, &mut alice, 8).await;
    later(&kit, &mut olga, 8).await;
    let after = ledger(&alice, "2026-03-09").await;
    assert_eq!(past(&after), past(&before), "also when the days go on");
    let missed = |on: &str| {
        let absent = after.iter().filter(|entry| entry.key.rule == Rule::Absent);
        absent.filter(|entry| entry.key.day == day(on)).count()
    };
    assert_eq!(
        missed("2026-03-06"),
        1,
        "the village has one shift, and she missed it"
    );

    let of = |seen: &UnitDay| {
        let one = seen.people.iter().find(|one| one.person == alice.person);
        one.map(|one| one.shifts[0].hours.starts)
    };
    for (unit, on, expected) in [
        (village, "2026-03-06", Some(MinuteOfDay(480))),
        (village, "2026-03-09", None),
        (other, "2026-03-06", None),
        (other, "2026-03-09", Some(MinuteOfDay(600))),
    ] {
        assert_eq!(of(&unit_day(&olga, unit, on).await), expected, "{unit} {on}");
    }
}

#[tokio::test]
async fn who_has_left_owes_nothing_more_and_comes_in_no_more() {
    let kit = Kit::start().await;
    let (mut alice, mut olga) = (kit.enrol("Alice").await, kit.enrol("Olga").await);
    let code = kit.code("Carol").await;
    let village = kit.unit_of(alice.person).await;
    let leaving = format!(
        "{HEADER},left_on\n1,Alice,试县/东镇/东村,village,,none,,,2026-03-04\n3,Carol,试县/东镇/东村,village,,none,,,2026-03-04\n"
    );
    import(&kit, &leaving).await;
    // Her last day is a day like any other.
    later(&kit, &mut alice, 2).await;
    assert!(alice.get("/v1/sync/pull").await.status().is_success());
    kit.clock.set(NOW.plus(3 * DAY));
    let token = alice.ask_token().await;
    assert_eq!(problem(token).await.1, "device-revoked");
    assert_eq!(problem(alice.get("/v1/sync/pull").await).await.1, "unauthorised");
    assert_eq!(
        problem(kit.try_code(&code, &kit::key(99)).await).await.1,
        "wrong-code"
    );

    kit.clock.set(NOW.plus(30 * DAY));
    later(&kit, &mut olga, 30).await;
    let path = format!("/v1/score?person={}&span=month&day=2026-03-31", alice.person);
    let score: PersonScore = olga.get(&path).await.json().await.unwrap();
    let days: Vec<NaiveDate> = score.ledger.entries().iter().map(|entry| entry.key.day).collect();
    assert!(days.contains(&day("2026-03-04")), "{days:?}");
    assert!(days.iter().all(|on| *on <= day("2026-03-04")), "{days:?}");
    let listed = |seen: UnitDay| seen.people.iter().any(|one| one.person == alice.person);
    assert!(listed(unit_day(&olga, village, "2026-03-04").await));
    assert!(!listed(unit_day(&olga, village, "2026-03-05").await));
}

#[tokio::test]
async fn a_result_for_somebody_who_has_left_is_judged_by_whoever_stands_in() {
    let kit = Kit::start().await;
    let (mut alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    let (mut olga, mut mallory) = (kit.enrol("Olga").await, kit.enrol("Mallory").await);
    let task = task(&heidi, &alice, None);
    heidi
        .done(Action::GiveTask {
            task: Box::new(task.clone()),
        })
        .await;
    alice
        .done(Action::DeliverTask {
            task: task.id,
            text: "已查完".into(),
            attachments: vec![],
            place: None,
        })
        .await;
    let left = format!("{HEADER},left_on\n4,Heidi,试县/东镇,township,,township,,leader,2026-03-04\n");
    import(&kit, &left).await;
    let accept = Action::JudgeTask {
        task: task.id,
        accepted: true,
        reason: String::new(),
    };
    // On her last day it is hers.
    for (days, told) in [(2, false), (3, true)] {
        later(&kit, &mut olga, days).await;
        later(&kit, &mut mallory, days).await;
        kit.server.service().retell().await.unwrap();
        assert_eq!(is_told(&olga, task.id).await, told);
        assert!(!is_told(&mallory, task.id).await, "who leads elsewhere");
    }
    olga.done(accept).await;
    later(&kit, &mut alice, 4).await;
    let rules: Vec<Rule> = ledger(&alice, "2026-03-05")
        .await
        .iter()
        .map(|entry| entry.key.rule)
        .collect();
    assert!(rules.contains(&Rule::TaskAccepted), "{rules:?}");
}

async fn is_told(device: &Device<'_>, task: TaskId) -> bool {
    let changes = device.pull(None).await.changes;
    changes
        .iter()
        .any(|change| matches!(change, Change::Record { record } if record.id().0 == task.0))
}

#[tokio::test]
async fn a_token_of_the_last_day_ends_with_it() {
    let kit = Kit::start().await;
    let mut alice = kit.enrol("Alice").await;
    let leaving = format!("{HEADER},left_on\n1,Alice,试县/东镇/东村,village,,none,,,2026-03-02\n");
    import(&kit, &leaving).await;
    // 23:55, and six minutes later: the token itself would still be good.
    let evening = NOW.plus(14 * 3_600_000 + 55 * 60_000);
    kit.clock.set(evening);
    let token: AccessToken = alice.ask_token().await.json().await.unwrap();
    alice.token = token.token;
    assert!(alice.get("/v1/sync/pull").await.status().is_success());
    kit.clock.set(Timestamp(evening.0 + 6 * 60_000));
    assert_eq!(
        problem(alice.get("/v1/sync/pull").await).await.1,
        "device-revoked"
    );
}
