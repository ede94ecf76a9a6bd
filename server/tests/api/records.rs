//! Records over HTTP: judged by the rules, one outcome for all, told to those concerned.

use jishi_core::model::{
    Action, CheckIn, CheckInId, Flag, Leave, LeaveState, Lesson, Mode, MomentId, ReactionKind, Reading,
    ReadingId, Record,
};
use jishi_core::protocol::{Change, ProblemKind};
use jishi_server::FirstPolicy;

use crate::kit::things::{leave, lesson};
use crate::kit::{Device, Kit, NOW, accepted, refusal};

fn decide(leave: &Leave, granted: bool) -> Action {
    Action::DecideLeave {
        leave: leave.id,
        granted,
        reason: if granted { "" } else { "防汛期间" }.into(),
    }
}

async fn leaves(device: &Device<'_>) -> Vec<Leave> {
    let page = device.pull(None).await;
    page.changes
        .into_iter()
        .filter_map(|change| match change {
            Change::Record {
                record: Record::Leave { leave },
            } => Some(leave),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn a_leave_is_asked_and_granted_with_one_tap_each_and_decided_once() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let heidi = kit.enrol("Heidi").await;
    let asked = leave(&alice, "2026-03-04");
    let ask = alice.act(Action::AskLeave { leave: asked.clone() }).await;
    assert!(accepted(&ask), "{ask:?}");
    assert_eq!(leaves(&heidi).await, std::slice::from_ref(&asked));
    assert_eq!(leaves(&carol).await, [], "colleagues are not told");
    assert_eq!(
        refusal(&carol.act(decide(&asked, true)).await),
        ProblemKind::NotFound
    );

    let granted = heidi.act(decide(&asked, true)).await;
    assert!(accepted(&granted), "{granted:?}");
    assert!(leaves(&alice).await.last().unwrap().is_granted());
    assert_eq!(
        refusal(&heidi.act(decide(&asked, false)).await),
        ProblemKind::AlreadyDecided
    );

    let mut other = leave(&alice, "2026-03-04");
    let overlap = alice.act(Action::AskLeave { leave: other.clone() }).await;
    assert_eq!(refusal(&overlap), ProblemKind::Overlap);
    other.span.from.day = "2026-03-07".parse().unwrap();
    other.span.to.day = "2026-03-08".parse().unwrap();
    let weekend = alice.act(Action::AskLeave { leave: other }).await;
    assert_eq!(refusal(&weekend), ProblemKind::OnlyDaysOff);
}

#[tokio::test]
async fn a_withdrawal_and_a_decision_that_cross_have_one_outcome() {
    let kit = Kit::start().await;
    let (alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    // All of one phone's day comes in one push; each sees what the one before has done.
    let asked = leave(&alice, "2026-03-05");
    let batch = [
        Action::AskLeave { leave: asked.clone() },
        Action::WithdrawLeave { leave: asked.id },
        Action::AskLeave {
            leave: leave(&alice, "2026-03-05"),
        },
    ];
    let batch = batch.map(|action| alice.sign(&alice.operation(action))).to_vec();
    let outcomes = alice.push(batch).await;
    assert!(outcomes.iter().all(accepted), "{outcomes:?}");
    assert_eq!(
        refusal(&heidi.act(decide(&asked, true)).await),
        ProblemKind::AlreadyWithdrawn
    );

    // Both at the very same time, many times over.
    for day in [
        "2026-03-09",
        "2026-03-10",
        "2026-03-11",
        "2026-03-12",
        "2026-03-13",
    ] {
        let asked = leave(&alice, day);
        assert!(accepted(
            &alice.act(Action::AskLeave { leave: asked.clone() }).await
        ));
        let (granted, refused, withdrawn) = tokio::join!(
            heidi.act(decide(&asked, true)),
            heidi.act(decide(&asked, false)),
            alice.act(Action::WithdrawLeave { leave: asked.id }),
        );
        let decided = [&granted, &refused]
            .into_iter()
            .filter(|outcome| accepted(outcome))
            .count();
        assert!(decided <= 1, "{granted:?} {refused:?}");
        for outcome in [granted, refused].iter().filter(|outcome| !accepted(outcome)) {
            let kind = refusal(outcome);
            assert!(
                matches!(kind, ProblemKind::AlreadyDecided | ProblemKind::AlreadyWithdrawn),
                "{kind:?}"
            );
        }
        let stands = leaves(&alice)
            .await
            .into_iter()
            .rfind(|leave| leave.id == asked.id)
            .unwrap();
        // Taking back what nobody has granted, or what has not begun, is always possible; taking back a no is not.
        assert_eq!(
            matches!(stands.state, LeaveState::Withdrawn { .. }),
            accepted(&withdrawn)
        );
        assert_eq!(
            leaves(&heidi).await.last().unwrap().state,
            stands.state,
            "both are told"
        );
    }
}

#[tokio::test]
async fn a_tap_is_ones_own_and_its_reason_stands_in_the_log() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let check_in = CheckIn {
        id: CheckInId::new(NOW),
        person: alice.person,
        mode: Mode::Meeting,
        reason: "镇上开防汛会".into(),
        place: None,
        done_at: NOW,
    };
    let outcome = alice
        .act(Action::CheckIn {
            check_in: check_in.clone(),
        })
        .await;
    assert!(accepted(&outcome), "{outcome:?}");
    let told = |page: jishi_core::protocol::PullPage| -> (usize, Option<String>) {
        let records = page
            .changes
            .iter()
            .filter(|change| matches!(change, Change::Record { .. }))
            .count();
        let text = page.changes.into_iter().find_map(|change| match change {
            Change::Moment { moment, .. } if moment.id == MomentId(check_in.id.0) => Some(moment.text),
            _ => None,
        });
        (records, text)
    };
    let reason = Some(check_in.reason.clone());
    assert_eq!(told(alice.pull(None).await), (1, reason.clone()));
    assert_eq!(told(carol.pull(None).await), (0, reason));

    let mut silent = check_in.clone();
    (silent.id, silent.reason) = (CheckInId::new(NOW), String::new());
    let outcome = alice.act(Action::CheckIn { check_in: silent }).await;
    assert_eq!(refusal(&outcome), ProblemKind::Invalid);
    let mut ahead = check_in.clone();
    (ahead.id, ahead.done_at) = (CheckInId::new(NOW), NOW.plus(3_600_000));
    let id = ahead.id;
    let outcome = alice.act(Action::CheckIn { check_in: ahead }).await;
    assert!(accepted(&outcome), "{outcome:?}");
    let records = alice
        .pull(None)
        .await
        .changes
        .into_iter()
        .filter_map(|change| match change {
            Change::Record { record } => Some(record),
            _ => None,
        });
    let (mut counted, mut flagged) = (None, None);
    for record in records {
        match record {
            Record::CheckIn { check_in, .. } if check_in.id == id => counted = Some(check_in.done_at),
            Record::Doubt { doubt } if doubt.subject == id.0 => flagged = Some(doubt.flags),
            _ => {}
        }
    }
    assert_eq!(counted, Some(NOW), "by the evidence, whatever was written down");
    let wall = NOW.plus(3_600_000);
    assert_eq!(flagged, Some(vec![Flag::Clock { wall }]));
}

#[tokio::test]
async fn a_lesson_is_for_all_and_is_read_once() {
    let kit = Kit::start().await;
    let (alice, olga) = (kit.enrol("Alice").await, kit.enrol("Olga").await);
    let lesson = lesson(&alice);
    let publish = |publisher| Action::PublishLesson {
        lesson: Lesson {
            publisher,
            ..lesson.clone()
        },
    };
    assert_eq!(
        refusal(&alice.act(publish(alice.person)).await),
        ProblemKind::Forbidden
    );
    let published = olga.act(publish(olga.person)).await;
    assert!(accepted(&published), "{published:?}");
    let read = |seconds: u32| Action::ReadLesson {
        reading: Reading {
            id: ReadingId::new(NOW),
            person: alice.person,
            lesson: lesson.id,
            started_at: NOW.plus(-700_000),
            finished_at: NOW,
            seconds,
        },
    };
    assert_eq!(refusal(&alice.act(read(599)).await), ProblemKind::ReadTooFast);
    let twice = [read(600), read(650)]
        .map(|action| alice.sign(&alice.operation(action)))
        .to_vec();
    let outcomes = alice.push(twice).await;
    assert!(accepted(&outcomes[0]), "{outcomes:?}");
    assert_eq!(refusal(&outcomes[1]), ProblemKind::AlreadyDone);
}

#[tokio::test]
async fn a_dislike_needs_rank_and_reason_and_a_county_without_evaluation_has_none() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let heidi = kit.enrol("Heidi").await;
    let moment = alice.moment("入户三家");
    assert!(accepted(&alice.post(&moment).await));
    let dislike = |reason: &str| Action::React {
        moment: moment.id,
        reaction: Some(ReactionKind::Dislike {
            reason: reason.into(),
        }),
    };
    assert_eq!(refusal(&carol.act(dislike("重复")).await), ProblemKind::Forbidden);
    assert_eq!(refusal(&heidi.act(dislike("  ")).await), ProblemKind::Invalid);
    assert!(accepted(&heidi.act(dislike("照片是上周的")).await));

    let kit = Kit::with(|config| config.first_policy = FirstPolicy::EvidenceOnly).await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let moment = alice.moment("入户三家");
    assert!(accepted(&alice.post(&moment).await));
    let like = Action::React {
        moment: moment.id,
        reaction: Some(ReactionKind::Like),
    };
    assert_eq!(refusal(&carol.act(like).await), ProblemKind::SwitchedOff);
}
