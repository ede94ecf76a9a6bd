//! The demo county is filled, shows what it should, and stays as it is the second time.

use std::collections::HashSet;
use std::sync::Arc;

use jishi_core::model::{
    Action, Attachment, LeaveKind, Mode, Operation, PersonId, ReactionKind, Rule, Timestamp,
};
use jishi_core::protocol::{Change, EnrolRequest, PersonScoreQuery, Protocol as _, PullQuery};
use jishi_core::rules::score::Span;
use jishi_server::{Caller, Config, Service, SetClock, demo, open};

use crate::kit;

#[tokio::test]
async fn those_who_enter_see_the_cadres_day() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::in_folder(folder.path(), ([127, 0, 0, 1], 0).into());
    assert!(demo::fill(&config).await.unwrap());
    assert!(!demo::fill(&config).await.unwrap());
    let service = open(&config).await.unwrap();
    let people = demo::people(&service).await.unwrap();
    let text = demo::welcome("http://127.0.0.1:8420", &people);
    assert!(
        text.contains("石门村")
            && text.contains("云溪镇")
            && text.contains("县委组织部")
            && text.contains("考勤员 clerk"),
        "{text}"
    );
    let mut seen = Vec::new();
    for (person, seed) in people.iter().zip(40..) {
        let caller = enter(&service, &person.code, seed).await;
        seen.push(moments(&service, &caller).await);
    }
    let [cadre, leader, organization, _] = seen.as_slice() else {
        panic!("a cadre, a leader, the organization department and a clerk")
    };
    assert!(cadre.len() >= 8, "{}", cadre.len());
    assert!(
        cadre.iter().all(|moment| leader.contains(moment)),
        "the leader sees what the cadre sees"
    );
    assert!(leader.len() < organization.len() && organization.len() >= 40);
    let now = service.now();
    assert!(organization.iter().all(|(_, done_at)| *done_at <= now));
}

/// A working day just after midnight, the days after the long holidays and after New Year, a Sunday, and the turn of the
/// last published year; in UTC.
#[tokio::test(flavor = "multi_thread")]
async fn everything_that_people_can_do_is_done_on_whatever_day_it_is_filled() {
    for day in [
        "2026-03-02T18:50:00Z",
        "2026-10-09T03:30:00Z",
        "2026-01-05T15:59:00Z",
        "2026-05-24T00:20:00Z",
        "2026-12-31T15:59:00Z",
        "2030-06-20T03:00:00Z",
    ] {
        let now: chrono::DateTime<chrono::Utc> = day.parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::in_folder(folder.path(), ([127, 0, 0, 1], 0).into());
        config.clock = Arc::new(SetClock::at(Timestamp(now.timestamp_millis())));
        demo::fill(&config)
            .await
            .unwrap_or_else(|fault| panic!("{day}: {fault}"));
        let done = done(&open(&config).await.unwrap()).await;
        let missing: Vec<_> = wanted().into_iter().filter(|deed| !done.contains(deed)).collect();
        assert!(
            missing.is_empty(),
            "{day}: nobody did {missing:?} in the demo's month"
        );
    }
}

/// Whoever adds a rule says whether the demo shows it.
const fn is_shown(rule: Rule) -> bool {
    match rule {
        Rule::OnDuty
        | Rule::Away
        | Rule::Late
        | Rule::Early
        | Rule::Absent
        | Rule::LogWritten
        | Rule::LogMissed
        | Rule::LessonRead
        | Rule::TaskAccepted
        | Rule::TaskOverdue
        | Rule::Liked
        | Rule::Disliked
        | Rule::AppealGranted
        | Rule::AppealRefused => true,
    }
}

#[tokio::test]
async fn the_month_comes_to_entries_of_every_rule() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::in_folder(folder.path(), ([127, 0, 0, 1], 0).into());
    let now: chrono::DateTime<chrono::Utc> = "2026-10-28T04:00:00Z".parse().unwrap();
    config.clock = Arc::new(SetClock::at(Timestamp(now.timestamp_millis())));
    demo::fill(&config).await.unwrap();
    let service = open(&config).await.unwrap();
    let people = demo::people(&service).await.unwrap();
    let caller = enter(&service, &people[2].code, 50).await;
    let mut rules = HashSet::new();
    for person in everybody(&service, &caller).await {
        let query = PersonScoreQuery {
            person,
            span: Span::Year,
            day: "2026-10-28".parse().unwrap(),
        };
        let score = service.person_score(&caller, query).await.unwrap();
        rules.extend(score.ledger.entries().iter().map(|entry| entry.key.rule));
    }
    assert!(rules.iter().all(|rule| is_shown(*rule)));
    assert_eq!(rules.len(), 14, "{rules:?}");
}

#[test]
fn the_texts_of_the_demo_are_of_no_month() {
    for name in ["month.toml", "moments.toml"] {
        let text =
            std::fs::read_to_string(format!("{}/../assets/demo/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        for month in [
            "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
        ] {
            for of in ["月份", "月底", "月前", "月初", "月中"] {
                assert!(
                    !text.contains(&format!("{month}{of}")),
                    "{name} speaks of {month}{of}"
                );
            }
        }
    }
}

/// Every action, and what is worth telling apart among those of one kind.
fn wanted() -> HashSet<String> {
    let modes = Mode::ALL.into_iter().filter(|mode| *mode != Mode::Leave);
    let plain = "post_moment edit_moment delete_moment react react:like react:dislike react:taken_back check_in \
        ask_correction decide_correction:true decide_correction:false withdraw_correction review_doubt:true review_doubt:false ask_leave decide_leave:true decide_leave:false \
        withdraw_leave return_early publish_lesson publish_lesson:picture publish_lesson:paper withdraw_lesson \
        read_lesson give_task give_task:part give_task:unit deliver_task deliver_task:document judge_task:true \
        judge_task:false cancel_task file_appeal decide_appeal:true decide_appeal:false withdraw_appeal decide_device:true decide_device:false revoke_device set_workplace \
        set_workplace:hours post_moment:photo post_moment:voice post_moment:video post_moment:document";
    plain
        .split_whitespace()
        .map(str::to_owned)
        .chain(modes.map(|mode| format!("check_in:{mode:?}")))
        .chain(LeaveKind::ALL.map(|kind| format!("ask_leave:{kind:?}")))
        .collect()
}

async fn done(service: &Service) -> HashSet<String> {
    let operations = service.storage().operations(0, 100_000).await.unwrap();
    let mut done = HashSet::new();
    for stored in operations {
        let operation: Operation = serde_json::from_slice(&stored.bytes).unwrap();
        let kind = serde_json::to_value(&operation.action).unwrap()["kind"]
            .as_str()
            .unwrap()
            .to_owned();
        for detail in details(&operation.action) {
            done.insert(format!("{kind}:{detail}"));
        }
        done.insert(kind);
    }
    done
}

fn details(action: &Action) -> Vec<String> {
    let hung = |attachment: &Attachment| match attachment {
        Attachment::Photo { .. } => "photo".into(),
        Attachment::Voice { .. } => "voice".into(),
        Attachment::Document { .. } => "document".into(),
        Attachment::Video { .. } => "video".into(),
    };
    match action {
        Action::PostMoment { moment } => moment.attachments.iter().map(hung).collect(),
        Action::DeliverTask { attachments, .. } => attachments.iter().map(hung).collect(),
        Action::React { reaction, .. } => vec![match reaction {
            Some(ReactionKind::Like) => "like".into(),
            Some(ReactionKind::Dislike { .. }) => "dislike".into(),
            None => "taken_back".into(),
        }],
        Action::CheckIn { check_in } => vec![format!("{:?}", check_in.mode)],
        Action::AskLeave { leave } => vec![format!("{:?}", leave.kind)],
        Action::DecideCorrection { granted, .. }
        | Action::ReviewDoubt { granted, .. }
        | Action::DecideLeave { granted, .. }
        | Action::DecideAppeal { granted, .. }
        | Action::DecideDevice { granted, .. }
        | Action::JudgeTask {
            accepted: granted, ..
        } => vec![granted.to_string()],
        Action::PublishLesson { lesson } => {
            let file = |mime: &str| lesson.files.iter().any(|file| file.mime == mime);
            let picture = file("image/jpeg") && lesson.body.contains("](sha256:");
            [(picture, "picture"), (file("application/pdf"), "paper")]
                .into_iter()
                .filter(|(has, _)| *has)
                .map(|(_, what)| what.to_owned())
                .collect()
        }
        Action::GiveTask { task } => [(task.parent.is_some(), "part"), (task.unit.is_some(), "unit")]
            .into_iter()
            .filter(|(has, _)| *has)
            .map(|(_, what)| what.to_owned())
            .collect(),
        Action::SetWorkplace { hours: Some(_), .. } => vec!["hours".into()],
        _ => vec![],
    }
}

async fn enter(service: &Service, code: &str, seed: u8) -> Caller {
    use base64::Engine as _;
    let key = kit::key(seed);
    let point = key.verifying_key().to_encoded_point(true);
    let public_key = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(point.as_bytes());
    let request = EnrolRequest {
        code: code.into(),
        public_key,
        device_name: "test".into(),
    };
    let enrolled = service.enrol(request).await.unwrap();
    assert!(
        service.now().since(enrolled.on_record_since) > 20 * 86_400_000,
        "a new device does not begin the record anew"
    );
    let device = service.storage().device(enrolled.device).await.unwrap().unwrap();
    Caller {
        person: enrolled.person,
        device,
    }
}

async fn everybody(service: &Service, caller: &Caller) -> HashSet<PersonId> {
    let (mut after, mut found) = (None, HashSet::new());
    loop {
        let page = service.pull(caller, PullQuery { after }).await.unwrap();
        found.extend(page.changes.into_iter().filter_map(|change| match change {
            Change::Person { person } => Some(person.id),
            _ => None,
        }));
        if !page.more {
            return found;
        }
        after = Some(page.next);
    }
}

async fn moments(service: &Service, caller: &Caller) -> Vec<(String, Timestamp)> {
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let page = service.pull(caller, PullQuery { after }).await.unwrap();
        for change in page.changes {
            if let Change::Moment { moment, receipt, .. } = change {
                assert!(receipt.received_at >= moment.done_at);
                found.push((moment.text, moment.done_at));
            }
        }
        if !page.more {
            return found;
        }
        after = Some(page.next);
    }
}
