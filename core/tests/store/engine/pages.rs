//! What pages are answered on a phone that has no signal.

use jishi_core::{
    engine::{
        Act, Deed, Delivery, GetLeaves, GetLesson, GetLessons, GetOwnData, GetPeople, GetPolicy, GetScore,
        GetTask, GetToday, GetTodo, GetWorkplace, OpenResult, SaveDraft,
    },
    model::{
        Decision, Hours, Leave, LeaveKind, LeaveState, Person, Points, Rank, Reaction, ReactionKind, Record,
        Role, Rule, Shift, TaskId, Timestamp,
    },
    protocol::{Change, Settings},
    rules::{
        calendar::DayKind,
        policy::{self, Policies},
        score::Span,
    },
};

use serde_json::Value;

use super::super::phone::{NOW, decided, phone};
use super::{asking, asking_at, lesson, policy, record, settled, task};

#[test]
fn whoever_granted_a_leave_is_told_what_became_of_it() {
    let phone = settled();
    let theirs = |day: &str| Leave {
        person: phone.colleague.id,
        ..phone.leave(day)
    };
    let word = |by| Decision {
        granted: true,
        by,
        reason: String::new(),
        at: NOW,
    };
    let days_ago = |days: i64| NOW.plus(-days * 86_400_000);
    let withdrawn = |leave: Leave, by, at| Leave {
        state: LeaveState::Withdrawn {
            at,
            decision: Some(word(by)),
        },
        ..leave
    };
    let (me, colleague) = (phone.me.id, phone.colleague.id);
    let late = withdrawn(theirs("2025-12-09"), me, days_ago(1));
    let back = Leave {
        state: LeaveState::Returned {
            at: days_ago(20),
            decision: word(me),
            granted_to: theirs("2025-12-11").span.to,
        },
        ..theirs("2025-12-10")
    };
    let long_ago = withdrawn(theirs("2025-12-12"), me, days_ago(31));
    let by_another = withdrawn(theirs("2025-12-15"), colleague, days_ago(1));
    let stands = decided(&theirs("2025-12-16"), true, me);
    let leaves = [&back, &late, &long_ago, &by_another, &stands];
    phone.pull(
        leaves
            .map(|leave| record(Record::Leave { leave: leave.clone() }))
            .to_vec(),
    );
    asking(phone.store, async |engine| {
        let changed = engine.ask(GetLeaves).await.unwrap().changed;
        let ids: Vec<_> = changed.iter().map(|item| item.leave.id).collect();
        assert_eq!(ids, [late.id, back.id], "the newest change first, for a month");
        assert_eq!(changed[0].person.as_ref().unwrap().name, "罗山");
        let news = engine.ask(GetTodo).await.unwrap().changed_leaves.clone();
        let ids: Vec<_> = news.iter().map(|item| item.leave.id).collect();
        assert_eq!(ids, [late.id], "for a fortnight beside what waits");
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
fn hours_for_a_later_day_are_shown_where_they_change_something() {
    let phone = settled();
    let policy = policy::read(include_str!("../../../../assets/policies/wangmo-2016.toml")).unwrap();
    let usual = policy.attendance.as_ref().unwrap().shifts.clone();
    let calendar = phone.store.settings().unwrap().calendar.clone();
    let settings = Settings {
        policies: Policies::new(vec![policy]),
        calendar,
    };
    let mut unit = phone.store.directory().unwrap().unwrap().unit.clone();
    let own = usual[..1].to_vec();
    let hours = |from: &str, shifts: &[Shift]| Hours {
        from: from.parse().unwrap(),
        shifts: shifts.to_vec(),
    };
    // Its own since a while; from the tenth on, which changes nothing; then the policy's again.
    unit.hours = vec![
        hours("2025-11-01", &own),
        hours("2025-12-10", &own),
        hours("2026-01-05", &[]),
    ];
    phone.pull(vec![Change::Settings { settings }, Change::Unit { unit }]);
    asking(phone.store, async |engine| {
        let page = engine.ask(GetWorkplace { unit: None }).await.unwrap();
        assert_eq!(page.shifts, own);
        assert_eq!(page.upcoming, [hours("2026-01-05", &usual)]);
        let on = |day: &str| page.shifts_on(day.parse().unwrap());
        assert_eq!((on("2026-01-04"), on("2026-01-05")), (&own[..], &usual[..]));
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

#[test]
fn ones_own_data_can_be_taken_along_and_nobody_elses() {
    let phone = settled();
    phone.post("雨后查灾", &[b"photo"]);
    phone.foreign_moment("别人的日志", NOW);
    let own = task(&phone, None);
    phone.pull(vec![record(Record::Task { task: Box::new(own) })]);
    asking(phone.store, async |engine| {
        let data = engine.ask(GetOwnData).await.unwrap();
        let text = String::from_utf8(data.file.bytes).unwrap();
        assert!(!text.contains("别人的日志"));
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["person"]["name"], phone.me.name);
        assert_eq!(document["unit"]["name"], "大坝村");
        assert_eq!(document["moments"][0]["moment"]["text"], "雨后查灾");
        assert_eq!(document["records"][0]["record"], "task");
        let count = |list: &str| document[list].as_array().unwrap().len();
        assert_eq!(
            (data.moments, data.records, data.entries),
            (count("moments"), count("records"), count("ledger"))
        );
        assert_eq!((data.moments, data.records), (1, 1));
    });
}
