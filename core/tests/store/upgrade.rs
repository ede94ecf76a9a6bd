//! A database of an older version of the program becomes what a new one is, and nothing in it is lost.

use std::collections::BTreeMap;

use jishi_core::{
    engine::{Delivery, Form, GetFeed},
    model::{Action, LeaveState, MomentId, Record, RecordId, RecordKind},
    protocol::{MediaSize, Problem, ProblemKind},
    store::{SCHEMA_VERSION, Store},
};
use rusqlite::Connection;
use uuid::Uuid;

use super::phone::{NOW, open, receipt};

const VERSION_1: &str = include_str!("snapshots/1.sql");
const VERSION_2: &str = include_str!("snapshots/2.sql");
const VERSION_3: &str = include_str!("snapshots/3.sql");
const VERSION_4: &str = include_str!("snapshots/4.sql");
const VERSION_5: &str = include_str!("snapshots/5.sql");
const VERSION_6: &str = include_str!("snapshots/6.sql");
const VERSION_7: &str = include_str!("snapshots/7.sql");
/// One of every version before this: whoever makes a new one adds what the last one wrote.
const OLDER: [&str; SCHEMA_VERSION as usize - 1] = [
    VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5, VERSION_6, VERSION_7,
];

/// A folder with a database made by a script.
fn filled(script: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let db = Connection::open(folder.path().join("jishi.db")).unwrap();
    db.execute_batch(script).unwrap();
    folder
}

/// Every column, index, view and version of a database, by name.
fn schema(folder: &tempfile::TempDir) -> BTreeMap<String, String> {
    let db = Connection::open(folder.path().join("jishi.db")).unwrap();
    let mut all = BTreeMap::new();
    let mut add = |sql: &str| {
        let mut statement = db.prepare(sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            all.insert(row.get(0).unwrap(), row.get(1).unwrap());
        }
    };
    add("SELECT m.type || ' ' || m.name || ' ' || c.name,
                c.cid || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || coalesce(c.dflt_value, '-') || ' ' || c.pk
         FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type IN ('table', 'view')");
    add("SELECT type || ' ' || name, coalesce(sql, '-') FROM sqlite_master WHERE type IN ('index', 'view')");
    add("SELECT 'version', CAST(user_version AS TEXT) FROM pragma_user_version");
    all
}

fn texts(store: &Store) -> Vec<String> {
    let directory = store.directory().unwrap().unwrap();
    let page = store.feed(&directory, NOW, &GetFeed::after(None, 100)).unwrap();
    page.items.into_iter().map(|item| item.moment.text).collect()
}

#[test]
fn an_older_version_upgraded_is_what_a_fresh_database_is() {
    for (version, script) in (1..).zip(OLDER) {
        let (old, fresh) = (filled(script), tempfile::tempdir().unwrap());
        assert_eq!(schema(&old)["version"], version.to_string());
        drop((open(old.path()), open(fresh.path())));
        assert_eq!(schema(&old), schema(&fresh), "from version {version}");
        assert_eq!(schema(&old)["version"], SCHEMA_VERSION.to_string());
    }
}

#[test]
fn nothing_of_an_older_version_is_lost() {
    for script in [VERSION_1, VERSION_2] {
        nothing_is_lost(script);
    }
}

fn nothing_is_lost(script: &str) {
    let folder = filled(script);
    let store = open(folder.path());
    let mut texts = texts(&store);
    texts.sort();
    let mut expected = ["收到的日志", "等照片", "被退回", "已赞", "待赞", "拒赞", "正在发"];
    expected.sort_unstable();
    assert_eq!(texts, expected);
    assert_eq!(store.outbox_counts().unwrap(), (3, 2));
    assert_eq!(store.cursor().unwrap(), None, "everything is told anew");
    assert!(store.anchor().unwrap().is_some());
    let secret = store.device_secret(|| Err::<[u8; 32], _>("it is kept")).unwrap();
    assert_eq!(secret, Ok(vec![7; 32]));

    let draft = store.latest_draft().unwrap().unwrap().draft;
    assert_eq!((draft.text.as_str(), draft.attachments.len()), ("写了一半", 1));
    let file = store.media(draft.attachments[0].sha256(), MediaSize::Full, NOW);
    assert_eq!(file.unwrap().unwrap().bytes, b"in the draft");
    assert_eq!(
        store.next_upload().unwrap().unwrap().sent,
        4,
        "half a photo was sent"
    );
}

#[test]
fn what_an_older_version_had_queued_is_still_sent_and_settled() {
    for script in [VERSION_1, VERSION_2] {
        the_queue_is_sent(script);
    }
}

fn the_queue_is_sent(script: &str) {
    let folder = filled(script);
    let store = open(folder.path());
    let directory = store.directory().unwrap().unwrap();
    let item = |text: &str| {
        let page = store.feed(&directory, NOW, &GetFeed::after(None, 100)).unwrap();
        page.items
            .into_iter()
            .find(|item| item.moment.text == text)
            .unwrap()
    };
    let ready = store.ready(100).unwrap();
    let on = |subject| {
        ready
            .iter()
            .find(|operation| operation.subject == subject)
            .unwrap()
            .id
    };

    let sending = item("正在发").moment.id;
    let operation = on(sending.0);
    store.settle(operation, &receipt(operation)).unwrap();
    assert_eq!(item("正在发").delivery, Delivery::Received(receipt(operation)));

    let liked = item("待赞");
    assert_eq!((liked.liked_by_me, liked.likes.len()), (true, 2));
    let operation = on(liked.moment.id.0);
    store
        .refuse(operation, &Problem::new(ProblemKind::Forbidden))
        .unwrap();
    assert_eq!((item("待赞").liked_by_me, item("待赞").likes.len()), (false, 1));
    assert!(item("已赞").liked_by_me, "what the server had taken stays");
    assert!(
        !item("拒赞").liked_by_me,
        "what the server had refused does not stand"
    );

    let Delivery::Refused { operation, .. } = item("被退回").delivery else {
        panic!("it was refused")
    };
    let Action::PostMoment { moment } = store.refused(operation).unwrap().action else {
        panic!("it was a moment")
    };
    assert_eq!((moment.text.as_str(), moment.attachments.len()), ("被退回", 1));
    store.drop_refused(operation).unwrap();
    assert!(!texts(&store).contains(&"被退回".to_owned()));
}

/// An id of what version 3 added to the snapshot.
fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x019a_f232_b300_7000_8000_0000_0000_0000 + n)
}

#[test]
fn postings_and_workplaces_outlive_the_upgrade() {
    let old = filled(VERSION_3);
    let plain = open(old.path()).directory().unwrap().unwrap().me.clone();
    assert!(plain.tenure.is_plain(), "nothing was known of earlier postings");
    let folder = filled(VERSION_4);
    {
        let db = Connection::open(folder.path().join("jishi.db")).unwrap();
        db.execute_batch("DELETE FROM unit_overlay").unwrap();
    }
    let directory = open(folder.path()).directory().unwrap().unwrap();
    assert_eq!(directory.me.tenure.earlier.len(), 1);
    assert_eq!(directory.unit.workplace.unwrap().radius_m, 150.0);
    assert!(
        directory.unit.moved_from.is_empty(),
        "nothing was known of earlier workplaces"
    );
    let folder = filled(VERSION_5);
    {
        let db = Connection::open(folder.path().join("jishi.db")).unwrap();
        db.execute_batch("DELETE FROM unit_overlay").unwrap();
    }
    let directory = open(folder.path()).directory().unwrap().unwrap();
    let [earlier] = directory.unit.moved_from.as_slice() else {
        panic!("{:?}", directory.unit)
    };
    assert_eq!(earlier.workplace.as_ref().unwrap().radius_m, 100.0);
}

#[test]
fn records_and_an_outbox_full_of_all_kinds_outlive_the_upgrade() {
    for script in [VERSION_3, VERSION_4, VERSION_5, VERSION_6, VERSION_7] {
        all_kinds_outlive_the_upgrade(script);
    }
}

fn all_kinds_outlive_the_upgrade(script: &str) {
    let folder = filled(script);
    let store = open(folder.path());
    assert_eq!(store.outbox_counts().unwrap(), (8, 3));
    let ready = store.ready(100).unwrap();
    assert!(
        ready.iter().all(|operation| operation.signed.attempt == 0),
        "nothing was tried again yet"
    );
    let me = store.directory().unwrap().unwrap().me.clone();
    let leave = |n: u128| match store.record(RecordId(id(n))).unwrap() {
        Some(Record::Leave { leave }) => leave,
        other => panic!("no leave: {other:?}"),
    };
    // What was told, and what one's own queue makes of it.
    let taps = store.all_about(me.id, RecordKind::CheckIn).unwrap();
    assert_eq!(taps.len(), 1);
    assert!(matches!(leave(2).state, LeaveState::Withdrawn { .. }));
    assert_eq!(
        (leave(3).state, leave(4).state),
        (LeaveState::Asked, LeaveState::Asked)
    );
    assert_eq!(store.record(RecordId(id(5))).unwrap(), None, "it was refused");
    assert_eq!(store.refusals().unwrap().len(), 3);
    let directory = store.directory().unwrap().unwrap();
    assert_eq!(directory.unit.workplace.unwrap().radius_m, 200.0);
    assert_eq!(directory.unit.hours.len(), 1);
    let words = texts(&store);
    assert!(words.contains(&"收到的日志，补一句".to_owned()), "{words:?}");
    let feed = store.feed(&directory, NOW, &GetFeed::after(None, 100)).unwrap();
    let liked = feed.items.iter().find(|item| item.moment.text == "已赞").unwrap();
    assert_eq!(liked.dislikes.len(), 1, "the like became a dislike");
    let form = store.form_draft(Form::Task { parent: None }, MomentId(id(9)));
    assert_eq!(form.unwrap().draft.id, MomentId(id(6)), "the form that was begun");

    // All of it is still sent, and stands when it has arrived.
    for operation in store.ready(100).unwrap() {
        store.settle(operation.id, &receipt(operation.id)).unwrap();
    }
    assert!(matches!(leave(2).state, LeaveState::Withdrawn { .. }));
    assert_eq!(leave(4).state, LeaveState::Asked);
    assert_eq!(store.directory().unwrap().unwrap().unit.hours.len(), 1);
    assert!(texts(&store).contains(&"收到的日志，补一句".to_owned()));
}

#[test]
fn what_was_tried_again_and_what_was_begun_outlive_the_upgrade() {
    let folder = filled(VERSION_7);
    let store = open(folder.path());
    let db = Connection::open(folder.path().join("jishi.db")).unwrap();
    let attempts = db.query_row("SELECT sum(attempt) FROM outbox", [], |row| row.get(0));
    assert_eq!(attempts, Ok(1));
    // It was changed by a clock that ran ahead: what is changed from now on is later all the same.
    let begun = store.form_draft(Form::Leave, MomentId(id(9))).unwrap().draft;
    assert_eq!((begun.id, begun.text.as_str()), (MomentId(id(7)), "回老家"));
    store.save_draft(MomentId(id(10)), "另一条", None).unwrap();
    assert_eq!(store.latest_draft().unwrap().unwrap().draft.id, MomentId(id(10)));
}

#[test]
fn where_others_were_goes_with_the_upgrade_and_ones_own_places_stay() {
    let folder = filled(VERSION_7);
    let store = open(folder.path());
    let directory = store.directory().unwrap().unwrap();
    let feed = store.feed(&directory, NOW, &GetFeed::after(None, 100)).unwrap();
    let of = |text: &str| {
        let item = feed.items.iter().find(|item| item.moment.text.starts_with(text));
        let item = item.unwrap();
        (item.moment.place.is_some(), item.placed)
    };
    assert_eq!(of("收到的日志"), (true, false), "one's own");
    assert_eq!(of("已赞"), (false, true), "a colleague's, to be asked for");
    assert_eq!(of("待赞"), (false, false));
    for (n, expected) in [
        (0x31, [(true, false), (false, false)]),
        (0x32, [(false, true), (false, false)]),
    ] {
        let Some(Record::Task { task }) = store.record(RecordId(id(n))).unwrap() else {
            panic!("it is a task")
        };
        let found = task
            .deliveries
            .iter()
            .map(|one| (one.place.is_some(), one.placed));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
    assert_eq!(store.cursor().unwrap(), None, "everything is told anew");
}
