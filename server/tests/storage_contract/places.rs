//! Taking out places whose time is over.

use chrono::NaiveDate;
use jishi_core::model::{
    Action, Area, CheckIn, CheckInId, ClockEvidence, Datum, DeviceId, Mode, Moment, MomentId, Operation,
    PersonId, Place as Spot, Provider, Record, RecordId, Timestamp,
};
use jishi_core::protocol::Change;
use jishi_core::rules::access::Readers;
use jishi_server::storage::{
    Effect, NewOperation, NewRecord, Retired, Sees, Storage, Tombstone, without_place,
};

use crate::place::{NOW, Place, accept, end, enrolled, operation, reading, told};

const SPOT: Spot = Spot {
    latitude: 25.178,
    longitude: 106.099,
    accuracy_m: 8.0,
    age_ms: 40,
    taken_at: None,
    provider: Provider::Satellite,
    mock: None,
    datum: Datum::Wgs84,
};

/// A tap in a meeting: a record and a moment, each with its place.
fn tap(who: (PersonId, DeviceId), at: Timestamp) -> (CheckIn, NewOperation) {
    let check_in = CheckIn {
        id: CheckInId::new(at),
        person: who.0,
        mode: Mode::Meeting,
        reason: "镇上开会".into(),
        place: Some(SPOT),
        done_at: at,
    };
    let moment = Moment {
        id: MomentId(check_in.id.0),
        author: who.0,
        text: "镇上开会".into(),
        attachments: vec![],
        place: Some(SPOT),
        done_at: at,
    };
    let day: NaiveDate = "2026-03-02".parse().unwrap();
    let record = Effect::Put(Box::new(NewRecord {
        record: Record::CheckIn {
            check_in: check_in.clone(),
            area: Area::Unknown,
        },
        days: (day, day),
        seen: None,
        readers: Readers::People(vec![who.0]),
    }));
    let new = operation(who, record);
    let signed = Operation {
        id: new.id,
        person: who.0,
        device: who.1,
        action: Action::CheckIn {
            check_in: check_in.clone(),
        },
        clock: ClockEvidence {
            wall: at,
            monotonic_ms: 1,
            boot: "b".into(),
            anchor: None,
            heard: None,
        },
    };
    let mut effects = new.effects.clone();
    effects.push(Effect::Post(moment));
    let new = NewOperation {
        bytes: serde_json::to_vec(&signed).unwrap(),
        place_at: Some(at),
        effects,
        ..new
    };
    (check_in, new)
}

fn places(changes: &[Change]) -> usize {
    let text = serde_json::to_string(changes).unwrap();
    text.matches("latitude").count()
}

async fn retire(storage: &dyn Storage, before: Timestamp) -> Vec<u64> {
    let due = storage.places_before(before, 10).await.unwrap();
    let retired = due.iter().map(|stored| {
        let (subject, bytes) = without_place(&stored.bytes).unwrap();
        Retired {
            sequence: stored.receipt.sequence,
            subject,
            bytes,
            tombstone: Tombstone {
                at: NOW,
                signature: "s".into(),
            },
        }
    });
    let retired: Vec<Retired> = retired.collect();
    let sequences = retired.iter().map(|one| one.sequence).collect();
    storage.forget_places(before, retired).await.unwrap();
    sequences
}

pub async fn a_place_goes_wherever_it_stands_and_nothing_else_does(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 1).await;
    let start = end(&*storage).await;
    let (old, operation) = tap(people[0], NOW.plus(-1));
    let first = accept(&*storage, operation).await;
    let (new, operation) = tap(people[0], NOW);
    let second = accept(&*storage, operation).await;
    let all = jishi_server::storage::Audience {
        reader: people[0].0,
        ..reading(Sees::Everyone)
    };
    assert_eq!(places(&told(&*storage, start, &all).await), 4);
    let whole = storage.operations(0, 10).await.unwrap();

    let was = async |from: i64, to: i64| {
        let fixes = storage.fixes(people[0].0, NOW.plus(from), NOW.plus(to));
        let subjects = fixes.await.unwrap().into_iter().map(|fix| (fix.subject, fix.at));
        subjects.collect::<Vec<_>>()
    };
    let (before, now) = ((old.id.0, NOW.plus(-1)), (new.id.0, NOW));
    assert_eq!(was(-1, 0).await, [before]);
    assert_eq!(was(0, 1).await, [now]);
    assert_eq!(was(-1, 1).await.len(), 2);
    let nobody = storage.fixes(PersonId::new(NOW), NOW.plus(-1), NOW.plus(1));
    assert_eq!(nobody.await.unwrap(), []);
    assert_eq!(retire(&*storage, NOW).await, [first]);
    assert_eq!(
        was(-1, 1).await,
        [now],
        "what is forgotten is held against nothing"
    );
    assert!(retire(&*storage, NOW).await.is_empty(), "once");
    let storage = place.open().await;
    let changes = told(&*storage, start, &all).await;
    assert_eq!(
        (changes.len(), places(&changes)),
        (4, 2),
        "those of the newer tap stay"
    );
    let records = storage
        .records(&[RecordId(old.id.0), RecordId(new.id.0)])
        .await
        .unwrap();
    let of = |id: CheckInId| match &records[&RecordId(id.0)].record {
        Record::CheckIn { check_in, area } => (check_in.place.is_some(), *area),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        of(old.id),
        (false, Area::NoWorkplace),
        "that there was a fix is still known"
    );
    assert_eq!(of(new.id), (true, Area::Unknown));
    let left = storage.operations(0, 10).await.unwrap();
    assert_eq!(left[1], whole[1], "the newer one is untouched");
    assert_eq!(
        (left[0].digest, left[0].chain.clone()),
        (whole[0].digest, whole[0].chain.clone())
    );
    assert!(left[0].retired.is_some() && left[1].retired.is_none());
    let text = String::from_utf8(left[0].bytes.clone()).unwrap();
    assert!(!text.contains("latitude") && text.contains("镇上开会"), "{text}");
    assert_eq!(retire(&*storage, NOW.plus(1)).await, [second]);
    assert_eq!(places(&told(&*storage, start, &all).await), 0);
}
