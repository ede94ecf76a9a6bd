//! Records: versions, readers, days, parts.

use chrono::NaiveDate;
use jishi_core::model::{
    Area, CheckIn, CheckInId, DeviceId, EvidenceAsked, Half, HalfDay, Leave, LeaveId, LeaveKind, LeaveSpan,
    LeaveState, Mode, PersonId, Points, Rank, ReactionKind, Record, RecordId, RecordKind, Task, TaskId,
    TaskState,
};
use jishi_core::protocol::Change;
use jishi_core::rules::access::Readers;
use jishi_core::rules::score::{Seen, Tap};
use jishi_server::storage::{
    Applied, Audience, Basis, Effect, NewOperation, NewRecord, RecordsQuery, Sees, Storage,
};

use crate::place::{NOW, Place, accept, enrolled, moment, operation, reading};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn leave(person: PersonId, from: &str, to: &str) -> Record {
    let half_day = |text, half| HalfDay { day: day(text), half };
    Record::Leave {
        leave: Leave {
            id: LeaveId::new(NOW),
            person,
            kind: LeaveKind::Annual,
            span: LeaveSpan {
                from: half_day(from, Half::Morning),
                to: half_day(to, Half::Afternoon),
            },
            reason: "回老家 🏡".into(),
            asked_at: NOW,
            adjoining: 0,
            state: LeaveState::Asked,
        },
    }
}

pub fn withdrawn(record: &Record) -> Record {
    let Record::Leave { leave } = record else { panic!() };
    let state = LeaveState::Withdrawn {
        at: NOW,
        decision: None,
    };
    Record::Leave {
        leave: Leave {
            state,
            ..leave.clone()
        },
    }
}

fn task(assigner: PersonId, assignee: PersonId, parent: Option<TaskId>) -> Task {
    Task {
        id: TaskId::new(NOW),
        parent,
        assigner,
        assignee,
        unit: None,
        title: "清渠".into(),
        text: String::new(),
        deadline: NOW.plus(1),
        evidence: EvidenceAsked::default(),
        reward: Points::whole(1),
        penalty: Points::ZERO,
        given_at: NOW,
        state: TaskState::Open,
        deliveries: vec![],
    }
}

pub fn put(record: &Record, seen: Option<u64>, readers: &[PersonId]) -> Effect {
    Effect::Put(Box::new(NewRecord {
        record: record.clone(),
        days: record.days(|_| day("2026-03-02")),
        seen,
        readers: Readers::People(readers.to_vec()),
    }))
}

fn sequence(applied: &Applied) -> u64 {
    match applied {
        Applied::Accepted(booked) => booked.receipt.sequence,
        other => panic!("not accepted: {other:?}"),
    }
}

async fn told(storage: &dyn Storage, reader: PersonId) -> Vec<RecordId> {
    let audience = Audience {
        reader,
        sees: Sees::Everyone,
    };
    let page = storage.changes(0, 1000, 1000, &audience).await.unwrap();
    page.bodies
        .iter()
        .filter_map(|body| match serde_json::from_str(body).unwrap() {
            Change::Record { record } => Some(record.id()),
            _ => None,
        })
        .collect()
}

pub async fn of_two_who_saw_the_same_one_is_too_late(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let asked = leave(people[0].0, "2026-03-05", "2026-03-06");
    let first = operation(people[0], put(&asked, None, &[people[0].0]));
    let applied = storage.apply(vec![first.clone()], NOW).await.unwrap();
    let version = sequence(&applied[0]);
    let other = withdrawn(&asked);
    let batch = vec![
        first,
        operation(people[0], put(&asked, None, &[])),
        operation(people[0], put(&other, Some(version), &[])),
        operation(people[1], put(&asked, Some(version), &[])),
    ];
    let applied = storage.apply(batch, NOW).await.unwrap();
    assert!(matches!(applied[0], Applied::Duplicate(_)));
    assert_eq!(applied[1], Applied::Stale, "it stands already");
    let second = sequence(&applied[2]);
    assert_eq!(applied[3], Applied::Stale, "somebody was faster");
    let found = storage
        .records(&[asked.id(), RecordId(people[0].0.0)])
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[&asked.id()].record, found[&asked.id()].version),
        (&other, second)
    );
}

pub async fn an_operation_does_all_or_nothing(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 1).await;
    let (posted, record) = (
        moment(people[0].0),
        leave(people[0].0, "2026-03-05", "2026-03-05"),
    );
    let both = |seen| NewOperation {
        effects: vec![Effect::Post(posted.clone()), put(&record, seen, &[people[0].0])],
        ..operation(people[0], Effect::Post(posted.clone()))
    };
    let applied = storage.apply(vec![both(Some(7))], NOW).await.unwrap();
    assert_eq!(applied, [Applied::Stale]);
    assert!(storage.moments(&[posted.id]).await.unwrap().is_empty());
    assert!(storage.records(&[record.id()]).await.unwrap().is_empty());
    assert!(storage.operations(0, 10).await.unwrap().is_empty());
    let applied = storage.apply(vec![both(None)], NOW).await.unwrap();
    assert_eq!(sequence(&applied[0]), 1);
    assert_eq!(storage.moments(&[posted.id]).await.unwrap().len(), 1);
    assert_eq!(storage.records(&[record.id()]).await.unwrap().len(), 1);
}

pub async fn a_record_is_told_to_its_readers_alone(place: &Place) {
    let storage = place.open().await;
    let people: Vec<(PersonId, DeviceId)> = enrolled(&*storage, 3).await;
    let roster = storage.roster_version().await.unwrap();
    let record = leave(people[0].0, "2026-03-05", "2026-03-05");
    let operation = operation(people[0], put(&record, None, &[people[0].0, people[1].0]));
    storage.apply(vec![operation], NOW).await.unwrap();
    assert_eq!(told(&*storage, people[0].0).await, [record.id()]);
    assert_eq!(told(&*storage, people[1].0).await, [record.id()]);
    assert_eq!(
        told(&*storage, people[2].0).await,
        [],
        "though they see the whole county's moments"
    );
    assert_eq!(storage.roster_version().await.unwrap(), roster);

    let for_all = leave(people[2].0, "2026-03-05", "2026-03-05");
    let effect = Effect::Put(Box::new(NewRecord {
        record: for_all.clone(),
        days: (day("2026-03-05"), day("2026-03-05")),
        seen: None,
        readers: Readers::Everyone,
    }));
    storage
        .apply(vec![crate::place::operation(people[2], effect)], NOW)
        .await
        .unwrap();
    let nobody = reading(Sees::Authors(Default::default()));
    assert_eq!(told(&*storage, nobody.reader).await, [for_all.id()]);
}

pub async fn records_are_found_by_owner_kind_and_day(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let (me, other) = (people[0].0, people[1].0);
    let late = leave(me, "2026-03-09", "2026-03-10");
    let early = leave(me, "2026-02-27", "2026-03-02");
    let theirs = leave(other, "2026-03-01", "2026-03-31");
    let mine = Record::Task {
        task: Box::new(task(other, me, None)),
    };
    let batch = [&late, &early, &theirs, &mine]
        .map(|record| operation(people[0], put(record, None, &[])))
        .to_vec();
    storage.apply(batch, NOW).await.unwrap();
    let look = |owners: &[PersonId], kinds: &[RecordKind], first: &str, last: &str| {
        let query = RecordsQuery {
            owners: owners.to_vec(),
            kinds: kinds.to_vec(),
            first: day(first),
            last: day(last),
        };
        let storage = &storage;
        async move {
            let found = storage.records_about(&query).await.unwrap();
            found
                .into_iter()
                .map(|stored| stored.record.id())
                .collect::<Vec<_>>()
        }
    };
    let leaves = [RecordKind::Leave];
    assert_eq!(
        look(&[me], &leaves, "2026-03-02", "2026-03-09").await,
        [early.id(), late.id()]
    );
    assert_eq!(look(&[me], &leaves, "2026-03-03", "2026-03-08").await, []);
    assert_eq!(
        look(&[me], &leaves, "2026-03-10", "2026-03-10").await,
        [late.id()]
    );
    assert_eq!(
        look(&[me, other], &leaves, "2026-03-03", "2026-03-08").await,
        [theirs.id()]
    );
    assert_eq!(look(&[], &leaves, "2026-03-02", "2026-03-09").await, []);
    let both = [RecordKind::Leave, RecordKind::Task];
    let ever = look(&[me], &both, "-262143-01-01", "+262142-12-31").await;
    assert_eq!(ever, [early.id(), mine.id(), late.id()]);
}

pub async fn the_parts_of_a_task_are_found(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let (upper, lower) = (people[0].0, people[1].0);
    let whole = task(upper, lower, None);
    let parts = [
        task(lower, upper, Some(whole.id)),
        task(lower, upper, Some(whole.id)),
    ];
    let below = task(upper, lower, Some(parts[0].id));
    let record = |task: &Task| Record::Task {
        task: Box::new(task.clone()),
    };
    let batch = [&whole, &parts[0], &parts[1], &below]
        .map(|task| operation(people[0], put(&record(task), None, &[])))
        .to_vec();
    storage.apply(batch, NOW).await.unwrap();
    let look = |ids: Vec<TaskId>| {
        let storage = &storage;
        async move {
            let ids: Vec<RecordId> = ids.into_iter().map(|id| RecordId(id.0)).collect();
            let found = storage.parts(&ids).await.unwrap();
            found
                .into_iter()
                .map(|stored| stored.record.id().0)
                .collect::<Vec<_>>()
        }
    };
    let mut expected = parts.each_ref().map(|part| part.id.0);
    expected.sort();
    assert_eq!(look(vec![whole.id]).await, expected);
    assert_eq!(look(vec![parts[0].id, parts[1].id]).await, [below.id.0]);
    assert!(look(vec![below.id]).await.is_empty());
}

pub async fn a_part_changes_the_version_of_its_task(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let whole = task(people[0].0, people[1].0, None);
    let record = |task: &Task| Record::Task {
        task: Box::new(task.clone()),
    };
    let seen = accept(&*storage, operation(people[0], put(&record(&whole), None, &[]))).await;
    let part = task(people[1].0, people[0].0, Some(whole.id));
    let parted = accept(&*storage, operation(people[1], put(&record(&part), None, &[]))).await;
    let id = RecordId(whole.id.0);
    assert_eq!(storage.records(&[id]).await.unwrap()[&id].version, parted);
    // Who judged the task without its part is too late, as is who rests on it without changing it.
    let over = operation(people[0], put(&record(&whole), Some(seen), &[]));
    let resting = |version| NewOperation {
        basis: Basis {
            records: vec![(id, version)],
            last: None,
            roster: None,
        },
        ..operation(people[1], Effect::Post(moment(people[1].0)))
    };
    let applied = storage
        .apply(vec![over, resting(Some(seen)), resting(None)], NOW)
        .await
        .unwrap();
    assert_eq!(applied, vec![Applied::Stale; 3]);
    accept(&*storage, resting(Some(parted))).await;
    // Putting the part anew joins nothing.
    accept(
        &*storage,
        operation(people[1], put(&record(&part), Some(parted), &[])),
    )
    .await;
    assert_eq!(storage.records(&[id]).await.unwrap()[&id].version, parted);
    let orphan = task(people[1].0, people[0].0, Some(TaskId::new(NOW)));
    let orphan = operation(people[1], put(&record(&orphan), None, &[]));
    assert_eq!(storage.apply(vec![orphan], NOW).await.unwrap(), [Applied::Stale]);
}

pub async fn what_rests_on_absence_is_stale_after_another_operation(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let asking = |day: &str, last| {
        let leave = leave(people[0].0, day, day);
        NewOperation {
            basis: Basis {
                records: vec![(leave.id(), None)],
                last: Some(last),
                roster: None,
            },
            ..operation(people[0], put(&leave, None, &[]))
        }
    };
    assert_eq!(storage.last_operation(people[0].0).await.unwrap(), 0);
    // What others do does not touch it, nor does what comes in the same batch: that was judged apart.
    accept(&*storage, operation(people[1], Effect::Post(moment(people[1].0)))).await;
    let batch = vec![asking("2026-03-05", 0), asking("2026-03-06", 0)];
    let applied = storage.apply(batch, NOW).await.unwrap();
    let last = sequence(&applied[1]);
    assert_eq!((sequence(&applied[0]), last), (2, 3));
    assert_eq!(storage.last_operation(people[0].0).await.unwrap(), last);
    let late = storage.apply(vec![asking("2026-03-09", 2)], NOW).await.unwrap();
    assert_eq!(late, [Applied::Stale]);
    accept(&*storage, asking("2026-03-09", last)).await;
}

pub async fn records_of_a_kind_are_found_whoever_they_are_about(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let early = leave(people[0].0, "2026-02-27", "2026-03-02");
    let late = leave(people[1].0, "2026-03-09", "2026-03-10");
    for record in [&late, &early] {
        accept(&*storage, operation(people[0], put(record, None, &[]))).await;
    }
    let look = |kind, first: &str, last: &str| {
        let (first, last) = (day(first), day(last));
        let storage = &storage;
        async move {
            let found = storage.records_of_kind(kind, first, last).await.unwrap();
            found.into_iter().map(|stored| stored.record).collect::<Vec<_>>()
        }
    };
    let all = look(RecordKind::Leave, "2026-03-02", "2026-03-31").await;
    assert_eq!(all, [early, late.clone()]);
    assert_eq!(look(RecordKind::Leave, "2026-03-03", "2026-03-31").await, [late]);
    assert_eq!(look(RecordKind::Task, "2026-03-02", "2026-03-31").await, []);
}

pub async fn taps_and_those_whom_changes_concern_are_found(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 4).await;
    let [one, other, third, _] = [0, 1, 2, 3].map(|at: usize| people[at].0);
    let begun = storage.stamp().await.unwrap();
    assert_eq!(begun.devices, 4);
    assert!(storage.touched(begun.changes).await.unwrap().is_empty());

    let check_in = |person, on: &str| {
        let check_in = CheckIn {
            id: CheckInId::new(NOW),
            person,
            mode: Mode::Meeting,
            reason: "镇上开“防汛”会".into(),
            place: None,
            done_at: NOW,
        };
        let (id, area) = (check_in.id, Area::Uncertain { distance_m: 180.5 });
        let record = Record::CheckIn { check_in, area };
        let effect = Effect::Put(Box::new(NewRecord {
            record,
            days: (day(on), day(on)),
            seen: None,
            readers: Readers::People(vec![person]),
        }));
        (id, effect)
    };
    let (id, inside) = check_in(one, "2026-03-02");
    let (_, before) = check_in(one, "2026-02-27");
    for effect in [inside, before] {
        accept(&*storage, operation(people[0], effect)).await;
    }
    accept(&*storage, operation(people[1], check_in(other, "2026-03-02").1)).await;
    let taps = storage
        .taps(&[one, third], day("2026-03-01"), day("2026-03-31"))
        .await
        .unwrap();
    let tap = Tap {
        id,
        at: NOW,
        mode: Mode::Meeting,
        seen: Seen::Uncertain,
    };
    assert_eq!(taps, [(one, tap)], "of those asked for, in those days");

    let stamp = storage.stamp().await.unwrap();
    assert!(stamp.changes > begun.changes && stamp.devices == begun.devices);
    let touched = storage.touched(begun.changes).await.unwrap();
    assert_eq!(touched, [one, other].into());
    // A like concerns whose moment it is, also when it is taken back; so does a deletion.
    let posted = moment(third);
    let liked = |kind| Effect::React {
        moment: posted.id,
        kind,
        rank: Rank::None,
        done_at: NOW,
    };
    let steps = [
        (people[2], Effect::Post(posted.clone())),
        (people[0], liked(Some(ReactionKind::Like))),
        (people[0], liked(None)),
        (people[2], Effect::Delete(posted.id)),
    ];
    for (who, effect) in steps {
        let stamp = storage.stamp().await.unwrap();
        accept(&*storage, operation(who, effect)).await;
        let touched = storage.touched(stamp.changes).await.unwrap();
        assert_eq!(touched, [third].into());
    }
    // A leave that somebody else decides concerns whose it is.
    let asked = leave(one, "2026-03-05", "2026-03-06");
    let stamp = storage.stamp().await.unwrap();
    accept(&*storage, operation(people[3], put(&asked, None, &[one, other]))).await;
    assert_eq!(storage.touched(stamp.changes).await.unwrap(), [one].into());
}
