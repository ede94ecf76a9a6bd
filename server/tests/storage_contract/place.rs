//! Storages to test, each empty and of its own.

use std::sync::atomic::{AtomicU32, Ordering};

use jishi_core::model::{
    DeviceId, Moment, MomentId, OperationId, Person, PersonId, PersonKind, Rank, Role, Tenure, Timestamp,
    Unit, UnitId, UnitKind,
};
use jishi_core::protocol::Change;
use jishi_server::storage::postgres::Postgres;
use jishi_server::storage::sqlite::Sqlite;
use jishi_server::storage::{
    Applied, Audience, Basis, Effect, Listed, NewCode, NewOperation, Redemption, RosterEdit, Sees, Storage,
};

pub const NOW: Timestamp = Timestamp(1_772_413_200_000);

pub struct Place {
    kind: Kind,
}

enum Kind {
    Sqlite(tempfile::TempDir),
    Postgres(String),
}

impl Place {
    pub fn sqlite() -> Self {
        Self {
            kind: Kind::Sqlite(tempfile::tempdir().unwrap()),
        }
    }

    /// A database of its own on the server that the variable names.
    pub async fn postgres() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let url = std::env::var("JISHI_TEST_POSTGRES").unwrap_or_else(|_| {
            panic!("run `./dev test`, which starts a PostgreSQL, or set JISHI_TEST_POSTGRES")
        });
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("jishi_test_{}_{number}", std::process::id());
        let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        client
            .batch_execute(&format!("DROP DATABASE IF EXISTS {name}"))
            .await
            .unwrap();
        client
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .await
            .unwrap();
        // The last of two settings holds, so this works for URLs and for keyword strings.
        let url = match url.split_once("://") {
            Some((scheme, rest)) => {
                let (host, options) = rest
                    .split_once('?')
                    .map_or((rest, ""), |(host, options)| (host, options));
                let host = host.split('/').next().unwrap_or_default();
                format!("{scheme}://{host}/{name}?{options}")
            }
            None => format!("{url} dbname={name}"),
        };
        Self {
            kind: Kind::Postgres(url.trim_end_matches('?').to_owned()),
        }
    }

    /// Runs a script past the storage, in the words of either database.
    pub async fn script(&self, sqlite: &str, postgres: &str) {
        match &self.kind {
            Kind::Sqlite(folder) => rusqlite::Connection::open(folder.path().join("jishi.sqlite"))
                .unwrap()
                .execute_batch(sqlite)
                .unwrap(),
            Kind::Postgres(url) => {
                let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
                tokio::spawn(connection);
                client.batch_execute(postgres).await.unwrap();
            }
        }
    }

    /// Opens it; a second time is like another start, or another process.
    pub async fn open(&self) -> Box<dyn Storage> {
        match &self.kind {
            Kind::Sqlite(folder) => Box::new(Sqlite::open(&folder.path().join("jishi.sqlite")).unwrap()),
            Kind::Postgres(url) => Box::new(Postgres::open(url).await.unwrap()),
        }
    }
}

/// Puts one operation on the record, which has to be accepted, and gives its sequence.
pub async fn accept(storage: &dyn Storage, operation: NewOperation) -> u64 {
    let applied = storage.apply(vec![operation], NOW).await.unwrap();
    match &applied[0] {
        Applied::Accepted(booked) => booked.receipt.sequence,
        other => panic!("not accepted: {other:?}"),
    }
}

/// Where the log of changes ends.
pub async fn end(storage: &dyn Storage) -> u64 {
    let everything = reading(Sees::Everyone);
    storage
        .changes(0, 10_000, 10_000, &everything)
        .await
        .unwrap()
        .next
}

/// What somebody is told after that.
pub async fn told(storage: &dyn Storage, after: u64, audience: &Audience) -> Vec<Change> {
    let page = storage.changes(after, 10_000, 10_000, audience).await.unwrap();
    page.bodies
        .iter()
        .map(|body| serde_json::from_str(body).unwrap())
        .collect()
}

/// Somebody who sees the moments of these alone.
pub fn seeing(authors: &[PersonId]) -> Audience {
    reading(Sees::Authors(std::sync::Arc::new(
        authors.iter().copied().collect(),
    )))
}

/// Somebody who may see this, and is nobody on the roster.
pub fn reading(sees: Sees) -> Audience {
    let reader = PersonId::new(NOW);
    Audience { reader, sees }
}

pub fn unit(parent: Option<UnitId>, name: &str, kind: UnitKind) -> Unit {
    Unit {
        id: UnitId::new(NOW),
        parent,
        name: name.into(),
        kind,
        workplace: None,
        moved_from: vec![],
        hours: Vec::new(),
    }
}

pub fn listed(staff_no: &str, unit: UnitId) -> Listed {
    let person = Person {
        id: PersonId::new(NOW),
        name: format!("Person {staff_no}"),
        unit,
        post: "post".into(),
        rank: Rank::DeputyTownship,
        kind: PersonKind::FirstSecretary,
        role: Role::Clerk,
        tenure: Tenure::default(),
    };
    Listed {
        staff_no: staff_no.into(),
        person,
    }
}

/// People of one unit, each with a device.
pub async fn enrolled(storage: &dyn Storage, number: usize) -> Vec<(PersonId, DeviceId)> {
    let county = unit(None, "试县", UnitKind::County);
    let people: Vec<_> = (0..number)
        .map(|n| listed(&format!("{n:03}"), county.id))
        .collect();
    let ids: Vec<_> = people.iter().map(|listed| listed.person.id).collect();
    storage
        .save_roster(RosterEdit {
            units: vec![county],
            people,
        })
        .await
        .unwrap();
    let mut enrolled = Vec::new();
    for (person, seed) in ids.into_iter().zip(1..) {
        storage
            .issue_code(NewCode {
                hash: [seed; 32],
                person,
                expires_at: NOW.plus(1),
            })
            .await
            .unwrap();
        let device = storage
            .redeem(redemption([seed; 32], seed))
            .await
            .unwrap()
            .unwrap();
        enrolled.push((person, device.id));
    }
    enrolled
}

pub fn redemption(hash: [u8; 32], key: u8) -> Redemption {
    Redemption {
        hash,
        device: DeviceId::new(NOW),
        public_key: vec![key; 33],
        today: "2026-03-02".parse().unwrap(),
        name: "d".into(),
        now: NOW,
    }
}

pub fn moment(author: PersonId) -> Moment {
    let id = MomentId::new(NOW);
    Moment {
        id,
        author,
        text: "纪实 🌾".into(),
        attachments: vec![],
        place: None,
        done_at: NOW,
    }
}

pub fn operation((person, device): (PersonId, DeviceId), effect: Effect) -> NewOperation {
    let id = OperationId::new(NOW);
    NewOperation {
        id,
        person,
        device,
        place_at: None,
        attempt: 0,
        bytes: id.to_string().into(),
        signature: vec![1; 64],
        basis: Basis::default(),
        effects: vec![effect],
    }
}
