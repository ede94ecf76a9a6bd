//! Who looked at one's records, what moments said before, and how long places stay, over HTTP.

use jishi_core::model::{
    Action, Attachment, CheckIn, CheckInId, Flag, Mode, Moment, MomentId, PersonId, Place, Receipt, Record,
    TaskId,
};
use jishi_core::protocol::{Change, Look, LookKind, LookedAt, MomentTrace, Outcome};
use jishi_server::{AuditFault, Config, open_storage};

use crate::kit::things::{AT_THE_HALL, delivered_at_the_hall, task};
use crate::kit::{Device, Kit, NOW, jpeg, problem};

const DAY: i64 = 86_400_000;

async fn booked(device: &Device<'_>, action: Action) -> Receipt {
    match device.act(action).await {
        Outcome::Accepted { receipt } => receipt,
        other => panic!("{other:?}"),
    }
}

async fn looks(device: &Device<'_>) -> Vec<Look> {
    let seen: LookedAt = device.json("/v1/looks").await;
    seen.looks
}

/// A task that one of them has given to the other.
async fn given(giver: &Device<'_>, assignee: &Device<'_>) -> TaskId {
    let task = Box::new(task(giver, assignee, None));
    let id = task.id;
    giver.done(Action::GiveTask { task }).await;
    id
}

/// Who looked at what of theirs how often, the most often last.
async fn counted(device: &Device<'_>) -> Vec<(PersonId, LookKind, u32)> {
    let mut seen: Vec<_> = looks(device)
        .await
        .iter()
        .map(|look| (look.viewer, look.what, look.times))
        .collect();
    seen.sort_unstable_by_key(|(_, _, times)| *times);
    seen
}

#[tokio::test]
async fn every_look_is_told_to_whose_records_they_are() {
    let kit = Kit::start().await;
    let (alice, heidi, olga) = (
        kit.enrol("Alice").await,
        kit.enrol("Heidi").await,
        kit.enrol("Olga").await,
    );
    assert_eq!(looks(&alice).await, []);
    let unit = kit.unit_of(alice.person).await;
    let day = format!("/v1/unit-day?unit={unit}&day=2026-03-02");
    let score = format!("/v1/score?person={}&span=month&day=2026-03-02", alice.person);
    for (viewer, path) in [(&heidi, &day), (&heidi, &day), (&olga, &score), (&alice, &score)] {
        assert_eq!(viewer.get(path).await.status(), 200);
        kit.clock.advance(60_000);
    }
    let seen: Vec<_> = looks(&alice)
        .await
        .iter()
        .map(|look| (look.viewer, look.what, look.times, look.first_at, look.last_at))
        .collect();
    assert_eq!(
        seen,
        [
            (
                olga.person,
                LookKind::Ledger,
                1,
                NOW.plus(120_000),
                NOW.plus(120_000)
            ),
            (heidi.person, LookKind::UnitDay, 2, NOW, NOW.plus(60_000)),
        ],
        "one's own look is none"
    );
    let bob = kit.enrol("Bob").await;
    for path in [&day, &score] {
        assert_eq!(bob.get(path).await.status(), 403);
    }
    assert_eq!(looks(&alice).await.len(), 2, "who saw nothing has not looked");
    assert_eq!(looks(&bob).await, []);
    kit.clock.advance(91 * DAY);
    let mut alice = alice;
    alice.renew().await;
    assert_eq!(looks(&alice).await, [], "after ninety days it is told no more");
}

#[tokio::test]
async fn what_a_moment_said_before_is_for_its_author_and_those_above() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let (heidi, bob, olga) = (
        kit.enrol("Heidi").await,
        kit.enrol("Bob").await,
        kit.enrol("Olga").await,
    );
    let moment = alice.moment("走访三户");
    let id = moment.id;
    alice.done(Action::PostMoment { moment }).await;
    kit.clock.advance(60_000);
    let text = "走访四户".to_owned();
    alice.done(Action::EditMoment { moment: id, text }).await;
    let path = format!("/v1/moments/{id}/trace");
    for viewer in [&alice, &heidi, &olga] {
        let trace: MomentTrace = viewer.json(&path).await;
        let words: Vec<&str> = trace
            .versions
            .iter()
            .map(|version| version.text.as_str())
            .collect();
        assert_eq!(
            (trace.author, words, trace.deleted),
            (alice.person, vec!["走访三户", "走访四户"], false)
        );
        assert_eq!(trace.versions[1].since.since(trace.versions[0].since), 60_000);
    }
    assert_eq!(problem(carol.get(&path).await).await, (403, "forbidden".into()));
    assert_eq!(problem(bob.get(&path).await).await, (404, "not-found".into()));
    let viewers: Vec<_> = looks(&alice)
        .await
        .iter()
        .map(|look| (look.viewer, look.what))
        .collect();
    assert_eq!(viewers.len(), 2);
    assert!(
        viewers.iter().all(|(_, what)| *what == LookKind::Trace),
        "{viewers:?}"
    );

    alice.done(Action::DeleteMoment { moment: id }).await;
    let trace: MomentTrace = heidi.json(&path).await;
    assert_eq!((trace.versions.len(), trace.deleted), (2, true));
    assert_eq!(problem(carol.get(&path).await).await, (404, "not-found".into()));
    let unknown = format!("/v1/moments/{}/trace", MomentId::new(NOW));
    for path in [unknown.as_str(), "/v1/moments/1/trace"] {
        assert_eq!(
            problem(alice.get(path).await).await,
            (404, "not-found".into()),
            "{path}"
        );
    }
    let told = serde_json::to_string(&carol.pull(None).await).unwrap();
    assert!(
        !told.contains("走访三户") && !told.contains("走访四户"),
        "deleted words are told no more"
    );
}

#[tokio::test]
async fn where_others_were_is_asked_for_and_they_are_told_who_did() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let (heidi, bob) = (kit.enrol("Heidi").await, kit.enrol("Bob").await);
    let moment = Moment {
        place: Some(AT_THE_HALL),
        ..alice.moment("走访三户")
    };
    let without = alice.moment("开会");
    let ids = [moment.id, without.id];
    for moment in [moment, without] {
        alice.done(Action::PostMoment { moment }).await;
    }
    let id = given(&heidi, &alice).await;
    alice.done(delivered_at_the_hall(id)).await;

    // What both of them have by pull alone: that there is one, and not which.
    let told = async |device: &Device<'_>| {
        let told = serde_json::to_string(&device.pull(None).await).unwrap();
        (
            told.matches("latitude").count(),
            told.matches("\"placed\":true").count(),
        )
    };
    assert_eq!(told(&alice).await, (2, 0), "one's own is one's own");
    assert_eq!(told(&carol).await, (0, 1), "the task is not hers to read");
    assert_eq!(told(&heidi).await, (0, 2));

    let of_moment = format!("/v1/moments/{}/place", ids[0]);
    let of_result = format!("/v1/tasks/{id}/place?result=0");
    for (viewer, path) in [
        (&carol, &of_moment),
        (&heidi, &of_result),
        (&heidi, &of_result),
        (&alice, &of_moment),
        (&alice, &of_result),
    ] {
        let place: Place = viewer.json(path).await;
        assert_eq!(place, AT_THE_HALL, "{path}");
    }
    let unknown = format!("/v1/moments/{}/place", MomentId::new(NOW));
    for (viewer, path) in [
        (&carol, format!("/v1/moments/{}/place", ids[1])),
        (&carol, of_result.clone()),
        (&carol, unknown),
        (&carol, "/v1/moments/1/place".into()),
        (&bob, of_moment.clone()),
        (&bob, of_result.clone()),
        (&heidi, format!("/v1/tasks/{id}/place?result=1")),
        (&heidi, format!("/v1/tasks/{}/place?result=0", ids[0])),
    ] {
        let refused = problem(viewer.get(&path).await).await;
        assert_eq!(refused, (404, "not-found".into()), "{path}");
    }
    assert_eq!(
        counted(&alice).await,
        [
            (carol.person, LookKind::Place, 1),
            (heidi.person, LookKind::Place, 2)
        ],
        "one's own look is none, and neither is one that saw nothing"
    );
    alice.done(Action::DeleteMoment { moment: ids[0] }).await;
    let gone = problem(heidi.get(&of_moment).await).await;
    assert_eq!(gone, (404, "not-found".into()));
}

#[tokio::test]
async fn whose_file_is_opened_is_told_who_did() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let (heidi, bob) = (kit.enrol("Heidi").await, kit.enrol("Bob").await);
    let picture = jpeg(640, 480, 1);
    let shown = alice.post_photo(&picture, (640, 480)).await;
    // Bob has the same picture of his own, in a moment that neither Carol nor Heidi sees.
    bob.post_photo(&picture, (640, 480)).await;
    let id = given(&heidi, &alice).await;
    let bytes = b"%PDF-1.7\n1 0 obj\nendobj\n".to_vec();
    let delivered = alice.upload(&bytes).await;
    let paper = Attachment::Document {
        sha256: delivered,
        bytes: bytes.len() as u64,
        mime: "application/pdf".into(),
        name: "水位.pdf".into(),
    };
    alice
        .done(Action::DeliverTask {
            task: id,
            text: "清了三百米".into(),
            attachments: vec![paper],
            place: None,
        })
        .await;
    let (full, feed) = (
        format!("/v1/media/{shown}"),
        format!("/v1/media/{shown}?size=feed"),
    );
    let paper = format!("/v1/media/{delivered}");
    for (viewer, path, status) in [
        (&carol, &full, 200),
        (&carol, &feed, 200),
        (&carol, &paper, 404),
        (&heidi, &paper, 200),
        (&heidi, &paper, 200),
        (&alice, &full, 200),
        (&alice, &paper, 200),
        (&bob, &full, 200),
    ] {
        assert_eq!(viewer.get(path).await.status(), status, "{path}");
    }
    assert_eq!(
        counted(&alice).await,
        [
            (carol.person, LookKind::File, 1),
            (heidi.person, LookKind::File, 2)
        ],
        "what the feed shows by itself is no look, and neither is one at what is one's own as well"
    );
    assert_eq!(looks(&bob).await, [], "nobody saw it with him");
    kit.server.shutdown().await;
}

#[tokio::test]
async fn whoever_got_a_part_may_ask_where_the_whole_was_delivered_and_only_its_judge_reads_of_doubts() {
    let kit = Kit::start().await;
    let (olga, heidi, alice) = (
        kit.enrol("Olga").await,
        kit.enrol("Heidi").await,
        kit.enrol("Alice").await,
    );
    let whole = task(&olga, &heidi, None);
    let part = task(&heidi, &alice, Some(&whole));
    for (giver, task) in [(&olga, &whole), (&heidi, &part)] {
        let task = Box::new(task.clone());
        giver.done(Action::GiveTask { task }).await;
    }
    let somewhere = Place {
        mock: Some(true),
        ..AT_THE_HALL
    };
    heidi
        .done(Action::DeliverTask {
            task: whole.id,
            text: "清了三百米".into(),
            attachments: vec![],
            place: Some(somewhere.clone()),
        })
        .await;
    for (reader, placed, flags) in [
        (&olga, true, vec![Flag::Simulated]),
        (&alice, true, vec![]),
        (&heidi, false, vec![Flag::Simulated]),
    ] {
        let told = reader.pull(None).await.changes.into_iter().rev();
        let delivered = told.clone().find_map(|change| match change {
            Change::Record {
                record: Record::Task { task },
            } if task.id == whole.id => task.deliveries.into_iter().next(),
            _ => None,
        });
        let delivered = delivered.unwrap();
        assert_eq!((delivered.placed, delivered.place.is_some()), (placed, !placed));
        assert_eq!(delivered.flags, flags);
        let path = format!("/v1/tasks/{}/place?result=0", whole.id);
        assert_eq!(reader.json::<Place>(&path).await, somewhere);
    }
    assert_eq!(looks(&heidi).await.len(), 2);
}

/// How many places carol is told that there are, and how many stand in the record's own bytes.
async fn places(kit: &Kit, device: &Device<'_>) -> (usize, usize) {
    let told = serde_json::to_string(&device.pull(None).await).unwrap();
    let storage = kit.server.service().storage();
    let operations = storage.operations(0, 100).await.unwrap();
    let bytes: Vec<u8> = operations.into_iter().flat_map(|stored| stored.bytes).collect();
    let on_record = String::from_utf8(bytes).unwrap();
    (
        told.matches("\"placed\":true").count(),
        on_record.matches("latitude").count(),
    )
}

#[tokio::test]
async fn places_go_on_their_day_and_the_record_still_verifies() {
    let kit = Kit::start().await;
    let (mut alice, mut carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let mut receipts = Vec::new();
    for days in [0, 10] {
        kit.clock.set(NOW.plus(days * DAY));
        alice.renew().await;
        let done_at = kit.server.service().now();
        let moment = Moment {
            place: Some(AT_THE_HALL),
            done_at,
            ..alice.moment("走访三户")
        };
        receipts.push(booked(&alice, Action::PostMoment { moment }).await);
        let check_in = CheckIn {
            id: CheckInId::new(done_at),
            person: alice.person,
            mode: Mode::OnDuty,
            reason: String::new(),
            place: Some(AT_THE_HALL),
            done_at,
        };
        receipts.push(booked(&alice, Action::CheckIn { check_in }).await);
    }
    let service = kit.server.service();
    let kept = service.settings().await.unwrap().policies.all()[0]
        .retention
        .place_days;
    // Three o'clock at night, an hour of the last day and one of the day after.
    for (days, gone, told, on_record) in [(0, 0, 2, 4), (1, 2, 1, 2), (10, 0, 1, 2), (11, 2, 0, 0)] {
        kit.clock
            .set(NOW.plus((i64::from(kept) + days) * DAY - 6 * 3_600_000));
        assert_eq!(service.retire_places().await.unwrap(), gone, "{days}");
        carol.renew().await;
        assert_eq!(places(&kit, &carol).await, (told, on_record), "{days}");
    }
    let Kit { server, folder, .. } = kit;
    server.shutdown().await;
    let audit = async |folder: &std::path::Path| {
        let config = Config::in_folder(folder, ([127, 0, 0, 1], 0).into());
        let storage = open_storage(&config).await.unwrap();
        jishi_server::audit(&*storage, &receipts).await.unwrap()
    };
    let audited = audit(folder.path()).await.unwrap();
    assert_eq!((audited.operations, audited.retired, audited.receipts), (4, 4, 4));
    // Whoever changes what is left, or says that a place was taken out where it was not, is found out.
    let db = rusqlite::Connection::open(folder.path().join("jishi.sqlite")).unwrap();
    for (sequence, sql) in [
        (
            3,
            "UPDATE operation SET bytes = CAST(replace(bytes, '三户', '九户') AS BLOB) WHERE sequence = 3",
        ),
        (
            2,
            "UPDATE operation SET retired = (SELECT retired FROM operation WHERE sequence = 1) WHERE sequence = 2",
        ),
        (1, "UPDATE operation SET retired = NULL WHERE sequence = 1"),
    ] {
        db.execute_batch(sql).unwrap();
        let broken = audit(folder.path()).await.unwrap_err();
        assert_eq!(
            (broken.sequence, broken.fault),
            (sequence, AuditFault::Changed),
            "{sql}"
        );
    }
}
