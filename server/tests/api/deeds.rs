//! Appeals, edits, deletions, workplaces, and deeds that race each other, over HTTP.

use jishi_core::model::{
    Action, Appeal, AppealId, Area, Attachment, CheckIn, CheckInId, EntryKey, Evidence, EvidenceAsked,
    Lesson, LessonFile, Mode, Moment, ReactionKind, Record, Rule, Sha256, Standing, Task, Workplace,
};
use jishi_core::protocol::{Change, PersonScore, ProblemKind};

use crate::kit::things::{AT_THE_HALL, HALL, leave, lesson, task};
use crate::kit::{self, Device, Kit, NOW, accepted, refusal};

async fn refused(device: &Device<'_>, action: Action) -> ProblemKind {
    refusal(&device.act(action).await)
}

async fn ledger(device: &Device<'_>) -> PersonScore {
    let path = format!("/v1/score?person={}&span=day&day=2026-03-02", device.person);
    device.get(&path).await.json().await.unwrap()
}

fn standing(score: &PersonScore, rule: Rule) -> Option<Standing> {
    let entry = score
        .ledger
        .entries()
        .iter()
        .find(|entry| entry.key.rule == rule)?;
    Some(entry.standing)
}

async fn appeal(device: &Device<'_>, entry: EntryKey) -> Appeal {
    let settings = device.kit.server.service().settings().await.unwrap();
    let days = settings.policies.all()[0].appeal.unwrap().decide_days;
    Appeal {
        id: AppealId::new(NOW),
        person: device.person,
        entry,
        reason: "照片是当天拍的".into(),
        filed_at: NOW,
        decide_by: NOW.plus(i64::from(days) * 86_400_000),
        decision: None,
        withdrawn_at: None,
    }
}

fn decide(appeal: &Appeal, granted: bool) -> Action {
    Action::DecideAppeal {
        appeal: appeal.id,
        granted,
        reason: if granted { "" } else { "照片是上周的" }.into(),
    }
}

/// Alice's moment, disliked by Heidi, and the entry of it.
async fn disliked(alice: &Device<'_>, heidi: &Device<'_>) -> (Moment, EntryKey) {
    let moment = alice.moment("入户三家");
    alice
        .done(Action::PostMoment {
            moment: moment.clone(),
        })
        .await;
    let reaction = Some(ReactionKind::Dislike {
        reason: "照片是上周的".into(),
    });
    let react = Action::React {
        moment: moment.id,
        reaction,
    };
    heidi.done(react).await;
    let score = ledger(alice).await;
    let entry = score
        .ledger
        .entries()
        .iter()
        .find(|entry| entry.key.rule == Rule::Disliked);
    (moment, entry.unwrap().key)
}

#[tokio::test]
async fn an_entry_is_contested_frozen_and_decided_by_somebody_else() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let (heidi, olga) = (kit.enrol("Heidi").await, kit.enrol("Olga").await);
    let (_, entry) = disliked(&alice, &heidi).await;
    let before = ledger(&alice).await.total;
    let filed = appeal(&alice, entry).await;
    let file = |appeal: &Appeal| Action::FileAppeal {
        appeal: appeal.clone(),
    };
    let mut nothing = filed.clone();
    nothing.entry.rule = Rule::LogMissed;
    assert_eq!(refused(&alice, file(&nothing)).await, ProblemKind::NotFound);
    assert_eq!(refused(&carol, file(&filed)).await, ProblemKind::Forbidden);
    alice.done(file(&filed)).await;
    let frozen = ledger(&alice).await;
    assert_eq!(
        standing(&frozen, Rule::Disliked),
        Some(Standing::Frozen { appeal: filed.id })
    );
    assert!(frozen.total > before);
    let again = Appeal {
        id: AppealId::new(NOW),
        ..filed.clone()
    };
    assert_eq!(refused(&alice, file(&again)).await, ProblemKind::AlreadyContested);

    assert_eq!(
        refused(&heidi, decide(&filed, false)).await,
        ProblemKind::NotFound,
        "who caused it is not told of it"
    );
    assert_eq!(refused(&carol, decide(&filed, true)).await, ProblemKind::NotFound);
    let told = |page: jishi_core::protocol::PullPage| {
        let is_appeal = |change: &Change| {
            matches!(
                change,
                Change::Record {
                    record: Record::Appeal { .. }
                }
            )
        };
        page.changes.iter().filter(|change| is_appeal(change)).count()
    };
    assert_eq!(told(olga.pull(None).await), 1, "who may decide is told");
    assert_eq!(told(heidi.pull(None).await), 0, "who caused it has no say");
    olga.done(decide(&filed, true)).await;
    assert_eq!(
        refused(&olga, decide(&filed, false)).await,
        ProblemKind::AlreadyDecided
    );
    let granted = ledger(&alice).await;
    assert_eq!(standing(&granted, Rule::Disliked), Some(Standing::Counted));
    assert_eq!(standing(&granted, Rule::AppealGranted), Some(Standing::Counted));
    assert_eq!(granted.total, frozen.total, "what it took is given back");
}

#[tokio::test]
async fn what_was_done_without_signal_can_be_contested_in_the_same_push() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let check_in = CheckIn {
        mode: Mode::Meeting,
        reason: "镇上开防汛会".into(),
        ..tap(&alice)
    };
    let moment = alice.moment("入户三家");
    let day = "2026-03-02".parse().unwrap();
    let entry = |rule, evidence| EntryKey { day, rule, evidence };
    let about_the_shift = appeal(&alice, entry(Rule::Away, Evidence::Shift { shift: 0 })).await;
    let about_the_log = appeal(
        &alice,
        entry(Rule::LogWritten, Evidence::Moment { id: moment.id.0 }),
    )
    .await;
    let batch = [
        Action::CheckIn { check_in },
        Action::FileAppeal {
            appeal: about_the_shift.clone(),
        },
        Action::PostMoment { moment },
        Action::FileAppeal {
            appeal: about_the_log.clone(),
        },
    ];
    let batch = batch.map(|action| alice.sign(&alice.operation(action))).to_vec();
    let outcomes = alice.push(batch).await;
    assert!(outcomes.iter().all(accepted), "{outcomes:?}");
    let score = ledger(&alice).await;
    for filed in [about_the_shift, about_the_log] {
        let contested = score.ledger.find(&filed.entry).unwrap();
        assert_eq!(contested.standing, Standing::Frozen { appeal: filed.id });
    }
}

#[tokio::test]
async fn a_gain_that_was_contested_stays_and_its_outcome_is_an_entry() {
    let kit = Kit::start().await;
    let (alice, olga) = (kit.enrol("Alice").await, kit.enrol("Olga").await);
    let moment = alice.moment("入户三家");
    alice
        .done(Action::PostMoment {
            moment: moment.clone(),
        })
        .await;
    let before = ledger(&alice).await;
    let filed = appeal(&alice, before.ledger.entries()[0].key).await;
    alice
        .done(Action::FileAppeal {
            appeal: filed.clone(),
        })
        .await;
    olga.done(decide(&filed, true)).await;
    let granted = ledger(&alice).await;
    assert_eq!(standing(&granted, Rule::LogWritten), Some(Standing::Counted));
    assert_eq!(standing(&granted, Rule::AppealGranted), Some(Standing::Counted));
    assert_eq!(granted.total, before.total, "who wins never has fewer points");
}

#[tokio::test]
async fn words_change_and_moments_go_within_their_time_and_leave_their_trace() {
    let kit = Kit::start().await;
    let (alice, carol, heidi) = (
        kit.enrol("Alice").await,
        kit.enrol("Carol").await,
        kit.enrol("Heidi").await,
    );
    let (moment, _) = disliked(&alice, &heidi).await;
    let cursor = carol.pull(None).await.next;
    let edit = |text: &str| Action::EditMoment {
        moment: moment.id,
        text: text.into(),
    };
    let delete = Action::DeleteMoment { moment: moment.id };
    assert_eq!(refused(&carol, edit("不是我写的")).await, ProblemKind::Forbidden);
    assert_eq!(refused(&carol, delete.clone()).await, ProblemKind::Forbidden);
    let bob = kit.enrol("Bob").await;
    for action in [edit("不是我写的"), delete.clone()] {
        assert_eq!(
            refused(&bob, action).await,
            ProblemKind::NotFound,
            "who may not see it does not learn that it is there"
        );
    }
    assert_eq!(refused(&alice, edit(" ")).await, ProblemKind::Invalid);
    alice.done(edit("入户四家")).await;
    alice.done(delete.clone()).await;
    assert_eq!(refused(&alice, delete).await, ProblemKind::AlreadyDone);
    assert_eq!(refused(&alice, edit("又改")).await, ProblemKind::NotFound);
    let like = Action::React {
        moment: moment.id,
        reaction: Some(ReactionKind::Like),
    };
    assert_eq!(refused(&carol, like).await, ProblemKind::NotFound);
    let told = carol.pull(Some(&cursor.0)).await.changes;
    let gone = Change::MomentGone { moment: moment.id };
    assert_eq!(told, [gone], "words that were deleted are told to nobody else");
    let kept = ledger(&alice).await.ledger;
    let rules: Vec<Rule> = kept.entries().iter().map(|entry| entry.key.rule).collect();
    assert_eq!(
        rules,
        [Rule::Disliked],
        "neither the log nor its likes count, and no deletion undoes a dislike"
    );
    let stored = kit.server.service().storage().operations(0, 100).await.unwrap();
    let bytes: Vec<String> = stored
        .iter()
        .map(|stored| String::from_utf8(stored.bytes.clone()).unwrap())
        .collect();
    let traced = |words: &str| bytes.iter().any(|bytes| bytes.contains(words));
    assert!(traced("入户三家") && traced("入户四家"), "what was signed stays");

    // A phone that says when it was: a day and an hour after the moment it is too late.
    let moment = alice.moment("下村");
    alice
        .done(Action::PostMoment {
            moment: moment.clone(),
        })
        .await;
    let mut late = alice.operation(Action::DeleteMoment { moment: moment.id });
    late.clock.wall = NOW.plus(25 * 3_600_000);
    kit.clock.advance(25 * 3_600_000);
    let token: jishi_core::protocol::AccessToken = alice.ask_token().await.json().await.unwrap();
    let request = jishi_core::protocol::PushRequest {
        clock: None,
        operations: vec![alice.sign(&late)],
    };
    let request = kit
        .http
        .post(kit.url("/v1/sync/push"))
        .bearer_auth(token.token)
        .json(&request);
    let reply: jishi_core::protocol::PushReply = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(refusal(&reply.outcomes[0]), ProblemKind::TooLate);
}

fn tap(device: &Device<'_>) -> CheckIn {
    CheckIn {
        id: CheckInId::new(NOW),
        person: device.person,
        mode: Mode::OnDuty,
        reason: String::new(),
        place: Some(AT_THE_HALL),
        done_at: NOW,
    }
}

#[tokio::test]
async fn taps_are_seen_from_the_workplace_that_a_leader_has_set() {
    let kit = Kit::start().await;
    let (alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    let directory = kit.server.service().directory().await.unwrap();
    let unit = directory.person(alice.person).unwrap().unit;
    let set = |radius_m| Action::SetWorkplace {
        unit,
        workplace: Some(Workplace { radius_m, ..HALL }),
        hours: None,
    };
    let area = |page: jishi_core::protocol::PullPage| {
        page.changes.into_iter().rev().find_map(|change| match change {
            Change::Record {
                record: Record::CheckIn { area, .. },
            } => Some(area),
            _ => None,
        })
    };
    let check_in = tap(&alice);
    alice.done(Action::CheckIn { check_in }).await;
    assert_eq!(area(alice.pull(None).await), Some(Area::NoWorkplace));
    assert_eq!(refused(&alice, set(150.0)).await, ProblemKind::Forbidden);
    assert_eq!(refused(&heidi, set(5.0)).await, ProblemKind::Invalid);
    // More of them in one push than an operation is judged again: each sees the one before.
    let batch: Vec<_> = (0..8)
        .map(|more| heidi.sign(&heidi.operation(set(150.0 + f64::from(more)))))
        .collect();
    let outcomes = heidi.push(batch).await;
    assert!(outcomes.iter().all(accepted), "{outcomes:?}");
    let told = alice
        .pull(None)
        .await
        .changes
        .into_iter()
        .rev()
        .find_map(|change| match change {
            Change::Unit { unit: told } if told.id == unit => told.workplace,
            _ => None,
        });
    assert_eq!(told.map(|workplace| workplace.radius_m), Some(157.0));
    let check_in = tap(&alice);
    alice.done(Action::CheckIn { check_in }).await;
    assert_eq!(
        area(alice.pull(None).await),
        Some(Area::Inside { distance_m: 0.0 })
    );
}

#[tokio::test]
async fn of_two_leaves_asked_at_once_for_the_same_days_one_stands() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    for day in [
        "2026-03-04",
        "2026-03-05",
        "2026-03-06",
        "2026-03-09",
        "2026-03-10",
        "2026-03-11",
    ] {
        let ask = || Action::AskLeave {
            leave: leave(&alice, day),
        };
        let (one, other, third) = tokio::join!(alice.act(ask()), alice.act(ask()), alice.act(ask()));
        let outcomes = [one, other, third];
        let stand = outcomes.iter().filter(|outcome| accepted(outcome)).count();
        assert_eq!(stand, 1, "{outcomes:?}");
        for outcome in outcomes.iter().filter(|outcome| !accepted(outcome)) {
            assert_eq!(refusal(outcome), ProblemKind::Overlap);
        }
    }
}

#[tokio::test]
async fn files_of_lessons_and_results_are_for_those_who_read_them() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let (heidi, bob, olga) = (
        kit.enrol("Heidi").await,
        kit.enrol("Bob").await,
        kit.enrol("Olga").await,
    );
    let pdf = |words: &str| format!("%PDF-1.7\n{words}").into_bytes();
    let status = async |device: &Device<'_>, sha256: Sha256| {
        device.get(&format!("/v1/media/{sha256}")).await.status().as_u16()
    };

    let file = pdf("条例");
    let sha256 = olga.upload(&file).await;
    assert_eq!(status(&bob, sha256).await, 404);
    let lesson = Lesson {
        files: vec![LessonFile {
            sha256,
            bytes: file.len() as u64,
            mime: "application/pdf".into(),
            name: "条例.pdf".into(),
        }],
        ..lesson(&olga)
    };
    olga.done(Action::PublishLesson { lesson }).await;
    for reader in [&alice, &bob, &heidi] {
        assert_eq!(status(reader, sha256).await, 200);
    }
    let response = bob.get(&format!("/v1/media/{sha256}")).await;
    for (name, expected) in [
        ("content-type", "application/pdf"),
        ("content-disposition", "attachment"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(kit::header(&response, name), expected);
    }

    let task = Task {
        evidence: EvidenceAsked {
            document: true,
            ..EvidenceAsked::default()
        },
        ..task(&heidi, &alice, None)
    };
    heidi
        .done(Action::GiveTask {
            task: Box::new(task.clone()),
        })
        .await;
    let file = pdf("清渠报告");
    let sha256 = alice.upload(&file).await;
    let deliver = |mime: &str| Action::DeliverTask {
        task: task.id,
        text: "已清".into(),
        attachments: vec![Attachment::Document {
            sha256,
            bytes: file.len() as u64,
            mime: mime.into(),
            name: "报告".into(),
        }],
        place: None,
    };
    assert_eq!(
        refused(&alice, deliver("text/plain")).await,
        ProblemKind::Invalid,
        "it is a PDF"
    );
    assert_eq!(status(&heidi, sha256).await, 404, "nothing shows it yet");
    alice.done(deliver("application/pdf")).await;
    for (device, expected) in [
        (&heidi, 200),
        (&alice, 200),
        (&carol, 404),
        (&bob, 404),
        (&olga, 404),
    ] {
        assert_eq!(status(device, sha256).await, expected);
    }
}
