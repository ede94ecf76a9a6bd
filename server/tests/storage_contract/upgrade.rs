//! Databases of earlier versions.

use jishi_core::model::{DeviceId, MomentId, PersonId, Rank, Reaction, ReactionKind, RecordId, Sha256};
use jishi_server::storage::{Activity, Effect, Head};
use uuid::Uuid;

use crate::place::{NOW, Place, accept, operation, reading, seeing};
use jishi_server::storage::Sees;

/// Rows as version 2 wrote them: two people like one moment, a lesson with a file was read, a task has a result with one.
const FILLED: &str = r#"
INSERT INTO setting (name, value)
VALUES ('secret', BYTES<0707070707070707070707070707070707070707070707070707070707070707>);
INSERT INTO unit (id, parent, name, kind) VALUES (ID<00000000000000000000000000000001>, NULL, '试县', 'county');
INSERT INTO person (id, staff_no, name, unit, post, rank, kind, role) VALUES
    (ID<00000000000000000000000000000011>, '1', '韦丽', ID<00000000000000000000000000000001>, '', 'none', 'ordinary', 'cadre'),
    (ID<00000000000000000000000000000012>, '2', '罗成', ID<00000000000000000000000000000001>, '', 'township', 'ordinary', 'leader');
INSERT INTO device (id, person, public_key, name, bound_at)
VALUES (ID<00000000000000000000000000000021>, ID<00000000000000000000000000000011>, BYTES<02>, 'd', 5);
INSERT INTO operation (sequence, id, person, device, digest, received_at, signature, bytes) VALUES
    (1, ID<00000000000000000000000000000031>, ID<00000000000000000000000000000011>, ID<00000000000000000000000000000021>,
     BYTES<0808080808080808080808080808080808080808080808080808080808080808>, 1, BYTES<01>, BYTES<7b7d>);
INSERT INTO moment (id, author, operation, done_at)
VALUES (ID<00000000000000000000000000000041>, ID<00000000000000000000000000000011>, 1, 1772413200000);
INSERT INTO reaction (moment, giver, kind, done_at, rank) VALUES
    (ID<00000000000000000000000000000041>, ID<00000000000000000000000000000012>, '{"kind":"like"}', 1772413200001, 'section');
INSERT INTO record (id, kind, owner, parent, first_day, last_day, version, body) VALUES
    (ID<00000000000000000000000000000051>, 'lesson', ID<00000000000000000000000000000012>, NULL, 20514, 20514, 1,
     '{"record":"lesson","lesson":{"id":"00000000-0000-0000-0000-000000000051","topic":"other","title":"t","body":"b","files":[{"sha256":"LESSON","bytes":5,"mime":"application/pdf","name":"n"}],"opens":"2026-03-02","closes":"2026-03-02","minimum_seconds":1,"publisher":"00000000-0000-0000-0000-000000000012","published_at":1,"withdrawn_at":null}}'),
    (ID<00000000000000000000000000000052>, 'reading', ID<00000000000000000000000000000011>, NULL, 20514, 20514, 1,
     '{"record":"reading","reading":{"id":"00000000-0000-0000-0000-000000000052","person":"00000000-0000-0000-0000-000000000011","lesson":"00000000-0000-0000-0000-000000000051","started_at":1,"finished_at":2,"seconds":3}}'),
    (ID<00000000000000000000000000000053>, 'task', ID<00000000000000000000000000000011>, NULL, 20514, 20514, 1,
     '{"record":"task","task":{"id":"00000000-0000-0000-0000-000000000053","parent":null,"assigner":"00000000-0000-0000-0000-000000000012","assignee":"00000000-0000-0000-0000-000000000011","unit":null,"title":"t","text":"","deadline":9,"evidence":{"photo":false,"place":false,"document":true},"reward":1,"penalty":0,"given_at":1,"state":{"state":"delivered"},"deliveries":[{"text":"","attachments":[{"kind":"document","sha256":"RESULT","bytes":5,"mime":"application/pdf","name":"n"}],"place":null,"at":2,"verdict":null}]}}');
INSERT INTO media (sha256, mime, bytes) VALUES (BYTES<LESSON>, 'application/pdf', 5), (BYTES<RESULT>, 'application/pdf', 5);
INSERT INTO change (sequence, kind, subject, author, reader, body) VALUES
    (1, 'unit', ID<00000000000000000000000000000001>, NULL, NULL, 'unit'),
    (2, 'person', ID<00000000000000000000000000000011>, NULL, NULL, 'person'),
    (3, 'moment', ID<00000000000000000000000000000041>, ID<00000000000000000000000000000011>, NULL, 'moment'),
    (4, 'record', ID<00000000000000000000000000000053>, NULL, ID<00000000000000000000000000000012>, 'task'),
    (5, 'settings', ID<00000000000000000000000000000000>, NULL, NULL, 'settings');
"#;

const fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

const fn record(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(n))
}

pub async fn a_filled_database_of_version_2_keeps_everything(place: &Place) {
    let (lesson, result) = (Sha256::of(b"lesson"), Sha256::of(b"result"));
    let filled = FILLED
        .replace("LESSON", &lesson.to_string())
        .replace("RESULT", &result.to_string());
    let sqlite = filled
        .replace("BYTES<", "x'")
        .replace("ID<", "x'")
        .replace('>', "'");
    let postgres = filled
        .replace("BYTES<", r"bytea '\x")
        .replace("ID<", "uuid '")
        .replace('>', "'");
    place
        .script(
            &format!(
                "{} {} {sqlite} PRAGMA user_version = 2;",
                include_str!("../../src/storage/sqlite/migrations/001_first.sql"),
                include_str!("../../src/storage/sqlite/migrations/002_records.sql"),
            ),
            &format!(
                "CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY);
                 INSERT INTO schema_version (version) VALUES (1), (2); {} {} {postgres}",
                include_str!("../../src/storage/postgres/migrations/001_first.sql"),
                include_str!("../../src/storage/postgres/migrations/002_records.sql"),
            ),
        )
        .await;
    let storage = place.open().await;
    assert_eq!(storage.secret([1; 32]).await.unwrap(), [7; 32]);
    assert_eq!(storage.roster_version().await.unwrap(), 2);
    let roster = storage.roster().await.unwrap();
    assert_eq!((roster.units.len(), roster.people.len()), (1, 2));
    assert_eq!(
        (&roster.units[0].workplace, roster.units[0].hours.len()),
        (&None, 0)
    );

    let moment = MomentId(Uuid::from_u128(0x41));
    assert!(!storage.moments(&[moment]).await.unwrap()[&moment].deleted);
    let found = storage
        .activity(&[person(0x11)], NOW, NOW.plus(10))
        .await
        .unwrap();
    let reaction = Reaction {
        moment,
        giver: person(0x12),
        rank: Rank::Section,
        kind: ReactionKind::Like,
        done_at: NOW.plus(1),
    };
    let expected = Activity {
        person: person(0x11),
        since: Some(jishi_core::model::Timestamp(5)),
        moments: vec![(moment, NOW)],
        reactions: vec![reaction],
    };
    assert_eq!(found, [expected]);

    let readings = storage.parts(&[record(0x51)]).await.unwrap();
    let readings: Vec<RecordId> = readings.iter().map(|stored| stored.record.id()).collect();
    assert_eq!(readings, [record(0x52)]);
    let media = storage.media(&[lesson, result]).await.unwrap();
    assert_eq!(media[&lesson].records, [record(0x51)]);
    assert_eq!(media[&result].records, [record(0x53)]);

    let mut leader = seeing(&[]);
    leader.reader = person(0x12);
    for (audience, expected) in [
        (
            reading(Sees::Everyone),
            vec!["unit", "person", "moment", "settings"],
        ),
        (leader, vec!["unit", "person", "task", "settings"]),
    ] {
        let page = storage.changes(0, 100, 100, &audience).await.unwrap();
        assert_eq!(page.bodies, expected);
    }

    // The operations from before are linked.
    let before = storage.operations(0, 10).await.unwrap();
    let head = Head::default().after(before[0].entry());
    assert_eq!((before.len(), &before[0].chain[..]), (1, &head.chain.0[..]));
    assert_eq!(storage.head().await.unwrap(), head);

    let who = (person(0x11), DeviceId(Uuid::from_u128(0x21)));
    let next = accept(&*storage, operation(who, Effect::Delete(moment))).await;
    assert_eq!(next, 2);
}

/// Requests as version 3 wrote them: one that waits, one that was granted, and a missing tap that waits; told to the leader.
const REQUESTS: &str = r#"
INSERT INTO record (id, kind, owner, parent, first_day, last_day, version, body) VALUES
    (ID<00000000000000000000000000000061>, 'leave', ID<00000000000000000000000000000011>, NULL, 20514, 20514, 1,
     '{"record":"leave","leave":{"id":"00000000-0000-0000-0000-000000000061","person":"00000000-0000-0000-0000-000000000011","kind":"annual","span":{"from":{"day":"2026-03-02","half":"morning"},"to":{"day":"2026-03-02","half":"afternoon"}},"reason":"","asked_at":1,"state":{"state":"asked"}}}'),
    (ID<00000000000000000000000000000062>, 'leave', ID<00000000000000000000000000000011>, NULL, 20514, 20514, 1,
     '{"record":"leave","leave":{"id":"00000000-0000-0000-0000-000000000062","person":"00000000-0000-0000-0000-000000000011","kind":"annual","span":{"from":{"day":"2026-03-02","half":"morning"},"to":{"day":"2026-03-02","half":"afternoon"}},"reason":"","asked_at":1,"state":{"state":"decided","decision":{"granted":true,"by":"00000000-0000-0000-0000-000000000012","reason":"","at":2}}}}'),
    (ID<00000000000000000000000000000063>, 'correction', ID<00000000000000000000000000000011>, NULL, 20514, 20514, 1,
     '{"record":"correction","correction":{"id":"00000000-0000-0000-0000-000000000063","person":"00000000-0000-0000-0000-000000000011","day":"2026-03-02","shift":0,"mode":"on_duty","reason":"r","asked_at":1,"decision":null}}');
INSERT INTO change (sequence, kind, subject, author, reader, body) VALUES
    (6, 'record', ID<00000000000000000000000000000061>, NULL, ID<00000000000000000000000000000011>, 'leave'),
    (7, 'record', ID<00000000000000000000000000000061>, NULL, ID<00000000000000000000000000000012>, 'leave'),
    (8, 'record', ID<00000000000000000000000000000061>, NULL, ID<00000000000000000000000000000012>, 'leave again'),
    (9, 'record', ID<00000000000000000000000000000062>, NULL, ID<00000000000000000000000000000012>, 'granted');
"#;

pub async fn requests_of_version_3_are_known_to_their_readers(place: &Place) {
    let in_sqlite = |rows: &str| {
        let rows = rows.replace("BYTES<", "x'").replace("ID<", "x'");
        rows.replace('>', "'")
    };
    let in_postgres = |rows: &str| {
        let rows = rows.replace("BYTES<", r"bytea '\x").replace("ID<", "uuid '");
        rows.replace('>', "'")
    };
    let (lesson, result) = (
        Sha256::of(b"lesson").to_string(),
        Sha256::of(b"result").to_string(),
    );
    let filled = FILLED.replace("LESSON", &lesson).replace("RESULT", &result);
    place
        .script(
            &format!(
                "{} {} {} {} {} PRAGMA user_version = 3;",
                include_str!("../../src/storage/sqlite/migrations/001_first.sql"),
                include_str!("../../src/storage/sqlite/migrations/002_records.sql"),
                in_sqlite(&filled),
                include_str!("../../src/storage/sqlite/migrations/003_activity.sql"),
                in_sqlite(REQUESTS),
            ),
            &format!(
                "CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY);
                 INSERT INTO schema_version (version) VALUES (1), (2), (3); {} {} {} {} {}",
                include_str!("../../src/storage/postgres/migrations/001_first.sql"),
                include_str!("../../src/storage/postgres/migrations/002_records.sql"),
                in_postgres(&filled),
                include_str!("../../src/storage/postgres/migrations/003_activity.sql"),
                in_postgres(REQUESTS),
            ),
        )
        .await;
    let storage = place.open().await;
    let seen = |found: Vec<jishi_server::storage::Told>| -> Vec<(RecordId, Vec<PersonId>)> {
        let each = found.into_iter();
        each.map(|told| (told.stored.record.id(), told.readers)).collect()
    };
    let (cadre, leader) = (person(0x11), person(0x12));
    let waiting = [
        (record(0x53), vec![leader]),
        (record(0x61), vec![cadre, leader]),
        (record(0x63), vec![]),
    ];
    assert_eq!(seen(storage.told(9, None, 10).await.unwrap()), waiting);
    // The log told of the cadre at 2, and never again; of the leader nothing.
    assert_eq!(seen(storage.told(0, None, 10).await.unwrap()), waiting);
    let roster = storage.roster().await.unwrap();
    assert!(roster.people.iter().all(|listed| listed.person.tenure.is_plain()));
    assert_eq!(roster.since[&cadre], 2);
}
