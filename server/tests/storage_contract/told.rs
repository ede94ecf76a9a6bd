//! Who was told of requests.

use jishi_core::model::{DeviceId, PersonId, Record, RecordId, Sha256};
use jishi_core::protocol::Change;
use jishi_server::storage::{
    Basis, Listed, NewOperation, Retelling, Retold, RosterEdit, Sees, Storage, Told,
};

use crate::place::{NOW, Place, accept, enrolled, operation, reading};
use crate::records::{leave, put, withdrawn};

/// What the log of changes tells somebody of records.
async fn heard(storage: &dyn Storage, reader: PersonId) -> Vec<Change> {
    let mut audience = reading(Sees::Authors(std::sync::Arc::default()));
    audience.reader = reader;
    let page = storage.changes(0, 1_000, 1_000, &audience).await.unwrap();
    let changes = page.bodies.iter().map(|body| serde_json::from_str(body).unwrap());
    changes
        .filter(|change| matches!(change, Change::Record { .. } | Change::RecordGone { .. }))
        .collect()
}

/// The roster says something of somebody, without a change.
async fn say_again(storage: &dyn Storage, person: PersonId) {
    let roster = storage.roster().await.unwrap();
    let is_it = |listed: &Listed| listed.person.id == person;
    let people = roster.people.into_iter().filter(is_it).collect();
    let edit = RosterEdit {
        units: vec![],
        people,
    };
    storage.save_roster(edit).await.unwrap();
}

fn sorted(mut people: Vec<PersonId>) -> Vec<PersonId> {
    people.sort_unstable();
    people
}

pub async fn others_are_told_of_a_request_once(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 3).await;
    let [asker, before, after] = [0, 1, 2].map(|n| people[n].0);
    let asked = leave(asker, "2026-03-09", "2026-03-09");
    accept(
        &*storage,
        operation(people[0], put(&asked, None, &[asker, before])),
    )
    .await;
    let retelling = Retelling {
        record: asked.id(),
        gain: vec![after],
        lose: vec![before],
    };
    let told = Change::Record {
        record: asked.clone(),
    };
    for _ in 0..2 {
        storage.retell(vec![retelling.clone()], None).await.unwrap();
        assert_eq!(heard(&*storage, asker).await, std::slice::from_ref(&told));
        assert_eq!(heard(&*storage, after).await, std::slice::from_ref(&told));
        let gone = Change::RecordGone { record: asked.id() };
        assert_eq!(heard(&*storage, before).await, [told.clone(), gone]);
    }
    let found = storage.told(0, None, 10).await.unwrap();
    assert_eq!(found[0].readers, sorted(vec![asker, after]));

    // Told is what stands by then.
    let version = found[0].stored.version;
    let back = withdrawn(&asked);
    accept(
        &*storage,
        operation(people[0], put(&back, Some(version), &[asker, after])),
    )
    .await;
    let again = Retelling {
        gain: vec![before],
        lose: vec![],
        ..retelling
    };
    storage.retell(vec![again], None).await.unwrap();
    assert_eq!(
        heard(&*storage, before).await.pop(),
        Some(Change::Record { record: back })
    );

    assert_eq!(storage.retold().await.unwrap(), None);
    for roster in [3, 4] {
        let retold = Retold {
            roster,
            settings: Sha256::of(b"settings"),
            day: "2026-03-02".parse().unwrap(),
        };
        storage.retell(vec![], Some(retold)).await.unwrap();
        assert_eq!(storage.retold().await.unwrap(), Some(retold));
    }
}

pub async fn requests_are_found_that_wait_or_whose_readers_changed(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 3).await;
    let put_one = async |record: &Record, seen, readers: &[PersonId]| {
        let owner: (PersonId, DeviceId) = people[0];
        accept(&*storage, operation(owner, put(record, seen, readers))).await
    };
    let [waiting, closed, other] =
        ["2026-03-09", "2026-03-10", "2026-03-11"].map(|day| leave(people[0].0, day, day));
    put_one(&waiting, None, &[people[0].0]).await;
    for (record, reader) in [(&closed, people[1].0), (&other, people[2].0)] {
        let seen = put_one(record, None, &[reader]).await;
        put_one(&withdrawn(record), Some(seen), &[reader]).await;
    }
    let since = storage.roster_version().await.unwrap();
    let ids =
        |found: &[Told]| -> Vec<RecordId> { found.iter().map(|told| told.stored.record.id()).collect() };
    assert_eq!(ids(&storage.told(since, None, 10).await.unwrap()), [waiting.id()]);
    say_again(&*storage, people[1].0).await;
    let mut expected = [waiting.id(), closed.id()];
    expected.sort_unstable();
    assert_eq!(ids(&storage.told(since, None, 10).await.unwrap()), expected);
    // Page by page.
    let first = storage.told(since, None, 1).await.unwrap();
    let second = storage.told(since, Some(ids(&first)[0]), 1).await.unwrap();
    assert_eq!([ids(&first), ids(&second)].concat(), expected);
    assert_eq!(storage.told(since, Some(ids(&second)[0]), 1).await.unwrap(), []);
}

pub async fn a_request_judged_with_an_older_roster_is_stale(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let asking = |roster| NewOperation {
        basis: Basis {
            roster: Some(roster),
            ..Basis::default()
        },
        ..operation(
            people[0],
            put(&leave(people[0].0, "2026-03-09", "2026-03-09"), None, &[]),
        )
    };
    let older = storage.roster_version().await.unwrap();
    accept(&*storage, asking(older)).await;
    say_again(&*storage, people[1].0).await;
    let applied = storage.apply(vec![asking(older)], NOW).await.unwrap();
    assert_eq!(applied, [jishi_server::storage::Applied::Stale]);
    accept(&*storage, asking(storage.roster_version().await.unwrap())).await;
}
