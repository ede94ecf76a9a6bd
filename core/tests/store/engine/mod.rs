//! The engine's commands, asked as pages ask them, of a phone that has no signal.

mod deeds;
mod edit;
mod news;
mod pages;
mod photos;
mod wifi;

use std::cell::Cell;

use chrono::NaiveDate;

use jishi_core::{
    engine::{Ask, Change as Told, Command, Engine, EngineHandle, Fault, LineKind, Start},
    http::HttpServer,
    model::{EvidenceAsked, Lesson, LessonId, Points, Record, Task, TaskId, TaskState, Timestamp, Topic},
    ports::{Clock, Connection, OwnCodec, PhotoCodec, SoftwareVault},
    protocol::{Change, Settings},
    rules::{
        calendar::{Calendar, CalendarYear},
        policy::{Policies, Policy},
    },
    store::Store,
};

use super::phone::{NOW, Phone, phone};

/// A clock that stands still; nothing that waits for it ever goes on.
struct Still(Cell<Timestamp>);

impl Clock for Still {
    fn now(&self) -> Timestamp {
        self.0.get()
    }

    fn monotonic_ms(&self) -> u64 {
        1
    }

    fn boot(&self) -> String {
        "boot".into()
    }

    async fn sleep(&self, _millis: u64) {
        std::future::pending().await
    }
}

/// A line that is paid for by volume, and stays so.
struct Mobile;

impl Connection for Mobile {
    fn kind(&self) -> LineKind {
        LineKind::Metered
    }

    fn on_change(&self, _tell: Box<dyn Fn()>) {}
}

/// Runs pages' questions against an engine over this store, whose server nobody can reach.
pub fn asking<T>(store: Store, questions: impl AsyncFnOnce(&Asked) -> T) -> T {
    asking_at(NOW, store, questions)
}

/// The same at another time.
pub fn asking_at<T>(now: Timestamp, store: Store, questions: impl AsyncFnOnce(&Asked) -> T) -> T {
    asking_by(now, store, Box::new(OwnCodec), questions)
}

/// The same on a host that makes photos otherwise.
pub fn asking_by<T>(
    now: Timestamp,
    store: Store,
    photos: Box<dyn PhotoCodec>,
    questions: impl AsyncFnOnce(&Asked) -> T,
) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (handle, changes, engine) = Engine::start(Start {
            store,
            moved_aside: None,
            clock: Still(Cell::new(now)),
            vault: SoftwareVault::from_secret(&[7; 32]).unwrap(),
            server: HttpServer::new("http://127.0.0.1:9"),
            connection: Box::new(Mobile),
            photos,
        });
        let asked = Asked {
            handle,
            changes: changes.into(),
        };
        tokio::select! {
            () = engine => panic!("the engine ended"),
            answer = questions(&asked) => answer,
        }
    })
}

pub struct Asked {
    handle: EngineHandle,
    changes: std::cell::RefCell<futures_channel::mpsc::UnboundedReceiver<Told>>,
}

impl Asked {
    pub async fn ask<A: Ask>(&self, ask: A) -> Result<A::Answer, Fault> {
        let command: Command = ask.into();
        let reply = self.handle.ask(command).await?;
        Ok(A::answer(reply).unwrap())
    }

    /// Asks at once; the answer may be awaited later.
    fn ask_now<A: Ask>(&self, ask: A) -> impl Future<Output = Result<A::Answer, Fault>> + use<A> {
        let answer = self.handle.ask_now(ask.into());
        async move { answer.await.map(|reply| A::answer(reply).unwrap()) }
    }

    /// What pages were told since this was asked last.
    fn told(&self) -> Vec<Told> {
        let mut changes = self.changes.borrow_mut();
        std::iter::from_fn(|| changes.try_recv().ok()).collect()
    }
}

pub fn policy() -> Policy {
    let text = r#"{
        "name": "of these tests", "version": 3, "from": "2025-01-01", "summary": "",
        "leave": {
            "kinds": { "annual": { "counts": "working_days", "usual_days": 1, "reason": false } },
            "approval": [{ "rank": "section" }]
        },
        "logs": {
            "edit_hours": 24, "delete_hours": 0,
            "points": { "written": 1, "per_day": 1, "missed": 0, "arrival_hours": 72 }
        },
        "learning": { "lessons_per_month": 2, "minimum_seconds": 60, "points": { "read": 2, "per_day": 3 } },
        "tasks": {},
        "evaluation": { "likes_per_day": 6, "dislikes_per_day": 2, "dislike_rank": "section" },
        "retention": { "place_days": 180 }
    }"#;
    serde_json::from_str(text).unwrap()
}

/// A phone that has heard of policy and calendar.
pub fn settled() -> Phone {
    settled_by(policy(), vec![])
}

/// The same by another policy, with days on which one works besides.
pub fn settled_by(policy: Policy, makeup: Vec<NaiveDate>) -> Phone {
    let phone = phone();
    let year = CalendarYear {
        notice: "of these tests".into(),
        holidays: vec![],
        makeup,
        since: None,
    };
    phone.pull(vec![Change::Settings {
        settings: Settings {
            policies: Policies::new(vec![policy]),
            calendar: Calendar {
                utc_offset_minutes: 480,
                years: [(2025, year)].into(),
            },
        },
    }]);
    phone
}

pub fn task(phone: &Phone, parent: Option<TaskId>) -> Task {
    Task {
        id: TaskId::new(NOW),
        parent,
        assigner: phone.colleague.id,
        assignee: phone.me.id,
        unit: None,
        title: "清渠".into(),
        text: "清到村口".into(),
        deadline: NOW.plus(3_600_000),
        evidence: EvidenceAsked::default(),
        reward: Points::whole(3),
        penalty: Points::whole(1),
        given_at: NOW.plus(-1),
        state: TaskState::Open,
        deliveries: vec![],
    }
}

fn lesson(phone: &Phone) -> Lesson {
    Lesson {
        id: LessonId::new(NOW),
        topic: Topic::PartyRules,
        title: "廉洁自律准则".into(),
        body: "# 第一条".into(),
        files: vec![],
        opens: "2025-12-01".parse().unwrap(),
        closes: None,
        minimum_seconds: 60,
        publisher: phone.colleague.id,
        published_at: NOW.plus(-5),
        withdrawn_at: None,
    }
}

fn record(record: Record) -> Change {
    Change::Record { record }
}
