//! The policy that keeps evidence and nothing else, as a whole: every action, and every look, over HTTP.

use jishi_core::model::{
    Action, Appeal, AppealId, CheckIn, CheckInId, Correction, CorrectionId, EntryKey, Evidence, Half,
    HalfDay, Lesson, Mode, Moment, Points, ReactionKind, Reading, ReadingId, Rule, Task,
};
use jishi_core::protocol::{ProblemKind, UnitDay};
use jishi_server::FirstPolicy;

use crate::kit::things::{leave, lesson, task};
use crate::kit::{Kit, NOW, problem, refusal};

async fn evidence_only() -> Kit {
    Kit::with(|config| config.first_policy = FirstPolicy::EvidenceOnly).await
}

#[tokio::test]
async fn logs_leave_lessons_and_tasks_go_their_whole_way() {
    let kit = evidence_only().await;
    let (alice, heidi, olga) = (
        kit.enrol("Alice").await,
        kit.enrol("Heidi").await,
        kit.enrol("Olga").await,
    );
    let moment = alice.moment("入户三家");
    let text = "入户四家".into();
    alice
        .done(Action::PostMoment {
            moment: moment.clone(),
        })
        .await;
    alice
        .done(Action::EditMoment {
            moment: moment.id,
            text,
        })
        .await;
    alice.done(Action::DeleteMoment { moment: moment.id }).await;

    let [withdrawn, returned] = ["2026-03-09", "2026-03-02"].map(|day| leave(&alice, day));
    for asked in [&withdrawn, &returned] {
        alice.done(Action::AskLeave { leave: asked.clone() }).await;
        let (granted, reason) = (true, String::new());
        let leave = asked.id;
        heidi
            .done(Action::DecideLeave {
                leave,
                granted,
                reason,
            })
            .await;
    }
    alice.done(Action::WithdrawLeave { leave: withdrawn.id }).await;
    let last = HalfDay {
        half: Half::Morning,
        ..returned.span.to
    };
    let leave = returned.id;
    alice.done(Action::ReturnEarly { leave, last }).await;

    // Reading takes no time that anybody counts.
    let lesson = Lesson {
        minimum_seconds: 0,
        ..lesson(&olga)
    };
    olga.done(Action::PublishLesson {
        lesson: lesson.clone(),
    })
    .await;
    let reading = Reading {
        id: ReadingId::new(NOW),
        person: alice.person,
        lesson: lesson.id,
        started_at: NOW,
        finished_at: NOW,
        seconds: 0,
    };
    alice.done(Action::ReadLesson { reading }).await;
    olga.done(Action::WithdrawLesson { lesson: lesson.id }).await;

    let given = |parent: Option<&Task>, by, to| Task {
        reward: Points::ZERO,
        penalty: Points::ZERO,
        ..task(by, to, parent)
    };
    let carol = kit.enrol("Carol").await;
    let whole = given(None, &heidi, &alice);
    let part = given(Some(&whole), &alice, &carol);
    for (by, task) in [(&heidi, &whole), (&alice, &part)] {
        let task = Box::new(task.clone());
        by.done(Action::GiveTask { task }).await;
    }
    let deliver = Action::DeliverTask {
        task: part.id,
        text: "清了三百米".into(),
        attachments: vec![],
        place: None,
    };
    carol.done(deliver).await;
    let judge = Action::JudgeTask {
        task: part.id,
        accepted: true,
        reason: String::new(),
    };
    alice.done(judge).await;
    let cancel = Action::CancelTask {
        task: whole.id,
        reason: "已由县里统一安排".into(),
    };
    heidi.done(cancel).await;
}

#[tokio::test]
async fn what_counts_compares_or_locates_is_refused() {
    let kit = evidence_only().await;
    let (alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    let moment: Moment = alice.moment("入户三家");
    alice
        .done(Action::PostMoment {
            moment: moment.clone(),
        })
        .await;
    let react = |kind| Action::React {
        moment: moment.id,
        reaction: Some(kind),
    };
    let reason = || "照片是上周的".to_owned();
    let day = "2026-03-02".parse().unwrap();
    let tap = CheckIn {
        id: CheckInId::new(NOW),
        person: alice.person,
        mode: Mode::OnDuty,
        reason: String::new(),
        place: None,
        done_at: NOW,
    };
    let correction = Correction {
        id: CorrectionId::new(NOW),
        person: alice.person,
        day,
        shift: 0,
        mode: Mode::Meeting,
        reason: reason(),
        asked_at: NOW,
        decision: None,
        withdrawn_at: None,
    };
    let appeal = Appeal {
        id: AppealId::new(NOW),
        person: alice.person,
        entry: EntryKey {
            day,
            rule: Rule::LogMissed,
            evidence: Evidence::Day,
        },
        reason: reason(),
        filed_at: NOW,
        decide_by: NOW.plus(864_000_000),
        decision: None,
        withdrawn_at: None,
    };
    let unit = kit.unit_of(alice.person).await;
    let set = Action::SetWorkplace {
        unit,
        workplace: None,
        hours: None,
    };
    for (who, action) in [
        (&alice, Action::CheckIn { check_in: tap }),
        (&alice, Action::AskCorrection { correction }),
        (&alice, Action::FileAppeal { appeal }),
        (&heidi, react(ReactionKind::Like)),
        (&heidi, react(ReactionKind::Dislike { reason: reason() })),
        (&heidi, set),
    ] {
        let outcome = who.act(action.clone()).await;
        assert_eq!(refusal(&outcome), ProblemKind::SwitchedOff, "{action:?}");
    }
    let with_points = Box::new(task(&heidi, &alice, None));
    let outcome = heidi.act(Action::GiveTask { task: with_points }).await;
    assert_eq!(refusal(&outcome), ProblemKind::Invalid, "a task with points");

    for path in [
        format!("/v1/score?person={}&span=month&day=2026-03-02", alice.person),
        format!("/v1/ranking?unit={unit}&span=quarter&day=2026-03-02"),
    ] {
        let answer = problem(heidi.get(&path).await).await;
        assert_eq!(answer, (403, "switched-off".into()), "{path}");
    }
    let path = format!("/v1/unit-day?unit={unit}&day=2026-03-02");
    let seen: UnitDay = heidi.get(&path).await.json().await.unwrap();
    assert!(
        seen.people.iter().all(|person| person.shifts.is_empty()),
        "{seen:?}"
    );
    assert_eq!(seen.people.iter().map(|person| person.logs).sum::<u32>(), 1);
}
