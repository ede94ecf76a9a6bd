//! Operations and the log of changes.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jishi_core::model::{MomentId, Rank, ReactionKind, Sha256};
use jishi_core::protocol::{Change, Problem, ProblemKind};
use jishi_core::rules::judge::KnownMoment;
use jishi_server::storage::{Applied, Audience, Effect, Head, ReceiptKey, Refusal, Sees};

use crate::place::{NOW, Place, accept, enrolled, moment, operation, reading};

fn sequence(applied: &Applied) -> u64 {
    match applied {
        Applied::Accepted(booked) => booked.receipt.sequence,
        other => panic!("not accepted: {other:?}"),
    }
}

pub async fn sequences_have_no_gap_and_repeats_change_nothing(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let first = operation(people[0], Effect::Post(moment(people[0].0)));
    let [Effect::Post(posted)] = &first.effects[..] else {
        panic!()
    };
    let same_moment = operation(people[0], Effect::Post(posted.clone()));
    let nothing = Effect::React {
        moment: MomentId::new(NOW),
        kind: Some(ReactionKind::Like),
        rank: Rank::None,
        done_at: NOW,
    };
    let nothing = operation(people[1], nothing);
    let mut other_bytes = first.clone();
    other_bytes.bytes = b"other".to_vec();
    let last = operation(people[1], Effect::Post(moment(people[1].0)));
    let batch = vec![
        first.clone(),
        same_moment,
        nothing,
        first.clone(),
        other_bytes,
        last.clone(),
    ];
    let applied = storage.apply(batch, NOW).await.unwrap();
    let Applied::Accepted(booked) = &applied[0] else {
        panic!("{applied:?}")
    };
    let expected = [
        Applied::Conflict,
        Applied::NoMoment,
        Applied::Duplicate(booked.clone()),
        Applied::Conflict,
    ];
    assert_eq!(applied[1..5], expected);
    assert_eq!((booked.receipt.sequence, sequence(&applied[5])), (1, 2));

    let later = storage.apply(vec![first.clone()], NOW.plus(1)).await.unwrap();
    assert_eq!(later, [Applied::Duplicate(booked.clone())]);
    let known = storage
        .known(&[
            first.id,
            last.id,
            operation(people[0], first.effects[0].clone()).id,
        ])
        .await
        .unwrap();
    assert_eq!((known.len(), &known[&first.id].booked), (2, booked));
    let stored = storage.operations(1, 10).await.unwrap();
    assert_eq!(
        (stored.len(), &stored[0].bytes, &stored[0].signature),
        (1, &last.bytes, &last.signature)
    );
    let known = storage.moments(&[posted.id, MomentId::new(NOW)]).await.unwrap();
    let expected = KnownMoment {
        author: people[0].0,
        done_at: NOW,
        deleted: false,
    };
    assert_eq!(known.into_iter().collect::<Vec<_>>(), [(posted.id, expected)]);
}

pub async fn a_refusal_stands_until_the_next_attempt(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let mut asked = operation(people[0], Effect::Post(moment(people[0].0)));
    let key = [(asked.id, asked.person)];
    let refusal = |attempt, kind| Refusal {
        operation: asked.id,
        person: asked.person,
        attempt,
        problem: Problem::from(kind),
    };
    let (first, later) = (
        refusal(1, ProblemKind::NotFound),
        refusal(2, ProblemKind::Forbidden),
    );
    let same_attempt = refusal(1, ProblemKind::Forbidden);
    let somebody_elses = Refusal {
        person: people[1].0,
        ..refusal(9, ProblemKind::Forbidden)
    };
    for refused in [&first, &same_attempt, &somebody_elses] {
        let known = storage.refuse(vec![refused.clone()], NOW).await.unwrap();
        assert_eq!(known, []);
    }
    assert_eq!(storage.refusals(&key).await.unwrap(), vec![first.clone()]);
    storage
        .refuse(vec![later.clone(), first], NOW.plus(5))
        .await
        .unwrap();
    assert_eq!(storage.refusals(&key).await.unwrap(), vec![later.clone()]);

    asked.attempt = 2;
    let applied = storage.apply(vec![asked.clone()], NOW).await.unwrap();
    assert_eq!(applied, [Applied::Stale], "it was refused meanwhile");
    asked.attempt = 3;
    let applied = storage.apply(vec![asked.clone()], NOW).await.unwrap();
    assert_eq!(sequence(&applied[0]), 1);
    let too_late = refusal(3, ProblemKind::NotFound);
    assert_eq!(storage.refuse(vec![too_late], NOW).await.unwrap(), [asked.id]);

    storage.forget_refusals(NOW.plus(5)).await.unwrap();
    assert_eq!(storage.refusals(&key).await.unwrap(), [later]);
    storage.forget_refusals(NOW.plus(6)).await.unwrap();
    assert_eq!(storage.refusals(&key).await.unwrap(), []);
}

pub async fn reactions_replace_each_other(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let posted = moment(people[0].0);
    let id = posted.id;
    storage
        .apply(vec![operation(people[0], Effect::Post(posted))], NOW)
        .await
        .unwrap();
    let before = storage
        .changes(0, 100, 100, &reading(Sees::Everyone))
        .await
        .unwrap()
        .next;
    let react = |kind| {
        operation(
            people[1],
            Effect::React {
                moment: id,
                kind,
                rank: Rank::Section,
                done_at: NOW,
            },
        )
    };
    let like = || Some(ReactionKind::Like);
    let batch = vec![
        react(None),
        react(like()),
        react(like()),
        react(None),
        react(None),
    ];
    assert_eq!(
        storage
            .apply(batch, NOW)
            .await
            .unwrap()
            .iter()
            .map(sequence)
            .max(),
        Some(6)
    );
    let page = storage
        .changes(before, 100, 100, &reading(Sees::Everyone))
        .await
        .unwrap();
    let kinds: Vec<_> = page
        .bodies
        .iter()
        .map(|body| serde_json::from_str::<Change>(body).unwrap())
        .collect();
    assert!(
        matches!(
            &kinds[..],
            [
                Change::Reaction { .. },
                Change::Reaction { .. },
                Change::ReactionGone { .. }
            ]
        ),
        "taking back what does not stand tells nothing: {kinds:?}"
    );
}

pub async fn reactions_of_a_day_are_found_with_the_rank_of_their_giver(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let posted = [0, 1, 2].map(|_| moment(people[0].0));
    let mut batch: Vec<_> = posted
        .iter()
        .map(|moment| operation(people[0], Effect::Post(moment.clone())))
        .collect();
    let dislike = ReactionKind::Dislike {
        reason: "照片不是今天的".into(),
    };
    let reacts = [
        (0, Some(ReactionKind::Like), Rank::None, 0),
        (1, Some(ReactionKind::Like), Rank::None, 10),
        (1, Some(dislike.clone()), Rank::Section, 99),
        (2, Some(ReactionKind::Like), Rank::Section, 100),
    ];
    batch.extend(reacts.map(|(index, kind, rank, after): (usize, _, _, _)| {
        let effect = Effect::React {
            moment: posted[index].id,
            kind,
            rank,
            done_at: NOW.plus(after),
        };
        operation(people[1], effect)
    }));
    storage.apply(batch, NOW).await.unwrap();
    let mut given = storage.given(people[1].0, NOW, NOW.plus(100)).await.unwrap();
    given.sort_by_key(|reaction| reaction.done_at);
    let seen: Vec<_> = given
        .into_iter()
        .map(|reaction| (reaction.moment, reaction.kind, reaction.rank))
        .collect();
    let expected = [
        (posted[0].id, ReactionKind::Like, Rank::None),
        (posted[1].id, dislike, Rank::Section),
    ];
    assert_eq!(seen, expected);
    assert_eq!(storage.given(people[0].0, NOW, NOW.plus(100)).await.unwrap(), []);
}

pub async fn pages_filter_and_move_on(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let start = storage
        .changes(0, 100, 100, &reading(Sees::Everyone))
        .await
        .unwrap()
        .next;
    let batch = (0..10)
        .map(|n| operation(people[n % 2], Effect::Post(moment(people[n % 2].0))))
        .collect();
    storage.apply(batch, NOW).await.unwrap();
    let second = reading(Sees::Authors(Arc::new(HashSet::from([people[1].0]))));
    let nobody = reading(Sees::Authors(Arc::default()));
    let look = |after, scan, limit, audience: Audience| {
        let storage = &storage;
        async move {
            let page = storage.changes(after, scan, limit, &audience).await.unwrap();
            (page.bodies.len(), page.next - start, page.more)
        }
    };
    assert_eq!(
        look(start, 100, 100, reading(Sees::Everyone)).await,
        (10, 10, false)
    );
    assert_eq!(look(start, 100, 3, reading(Sees::Everyone)).await, (3, 3, true));
    assert_eq!(
        look(start, 100, 10, reading(Sees::Everyone)).await,
        (10, 10, false)
    );
    assert_eq!(look(start, 100, 100, second.clone()).await, (5, 10, false));
    assert_eq!(look(start, 4, 100, second).await, (2, 4, true));
    assert_eq!(look(start, 100, 100, nobody).await, (0, 10, false));
    assert_eq!(
        look(start + 10, 100, 100, reading(Sees::Everyone)).await,
        (0, 10, false)
    );
}

/// Several writers at once, on two handles as of two processes, while a reader follows with a cursor.
pub async fn writers_at_once_leave_no_hole_for_a_cursor(place: &Place) {
    let storage: Arc<dyn jishi_server::storage::Storage> = place.open().await.into();
    let other: Arc<dyn jishi_server::storage::Storage> = place.open().await.into();
    let people = enrolled(&*storage, 4).await;
    let start = storage
        .changes(0, 100, 100, &reading(Sees::Everyone))
        .await
        .unwrap()
        .next;
    let writers: Vec<_> = people
        .iter()
        .enumerate()
        .map(|(n, &person)| {
            let storage = if n % 2 == 0 {
                storage.clone()
            } else {
                other.clone()
            };
            tokio::spawn(async move {
                for _ in 0..25 {
                    storage
                        .apply(vec![operation(person, Effect::Post(moment(person.0)))], NOW)
                        .await
                        .unwrap();
                }
            })
        })
        .collect();
    let (mut after, mut seen) = (start, 0);
    while seen < 100 {
        let page = storage
            .changes(after, 1000, 7, &reading(Sees::Everyone))
            .await
            .unwrap();
        assert_eq!(
            page.next - after,
            page.bodies.len() as u64,
            "a cursor passed over a row"
        );
        (after, seen) = (page.next, seen + page.bodies.len());
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let stored = storage.operations(0, 1000).await.unwrap();
    let sequences: Vec<u64> = stored
        .iter()
        .map(|operation| operation.receipt.sequence)
        .collect();
    assert_eq!(sequences, (1..=100).collect::<Vec<u64>>());
}

pub async fn changes_are_announced(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 1).await;
    let mut changed = storage.changed();
    // PostgreSQL may still deliver what the enrolment caused.
    tokio::time::sleep(Duration::from_millis(300)).await;
    changed.mark_unchanged();
    storage
        .apply(vec![operation(people[0], Effect::Post(moment(people[0].0)))], NOW)
        .await
        .unwrap();
    tokio::time::timeout(Duration::from_secs(5), changed.changed())
        .await
        .unwrap()
        .unwrap();
}

pub async fn each_operation_is_linked_to_the_one_before(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    assert_eq!(storage.head().await.unwrap(), Head::default());
    for batch in [1, 3, 1] {
        let batch = (0..batch).map(|n| operation(people[n % 2], Effect::Post(moment(people[n % 2].0))));
        storage.apply(batch.collect(), NOW).await.unwrap();
    }
    // What is refused leaves no link.
    let refused = Effect::Delete(MomentId::new(NOW));
    storage
        .apply(vec![operation(people[0], refused)], NOW)
        .await
        .unwrap();
    let mut head = Head::default();
    for stored in storage.operations(0, 10).await.unwrap() {
        head = head.after(stored.entry());
        assert_eq!(stored.chain, head.chain.0);
        assert_eq!(stored.digest, Sha256::of(&stored.bytes));
        let known = storage.known(&[stored.receipt.operation]).await.unwrap();
        assert_eq!(known[&stored.receipt.operation].booked.chain, head.chain);
    }
    assert_eq!(head.sequence, 5);
    assert_eq!(storage.head().await.unwrap(), head);
    drop(storage);
    assert_eq!(place.open().await.head().await.unwrap(), head);
}

pub async fn keys_of_receipts_are_kept_in_their_order(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 1).await;
    assert_eq!(storage.receipt_keys().await.unwrap(), []);
    let first = ReceiptKey {
        public: [1; 32],
        after: 0,
    };
    for _ in 0..2 {
        storage.add_receipt_key([1; 32]).await.unwrap();
        assert_eq!(storage.receipt_keys().await.unwrap(), [first]);
    }
    accept(&*storage, operation(people[0], Effect::Post(moment(people[0].0)))).await;
    let second = ReceiptKey {
        public: [2; 32],
        after: 1,
    };
    storage.add_receipt_key([2; 32]).await.unwrap();
    assert_eq!(storage.receipt_keys().await.unwrap(), [first, second]);
}
