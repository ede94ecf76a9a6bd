//! The engine's commands, asked as pages ask them, of a phone that has no signal.

use std::cell::Cell;

use jishi_core::{
    engine::{
        Act, Ask, Change as Told, Command, Deed, Delivery, Discard, Engine, EngineHandle, Fault, GetLeaves,
        GetLesson, GetLessons, GetPeople, GetPolicy, GetPreview, GetRefusals, GetScore, GetSyncState,
        GetTask, GetToday, GetTodo, OpenDraft, OpenResult, Post, Retry, SaveDraft, ScorePage, Start,
    },
    http::HttpServer,
    model::{
        Action, EvidenceAsked, LeaveKind, LeaveState, Lesson, LessonId, Person, Points, Rank, Reaction,
        ReactionKind, Record, Role, Rule, Task, TaskId, TaskState, Timestamp, Topic,
    },
    ports::{Clock, SoftwareVault},
    protocol::{Change, Problem, ProblemKind, Settings},
    rules::{
        calendar::{Calendar, CalendarYear, DayKind},
        policy::{Policies, Policy},
        score::Span,
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

/// Runs pages' questions against an engine over this store, whose server nobody can reach.
fn asking<T>(store: Store, questions: impl AsyncFnOnce(&Asked) -> T) -> T {
    asking_at(NOW, store, questions)
}

/// The same at another time.
pub fn asking_at<T>(now: Timestamp, store: Store, questions: impl AsyncFnOnce(&Asked) -> T) -> T {
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

    /// What pages were told since this was asked last.
    fn told(&self) -> Vec<Told> {
        let mut changes = self.changes.borrow_mut();
        std::iter::from_fn(|| changes.try_recv().ok()).collect()
    }
}

fn policy() -> Policy {
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
fn settled() -> Phone {
    let phone = phone();
    let year = CalendarYear {
        notice: "of these tests".into(),
        holidays: vec![],
        makeup: vec![],
    };
    phone.pull(vec![Change::Settings {
        settings: Settings {
            policies: Policies::new(vec![policy()]),
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

#[test]
fn what_one_does_is_shown_and_queued_and_pages_are_told() {
    let phone = settled();
    let span = phone.leave("2025-12-09").span;
    asking(phone.store, async |engine| {
        engine.told();
        let deed = Deed::AskLeave {
            kind: LeaveKind::Annual,
            span,
            reason: "回老家 \r\n".into(),
        };
        let done = engine.ask(Act(deed)).await.unwrap();
        assert!(engine.told().contains(&Told::Records));
        let leaves = engine.ask(GetLeaves).await.unwrap();
        let [item] = leaves.mine.as_slice() else {
            panic!("{leaves:?}")
        };
        assert_eq!((item.leave.id.0, item.leave.asked_at), (done.subject, NOW));
        assert_eq!(item.leave.reason, "回老家", "as it was meant");
        assert_eq!(item.under_way, Some(Delivery::Waiting));
        assert_eq!(item.person.as_ref().unwrap().name, "韦明月");
        assert_eq!(engine.ask(GetSyncState).await.unwrap().waiting, 1);
    });
}

#[test]
fn what_the_rules_refuse_is_not_queued() {
    let phone = settled();
    let own = phone.leave("2025-12-09");
    phone.pull_leave(&own);
    asking(phone.store, async |engine| {
        let deed = Deed::DecideLeave {
            leave: own.id,
            granted: true,
            reason: String::new(),
        };
        let refused = engine.ask(Act(deed.clone())).await;
        assert!(matches!(refused, Err(Fault::Refused(_))), "{refused:?}");
        let preview = engine.ask(GetPreview(deed)).await.unwrap();
        assert!(preview.refused.is_some());
        assert_eq!(preview.difference, Default::default());
        assert_eq!(engine.ask(GetSyncState).await.unwrap().waiting, 0);
        assert_eq!(
            engine.ask(GetLeaves).await.unwrap().mine[0].leave.state,
            LeaveState::Asked
        );
    });
}

#[test]
fn a_preview_is_what_is_then_booked() {
    let phone = settled();
    asking(phone.store, async |engine| {
        let score = GetScore {
            span: Span::Day,
            day: "2025-12-06".parse().unwrap(),
        };
        for (text, points) in [("第一条", Points::whole(1)), ("第二条", Points::ZERO)] {
            let draft = engine.ask(OpenDraft).await.unwrap().id;
            let save = SaveDraft {
                draft,
                text: text.into(),
                place: None,
            };
            engine.ask(save).await.unwrap();
            let before = engine.ask(score).await.unwrap();
            let preview = engine.ask(GetPreview(Deed::PostMoment { draft })).await.unwrap();
            engine.ask(Post(draft)).await.unwrap();
            let after = engine.ask(score).await.unwrap();
            assert_eq!(preview.difference.points, points, "{text}");
            assert_eq!(after.total - before.total, points);
            let entries = |page: &ScorePage| page.entries.iter().map(|item| item.entry).collect::<Vec<_>>();
            let (before, mut booked) = (entries(&before), entries(&after));
            booked.retain(|entry| !before.contains(entry));
            assert_eq!(
                preview.difference.come, booked,
                "also what is over the cap is noted"
            );
            assert_ne!(booked, []);
        }
        let page = engine.ask(score).await.unwrap();
        assert_eq!((page.trend.len(), page.trend[11].total), (12, Points::whole(1)));
        assert_eq!(page.trend[11].period, page.period);
    });
}

#[test]
fn an_empty_draft_is_refused_in_words_that_the_page_knows() {
    let phone = settled();
    asking(phone.store, async |engine| {
        let draft = engine.ask(OpenDraft).await.unwrap().id;
        assert!(
            engine
                .ask(GetPreview(Deed::PostMoment { draft }))
                .await
                .unwrap()
                .refused
                .is_some()
        );
        assert!(matches!(engine.ask(Post(draft)).await, Err(Fault::Moment(_))));
        assert_eq!(
            engine.ask(OpenDraft).await.unwrap().id,
            draft,
            "it is still there"
        );
    });
}

#[test]
fn likes_of_the_day_are_counted_down() {
    let phone = settled();
    let (one, two) = (phone.foreign_moment("一", NOW), phone.foreign_moment("二", NOW));
    let like = |moment| Deed::React {
        moment,
        reaction: Some(ReactionKind::Like),
    };
    asking(phone.store, async |engine| {
        let left = async |deed| engine.ask(GetPreview(deed)).await.unwrap().left.likes;
        assert_eq!(left(like(one)).await, Some(5));
        engine.ask(Act(like(one))).await.unwrap();
        assert_eq!(left(like(one)).await, Some(5), "one per moment");
        assert_eq!(left(like(two)).await, Some(4));
        let back = Deed::React {
            moment: one,
            reaction: None,
        };
        assert_eq!(left(back).await, Some(6));
        let preview = engine.ask(GetPreview(like(two))).await.unwrap();
        assert_eq!(preview.left.dislikes, None, "one's rank may not dislike");
    });
}

#[test]
fn what_waits_is_listed_until_it_is_done() {
    let phone = settled();
    let mut asked = phone.leave("2025-12-09");
    asked.person = phone.colleague.id;
    let (task, lesson) = (task(&phone, None), lesson(&phone));
    let head = Person {
        rank: Rank::Section,
        role: Role::Leader,
        ..phone.me.clone()
    };
    phone.pull(vec![
        Change::Person { person: head },
        record(Record::Leave { leave: asked.clone() }),
        record(Record::Task {
            task: Box::new(task.clone()),
        }),
        record(Record::Lesson {
            lesson: lesson.clone(),
        }),
    ]);
    asking(phone.store, async |engine| {
        let todo = engine.ask(GetTodo).await.unwrap();
        assert_eq!(todo.leaves[0].leave, asked);
        assert_eq!(todo.leaves[0].person.as_ref().unwrap().name, "罗山");
        assert_eq!(todo.tasks[0].task, task);
        assert_eq!(todo.lessons[0].title, lesson.title);

        let draft = engine.ask(OpenResult(task.id)).await.unwrap().id;
        let save = SaveDraft {
            draft,
            text: "清好了".into(),
            place: None,
        };
        engine.ask(save).await.unwrap();
        for deed in [
            Deed::DecideLeave {
                leave: asked.id,
                granted: true,
                reason: String::new(),
            },
            Deed::DeliverTask { task: task.id, draft },
            Deed::ReadLesson {
                lesson: lesson.id,
                started_at: NOW.plus(-90_000),
                seconds: 80,
            },
        ] {
            engine.ask(Act(deed)).await.unwrap();
        }
        assert_eq!(*engine.ask(GetTodo).await.unwrap(), Default::default());

        let page = engine.ask(GetTask(task.id)).await.unwrap();
        assert_eq!(page.task.task.deliveries[0].text, "清好了");
        assert!(
            page.may.split && !page.may.deliver,
            "it is delivered: {:?}",
            page.may
        );
        assert_ne!(
            engine.ask(OpenResult(task.id)).await.unwrap().id,
            draft,
            "that draft is gone"
        );
        let page = engine.ask(GetLesson(lesson.id)).await.unwrap();
        assert_eq!((page.to_read, page.under_way), (false, Some(Delivery::Waiting)));
        assert_eq!(engine.ask(GetLessons).await.unwrap()[0].read_at, Some(NOW));
    });
}

#[test]
fn today_tells_what_was_earned_and_what_is_to_be_had() {
    let phone = settled();
    phone.post("今天", &[]);
    phone.pull(vec![record(Record::Lesson {
        lesson: lesson(&phone),
    })]);
    asking(phone.store, async |engine| {
        let today = engine.ask(GetToday).await.unwrap();
        assert_eq!(today.day, "2025-12-06".parse().unwrap());
        assert_eq!((today.kind, today.logs), (DayKind::Weekend, 1));
        let points = today.points.unwrap();
        assert_eq!(points.total, Points::whole(1));
        let to_be_had: Vec<_> = points
            .to_be_had
            .iter()
            .map(|it| (it.rule, it.each, it.times))
            .collect();
        assert_eq!(to_be_had, [(Rule::LessonRead, Points::whole(2), 1)]);
        assert_eq!((today.waiting.lessons, today.waiting.unsent), (1, 1));
    });
}

/// The calendar of these tests knows 2025 alone.
#[test]
fn a_year_without_holidays_is_named_once_a_day_of_it_has_come() {
    for (now, shown) in [("2025-12-30", None), ("2026-01-05", Some(2026))] {
        let at = format!("{now}T01:00:00Z")
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap();
        asking_at(
            Timestamp(at.timestamp_millis()),
            settled().store,
            async |engine| {
                let get = GetScore {
                    span: Span::Year,
                    day: now.parse().unwrap(),
                };
                assert_eq!(engine.ask(get).await.unwrap().unpublished, shown, "{now}");
                let kind = engine.ask(GetToday).await.unwrap().kind;
                assert_eq!(kind == DayKind::Unpublished, shown.is_some(), "{now}");
            },
        );
    }
}

#[test]
fn a_task_shows_its_chain_upward_and_its_parts() {
    let phone = settled();
    let top = task(&phone, None);
    let middle = task(&phone, Some(top.id));
    let (left, right) = (task(&phone, Some(middle.id)), task(&phone, Some(middle.id)));
    let all = [&top, &middle, &left, &right];
    phone.pull(
        all.map(|task| {
            record(Record::Task {
                task: Box::new(task.clone()),
            })
        })
        .into(),
    );
    asking(phone.store, async |engine| {
        let page = engine.ask(GetTask(left.id)).await.unwrap();
        let chain: Vec<TaskId> = page.chain.iter().map(|item| item.task.id).collect();
        assert_eq!(chain, [middle.id, top.id]);
        assert_eq!((page.progress.done, page.progress.total), (0, 0));
        let page = engine.ask(GetTask(top.id)).await.unwrap();
        let progress = (page.progress.done, page.progress.total);
        assert_eq!((page.parts.len(), progress), (1, (0, 3)), "parts of parts count");
        let page = engine.ask(GetTask(middle.id)).await.unwrap();
        let mut parts: Vec<TaskId> = page.parts.iter().map(|item| item.task.id).collect();
        let mut expected = [left.id, right.id];
        parts.sort();
        expected.sort();
        assert_eq!(parts, expected);
    });
}

#[test]
fn what_the_server_refused_is_listed_tried_again_and_dropped() {
    let phone = settled();
    let (first, second) = (phone.leave("2025-12-09"), phone.leave("2025-12-10"));
    for leave in [&first, &second] {
        let asked = phone.ask(leave);
        phone
            .store
            .refuse(asked, &Problem::new(ProblemKind::Conflict))
            .unwrap();
    }
    asking(phone.store, async |engine| {
        let refusals = engine.ask(GetRefusals).await.unwrap();
        let leaves: Vec<_> = refusals.iter().map(|refusal| &refusal.action).collect();
        let asks = [second.clone(), first.clone()].map(|leave| Action::AskLeave { leave });
        assert_eq!(leaves, asks.iter().collect::<Vec<_>>(), "newest first");
        assert_eq!(refusals[0].problem.kind, ProblemKind::Conflict);
        assert_eq!(engine.ask(GetLeaves).await.unwrap().mine.len(), 0);

        engine.ask(Retry(refusals[0].operation)).await.unwrap();
        engine.ask(Discard(refusals[1].operation)).await.unwrap();
        assert_eq!(engine.ask(GetRefusals).await.unwrap(), []);
        let mine = engine.ask(GetLeaves).await.unwrap().mine;
        assert_eq!((mine.len(), mine[0].leave.id), (1, second.id));
        let gone = engine.ask(Retry(refusals[1].operation)).await;
        assert_eq!(gone, Err(Fault::NotFound));
    });
}

#[test]
fn what_the_policy_does_not_name_is_switched_off() {
    asking(phone().store, async |engine| {
        let sections = engine.ask(GetPolicy).await.unwrap();
        assert_eq!(sections, Default::default(), "before the first pull");
    });
    asking(settled().store, async |engine| {
        let sections = engine.ask(GetPolicy).await.unwrap();
        assert_eq!(sections.leave, [LeaveKind::Annual]);
        assert!(sections.learning && sections.tasks && sections.likes && sections.points && sections.edit);
        assert!(
            !sections.may_publish && !sections.may_give,
            "a cadre does neither"
        );
        assert!(sections.modes.is_empty() && !sections.dislikes && !sections.delete && !sections.appeal);
    });
}

#[test]
fn people_to_choose_from_come_by_unit() {
    let phone = settled();
    let mut hamlet = phone.store.directory().unwrap().unwrap().unit.clone();
    hamlet.parent = Some(hamlet.id);
    hamlet.id = jishi_core::model::UnitId::new(NOW);
    hamlet.name = "小坝组".into();
    let colleague = phone.colleague.clone();
    let mut resident = colleague.clone();
    resident.id = jishi_core::model::PersonId::new(NOW);
    resident.unit = hamlet.id;
    phone.pull(vec![
        Change::Unit { unit: hamlet.clone() },
        Change::Person {
            person: resident.clone(),
        },
    ]);
    asking(phone.store, async |engine| {
        // A cadre gives nobody a task, but passes on parts of one to those around and below.
        let nobody = GetPeople {
            unit: None,
            parent: None,
        };
        assert_eq!(engine.ask(nobody).await.unwrap().people, []);
        let parent = Some(TaskId::new(NOW));
        let own = engine.ask(GetPeople { unit: None, parent }).await.unwrap();
        assert_eq!(own.people, [colleague]);
        assert_eq!((own.head, own.below), (None, vec![hamlet.clone()]));
        let below = GetPeople {
            unit: Some(hamlet.id),
            parent,
        };
        assert_eq!(engine.ask(below).await.unwrap().people, [resident]);
    });
}

#[test]
fn a_like_received_shows_in_the_score_by_the_givers_rank() {
    let phone = settled();
    let mut with_points = policy();
    let evaluation = with_points.evaluation.as_mut().unwrap();
    evaluation.points = serde_json::from_str(
        r#"{ "by_rank": { "county": { "like": 2, "dislike": -2 } }, "gain_per_day": 9, "loss_per_day": 9 }"#,
    )
    .unwrap();
    let (moment, _) = phone.post("走访", &[]);
    let settings = Settings {
        policies: Policies::new(vec![with_points]),
        calendar: phone.store.settings().unwrap().calendar.clone(),
    };
    let reaction = Reaction {
        moment,
        giver: phone.colleague.id,
        rank: jishi_core::model::Rank::County,
        kind: ReactionKind::Like,
        done_at: NOW,
    };
    phone.pull(vec![Change::Settings { settings }, Change::Reaction { reaction }]);
    asking(phone.store, async |engine| {
        let points = engine.ask(GetToday).await.unwrap().points.unwrap();
        assert_eq!(
            points.total,
            Points::whole(3),
            "one for the log, two for the like"
        );
    });
}
