//! How long a county's quarterly places take: asked for the first time, again, and after one more log; beside adding the
//! same up from whole records, which is what a server without a memory of its own would do. Also for how long others wait
//! meanwhile, on a server with a single thread for its callers.
//!
//! Run by `./dev bench server`; `JISHI_BENCH_PEOPLE=8489` for the whole county (2 GB of disk for the while).
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark tells its figures, and stops where it cannot measure"
)]

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use jishi_core::model::{
    Area, CheckIn, CheckInId, Datum, DeviceId, Mode, MomentId, OperationId, Person, PersonId, Place, Points,
    Provider, Record, Role, Timestamp,
};
use jishi_core::protocol::{Protocol as _, RankingQuery, Settings};
use jishi_core::rules::score::{Gather, OF_ALL_TIME, OF_THE_DAY, Period, Rules, Span, score};
use jishi_server::roster::read_roster;
use jishi_server::storage::RecordsQuery;
use jishi_server::{Caller, Config, FirstPolicy, Service, SetClock, open};
use rusqlite::{Connection, params};

/// Of an hour of the night after the quarter, when everything has arrived.
const NOW: Timestamp = Timestamp(1_775_421_000_000);
/// Hours of the day at which people tap, in minutes.
const TAPS: [u16; 4] = [503, 725, 865, 1_085];

fn main() {
    let people: usize = match std::env::var("JISHI_BENCH_PEOPLE") {
        Ok(number) => number.parse().expect("JISHI_BENCH_PEOPLE is a number"),
        Err(_) => 300,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, measure(people));
}

async fn measure(number: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = Config::in_folder(folder.path(), ([127, 0, 0, 1], 0).into());
    config.first_policy = FirstPolicy::Wangmo2016;
    let clock = Arc::new(SetClock::at(Timestamp(1_767_000_000_000)));
    config.clock = clock.clone();
    let service = open(&config).await.expect("an open server");
    let roster = read_roster(roster(number).as_bytes()).expect("a roster");
    service.import_roster(&roster).await.expect("an import");
    let settings = service.settings().await.expect("settings");
    let listed = service.listed().await.expect("people");
    let people: Vec<Person> = listed.into_iter().map(|listed| listed.person).collect();
    let day = NaiveDate::from_ymd_opt(2026, 2, 10).expect("a date");
    let quarter = Period::around(day, Span::Quarter);
    let taps = fill(&folder.path().join("jishi.sqlite"), &people, &settings, quarter);
    clock.set(NOW);
    println!("{number} people, {taps} taps in a quarter");

    let officer = people
        .iter()
        .find(|person| person.role == Role::Organization)
        .expect("an officer");
    let device = service.storage().device(device_of(officer.id)).await;
    let caller = Caller {
        person: officer.clone(),
        device: device.expect("storage").expect("a device"),
    };
    let query = RankingQuery {
        unit: root(&service, officer).await,
        span: Span::Quarter,
        day,
    };
    let ranked = async || service.ranking(&caller, query).await.expect("a ranking");
    let (whole, _) = timed("from whole records, on the callers' thread", || async {
        from_whole_records(&service, &people, &settings, quarter).await
    })
    .await;
    let (first, _) = timed("places, asked for the first time", &ranked).await;
    let (again, _) = timed("places, asked for again", &ranked).await;
    assert_eq!(first, again);
    for placed in first.groups.iter().flat_map(|group| &group.places) {
        assert_eq!(whole.get(&placed.person), Some(&placed.points));
    }
    log(
        &folder.path().join("jishi.sqlite"),
        people[0].id,
        NOW.plus(-86_400_000 * 30),
    );
    timed("places, after one more log", &ranked).await;
}

/// Does it, and tells how long it took and for how long nothing else came to its turn.
async fn timed<T, F: Future<Output = T>>(what: &str, work: impl Fn() -> F) -> (T, Duration) {
    let longest = Rc::new(Cell::new(Duration::ZERO));
    let seen = longest.clone();
    let watching = tokio::task::spawn_local(async move {
        loop {
            let began = Instant::now();
            tokio::time::sleep(Duration::from_millis(1)).await;
            seen.set(seen.get().max(began.elapsed()));
        }
    });
    tokio::time::sleep(Duration::from_millis(20)).await;
    longest.set(Duration::ZERO);
    let began = Instant::now();
    let done = work().await;
    let took = began.elapsed();
    tokio::time::sleep(Duration::from_millis(2)).await;
    watching.abort();
    let (took_ms, waited_ms) = (took.as_secs_f64() * 1e3, longest.get().as_secs_f64() * 1e3);
    println!("{what:<44} {took_ms:>10.1} ms   others waited up to {waited_ms:>8.1} ms");
    (done, took)
}

/// Reads every record whole and scores it where it was read.
async fn from_whole_records(
    service: &Service,
    people: &[Person],
    settings: &Settings,
    period: Period,
) -> HashMap<PersonId, Points> {
    let (storage, calendar) = (service.storage(), &settings.calendar);
    let rules = Rules {
        policies: &settings.policies,
        calendar,
        as_of: service.now(),
    };
    let (from, to) = (calendar.at(period.first, 0), calendar.at(period.last, 1_440));
    let mut totals = HashMap::new();
    for people in people.chunks(200) {
        let owners: Vec<PersonId> = people.iter().map(|person| person.id).collect();
        let mut gathers = HashMap::new();
        let activity = storage.activity(&owners, from, to).await.expect("activity");
        for (person, one) in people.iter().zip(activity) {
            let since = one.since.expect("everybody has a device");
            let mut gather = Gather::new(calendar.day(since), person, |_| None);
            for (moment, at) in &one.moments {
                gather.log(*moment, *at);
            }
            gathers.insert(one.person, gather);
        }
        let all_time = (&OF_ALL_TIME[..], NaiveDate::MIN, NaiveDate::MAX);
        for (kinds, first, last) in [all_time, (&OF_THE_DAY[..], period.first, period.last)] {
            let query = RecordsQuery {
                owners: owners.clone(),
                kinds: kinds.to_vec(),
                first,
                last,
            };
            for stored in storage.records_about(&query).await.expect("records") {
                if let Some(gather) = gathers.get_mut(&stored.record.owner()) {
                    gather.record(&stored.record);
                }
            }
        }
        for (person, gather) in gathers {
            totals.insert(person, score(&gather.facts(), rules, period).total(period));
        }
    }
    totals
}

fn roster(number: usize) -> String {
    let mut text =
        "staff_no,name,unit,unit_kind,post,rank,kind,role\n0,Officer,试县,county,,none,,organization\n"
            .to_owned();
    for person in 1..number {
        let (township, village) = (person % 20, person % 170);
        let unit = format!("试县/{township}乡/{village}村");
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{person},Person {person},{unit},village,,none,,cadre");
    }
    text
}

async fn root(service: &Service, officer: &Person) -> jishi_core::model::UnitId {
    let directory = service.directory().await.expect("a directory");
    directory.person(officer.id).expect("the officer").unit
}

fn device_of(person: PersonId) -> DeviceId {
    DeviceId(person.0)
}

/// Writes devices, taps and a daily log for everybody, past the service: through it this would take hours.
fn fill(file: &Path, people: &[Person], settings: &Settings, quarter: Period) -> usize {
    let mut db = Connection::open(file).expect("the database");
    let calendar = &settings.calendar;
    let begun = calendar.at(quarter.first, 0).plus(-86_400_000);
    let transaction = db.transaction().expect("a transaction");
    let mut taps = 0;
    {
        let mut device = transaction
            .prepare(
                "INSERT INTO device (id, person, public_key, name, bound_at) VALUES (?1, ?2, ?3, 'x', ?4)",
            )
            .expect("a statement");
        for person in people {
            let id = device_of(person.id).0;
            let values = params![id.as_bytes(), person.id.0.as_bytes(), [2_u8; 33], begun.0];
            device.execute(values).expect("a device");
        }
        let operation = operation(&transaction, people[0].id, begun);
        let mut record = transaction
            .prepare(
                "INSERT INTO record (id, kind, owner, first_day, last_day, version, body)
                 VALUES (?1, 'check_in', ?2, ?3, ?3, ?4, ?5)",
            )
            .expect("a statement");
        let mut moment = transaction
            .prepare("INSERT INTO moment (id, author, operation, done_at) VALUES (?1, ?2, ?3, ?4)")
            .expect("a statement");
        for day in quarter
            .days()
            .filter(|day| calendar.kind(*day).is_working() == Some(true))
        {
            for (person, nth) in people.iter().zip(0_u16..) {
                for minute in TAPS {
                    let at = calendar.at(day, minute + nth % 9);
                    let tap = tap(person.id, at);
                    let body = serde_json::to_string(&tap).expect("JSON");
                    let id = tap.id().0;
                    let values = params![
                        id.as_bytes(),
                        person.id.0.as_bytes(),
                        day.to_epoch_days(),
                        operation,
                        body
                    ];
                    record.execute(values).expect("a tap");
                    taps += 1;
                }
                let at = calendar.at(day, 1_020);
                let id = MomentId::new(at).0;
                let values = params![id.as_bytes(), person.id.0.as_bytes(), operation, at.0];
                moment.execute(values).expect("a log");
            }
        }
    }
    transaction.commit().expect("a commit");
    taps
}

fn operation(db: &Connection, person: PersonId, at: Timestamp) -> i64 {
    let insert = "INSERT INTO operation (id, person, device, digest, received_at, signature, bytes)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?4)";
    let (id, device) = (OperationId::new(at).0, device_of(person).0);
    let values = params![
        id.as_bytes(),
        person.0.as_bytes(),
        device.as_bytes(),
        [0_u8; 32],
        at.0
    ];
    db.execute(insert, values).expect("an operation");
    db.last_insert_rowid()
}

/// One more log, with its place in the log of changes.
fn log(file: &Path, author: PersonId, at: Timestamp) {
    let db = Connection::open(file).expect("the database");
    let operation = operation(&db, author, at);
    let id = MomentId::new(at).0;
    let insert = "INSERT INTO moment (id, author, operation, done_at) VALUES (?1, ?2, ?3, ?4)";
    db.execute(
        insert,
        params![id.as_bytes(), author.0.as_bytes(), operation, at.0],
    )
    .expect("a log");
    let insert = "INSERT INTO change (kind, subject, author, body) VALUES ('moment', ?1, ?2, '{}')";
    db.execute(insert, params![id.as_bytes(), author.0.as_bytes()])
        .expect("a change");
}

fn tap(person: PersonId, done_at: Timestamp) -> Record {
    let place = Place {
        latitude: 25.178_3,
        longitude: 106.099_1,
        accuracy_m: 12.0,
        age_ms: 900,
        taken_at: None,
        provider: Provider::Satellite,
        mock: Some(false),
        datum: Datum::Wgs84,
    };
    Record::CheckIn {
        check_in: CheckIn {
            id: CheckInId::new(done_at),
            person,
            mode: Mode::OnDuty,
            reason: String::new(),
            place: Some(place),
            done_at,
        },
        area: Area::Inside { distance_m: 31.5 },
    }
}
