//! A year of a county of 300: every mode, every kind of leave, under the full policy, a later version of it and the one
//! that only keeps evidence. Each person's phone, which knows no more than it has pulled, comes to the same ledger as the
//! server, entry by entry.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail as loudly as tests")]

mod life;

use std::collections::BTreeMap;
use std::{rc::Rc, sync::Arc};

use jishi_core::{
    model::{Hours, MinuteOfDay, Mode, Person, Points, Rule, Shift, Timestamp, Unit, UnitKind},
    ports::{KeyVault as _, SoftwareVault},
    protocol::{EnrolRequest, PersonScoreQuery, Protocol as _, PullQuery, Settings},
    rules::{
        policy::{self, Policies},
        score::{Ledger, Period, Span},
    },
    store::{Folder, Store},
};
use jishi_server::{
    Caller, Config, EnrolLimit, FirstPolicy, Service, SetClock, open,
    roster::read_roster,
    storage::{Applied, Basis, Effect, NewOperation},
};
use life::Life;

const PEOPLE: usize = 300;
/// How many share a unit, with their leader.
const UNIT: usize = 4;
const BATCH: usize = 2_000;

/// 2025-01-01 08:00 in China.
const BEGINS: Timestamp = Timestamp(1_735_689_600_000);
const DAY: i64 = 86_400_000;

/// The full policy until the middle of July, then other numbers, and nothing but evidence in the last two months.
fn policies() -> Policies {
    let wangmo = policy::read(include_str!("../../../assets/policies/wangmo-2016.toml")).unwrap();
    let mut summer = wangmo.clone();
    (summer.version, summer.from) = (2, "2025-07-16".parse().unwrap());
    let points = summer.logs.points.as_mut().unwrap();
    (points.written, points.per_day) = (Points::whole(2), 1);
    let points = summer.attendance.as_mut().unwrap().points.as_mut().unwrap();
    points.late = Points::whole(-1);
    let mut evidence = policy::read(include_str!("../../../assets/policies/evidence-only.toml")).unwrap();
    (evidence.version, evidence.from) = (3, "2025-11-01".parse().unwrap());
    Policies::new(vec![wangmo, summer, evidence])
}

/// When somebody is moved, and when somebody leaves, in days of the year.
const MOVES: i64 = 160;
const LEAVES: i64 = 275;
const LAST_DAY: &str = "2025-09-30";

/// The roster as it is on a day of the year: every tenth is moved to the next unit in June, one of fifty leaves in autumn.
fn roster(day: i64) -> String {
    let mut csv = "工号,姓名,单位,单位类别,职务,级别,人员类别,角色,离岗日期\n900,县长,试县,县,县长,县处级正职,普通,领导,\n901,组织员,试县/组织部,局办,干事,无,普通,组织部,\n".to_owned();
    for number in 0..PEOPLE {
        let (unit, rank) = (
            number / UNIT + usize::from(day >= MOVES && moves(number)),
            if number % UNIT == 0 {
                "乡科级正职"
            } else {
                "无"
            },
        );
        let role = if number % UNIT == 0 { "领导" } else { "干部" };
        csv.push_str(&format!(
            "{},干部{number},试县/第{unit}乡,乡镇,干事,{rank},普通,{role},{}\n",
            1_000 + number,
            if day >= LEAVES && leaves(number) {
                LAST_DAY
            } else {
                ""
            }
        ));
    }
    csv
}

fn moves(number: usize) -> bool {
    number % 10 == 3
}

fn leaves(number: usize) -> bool {
    number % 50 == 25
}

/// Every third unit has working hours of its own from spring on, and every sixth the policy's again from autumn.
async fn own_hours(service: &Service, people: &[Someone]) {
    let shift = |starts, ends| Shift {
        starts: MinuteOfDay(starts),
        ends: MinuteOfDay(ends),
    };
    let from = |day: &str, shifts| Hours {
        from: day.parse().unwrap(),
        shifts,
    };
    let units = service.storage().roster().await.unwrap().units;
    let townships = units.into_iter().filter(|unit| unit.kind == UnitKind::Township);
    for (number, mut unit) in townships.enumerate() {
        if number % 3 == 0 {
            unit.hours
                .push(from("2025-03-10", vec![shift(480, 690), shift(870, 1_050)]));
        }
        if number % 6 == 0 {
            unit.hours.push(from("2025-09-15", vec![]));
        }
        if unit.hours.is_empty() {
            continue;
        }
        let roster = service.storage().roster_version().await.unwrap();
        let set = Effect::SetUnit { unit, roster };
        assert_eq!(
            apply(service, vec![operation(&people[0].caller, BEGINS, set)]).await,
            1
        );
    }
}

/// A person with a device, and a phone of their own.
struct Someone {
    caller: Caller,
    unit: Unit,
}

async fn import(service: &Service, day: i64) {
    let rows = read_roster(roster(day).as_bytes()).unwrap();
    service.import_roster(&rows).await.unwrap();
}

async fn enter(service: &Service, person: &Person, secret: u64) -> Caller {
    let mut bytes = [1; 32];
    bytes[..8].copy_from_slice(&secret.to_le_bytes());
    let vault = SoftwareVault::from_secret(&bytes).unwrap();
    let request = EnrolRequest {
        code: service.issue_code(person.id).await.unwrap().code,
        public_key: vault.public_key().await.unwrap(),
        device_name: "of this test".into(),
    };
    let enrolled = service.enrol(request).await.unwrap();
    let device = service.storage().device(enrolled.device).await.unwrap().unwrap();
    Caller {
        person: enrolled.person,
        device,
    }
}

/// What a phone that has pulled everything makes of the year.
async fn phones_ledger(service: &Service, someone: &Someone, period: Period, now: Timestamp) -> Ledger {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Rc::new(Folder(folder.path().into()))).unwrap().store;
    let Caller { person, device } = &someone.caller;
    assert!(
        store
            .enrol(device.id, person, &someone.unit, BEGINS)
            .unwrap()
            .is_none()
    );
    let mut after = None;
    loop {
        let page = service.pull(&someone.caller, PullQuery { after }).await.unwrap();
        store.apply(&page).unwrap();
        if !page.more {
            break;
        }
        after = Some(page.next);
    }
    store.ledger(period, now, &[]).unwrap()
}

#[tokio::test]
async fn every_phone_comes_to_the_servers_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(SetClock::at(BEGINS));
    let mut config = Config::in_folder(folder.path(), ([127, 0, 0, 1], 0).into());
    config.clock = clock.clone();
    config.enrol_limit = EnrolLimit::off();
    config.first_policy = FirstPolicy::Wangmo2016;
    let service = open(&config).await.unwrap();
    import(&service, 0).await;
    let settings = Settings {
        policies: policies(),
        ..service.settings().await.unwrap()
    };
    service.storage().save_settings(&settings).await.unwrap();

    let directory = service.directory().await.unwrap();
    let mut people = Vec::new();
    for (listed, secret) in service.listed().await.unwrap().into_iter().zip(1..) {
        let caller = enter(&service, &listed.person, secret).await;
        let unit = directory.unit(caller.person.unit).unwrap().clone();
        people.push(Someone { caller, unit });
    }
    let everyone: Vec<Person> = people
        .iter()
        .map(|someone| someone.caller.person.clone())
        .collect();

    // A year goes by.
    let mut life = Life::new(&settings, everyone);
    let mut operations = life.lessons(&people[1].caller);
    let mut applied = 0;
    for someone in &people {
        operations.extend(life.year_of(&someone.caller));
        while operations.len() >= BATCH {
            let rest = operations.split_off(BATCH);
            applied += apply(&service, std::mem::replace(&mut operations, rest)).await;
        }
    }
    applied += apply(&service, operations).await;
    assert!(applied > PEOPLE * 300, "{applied} operations");
    assert_eq!(
        life.modes.len(),
        Mode::ALL.len() - 1,
        "every mode that can be tapped"
    );
    assert_eq!(life.kinds.len(), 8, "every kind of leave");
    assert!(
        life.doubts.iter().all(|count| *count > PEOPLE),
        "doubts that nobody looked at, that were dispelled, that were shared: {:?}",
        life.doubts
    );
    assert!(life.split > PEOPLE, "{} tasks split", life.split);
    assert!(
        life.taken_back > PEOPLE,
        "{} reactions taken back",
        life.taken_back
    );

    own_hours(&service, &people).await;
    for day in [MOVES, LEAVES] {
        clock.set(BEGINS.plus(day * DAY));
        import(&service, day).await;
    }
    let directory = service.directory().await.unwrap();
    for someone in &mut people {
        someone.caller.person = directory.person(someone.caller.person.id).unwrap().clone();
        someone.unit = directory.unit(someone.caller.person.unit).unwrap().clone();
    }
    let staff = || people.iter().map(|someone| &someone.caller.person);
    let moved = staff().filter(|person| !person.tenure.earlier.is_empty());
    assert_eq!(moved.count(), PEOPLE / 10);
    assert_eq!(
        staff().filter(|person| person.tenure.left.is_some()).count(),
        PEOPLE / 50
    );
    let hours = people.iter().filter(|someone| !someone.unit.hours.is_empty());
    assert!(hours.count() > PEOPLE / 4);

    // And is looked at when all of it is over.
    let now = BEGINS.plus(400 * DAY);
    clock.set(now);
    let query = |person| PersonScoreQuery {
        person,
        span: Span::Year,
        day: "2025-06-01".parse().unwrap(),
    };
    let period = Period::around("2025-06-01".parse().unwrap(), Span::Year);
    let mut rules: BTreeMap<Rule, usize> = BTreeMap::new();
    let mut versions: BTreeMap<u32, usize> = BTreeMap::new();
    for someone in &people {
        let person = &someone.caller.person;
        let server = service
            .person_score(&someone.caller, query(person.id))
            .await
            .unwrap();
        let phone = phones_ledger(&service, someone, period, now).await;
        assert_eq!(phone.entries(), server.ledger.entries(), "of {}", person.name);
        assert_eq!(phone.total(period), server.total);
        for entry in phone.entries() {
            *rules.entry(entry.key.rule).or_default() += 1;
            *versions.entry(entry.policy).or_default() += 1;
        }
    }
    assert_eq!(rules.len(), 14, "every rule has made entries: {rules:?}");
    assert_eq!(
        versions.keys().copied().collect::<Vec<_>>(),
        [1, 2],
        "evidence alone makes none"
    );
}

async fn apply(service: &Service, operations: Vec<NewOperation>) -> usize {
    let count = operations.len();
    let outcomes = service.storage().apply(operations, BEGINS).await.unwrap();
    let refused = outcomes
        .iter()
        .find(|outcome| !matches!(outcome, Applied::Accepted(_)));
    assert!(refused.is_none(), "{refused:?}");
    assert_eq!(outcomes.len(), count);
    count
}

/// An operation that does this; that judges accept such things is tested where they are.
fn operation(caller: &Caller, at: Timestamp, effect: Effect) -> NewOperation {
    NewOperation {
        id: jishi_core::model::OperationId::new(at),
        person: caller.person.id,
        device: caller.device.id,
        place_at: None,
        attempt: 0,
        bytes: vec![],
        signature: vec![],
        basis: Basis::default(),
        effects: vec![effect],
    }
}
