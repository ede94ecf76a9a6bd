//! Push, pull and events, against a running server.

use jishi_core::model::{Action, Attachment, MomentId, Operation, ReactionKind, Sha256};
use jishi_core::protocol::{Change, Outcome, ProblemKind, PullPage};

use crate::kit::{self, Kit, NOW, jpeg, problem, refusal};

fn moments(page: &PullPage) -> Vec<MomentId> {
    let moment = |change: &Change| match change {
        Change::Moment { moment, .. } => Some(moment.id),
        _ => None,
    };
    page.changes.iter().filter_map(moment).collect()
}

#[tokio::test]
async fn an_operation_counts_once() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let operation = alice.operation(Action::PostMoment {
        moment: alice.moment("早上好 🌾\u{200f}"),
    });
    let signed = alice.sign(&operation);
    let first = alice.push(vec![signed.clone(), signed.clone()]).await;
    let Outcome::Accepted { receipt } = &first[0] else {
        panic!("{first:?}")
    };
    assert_eq!((receipt.sequence, receipt.received_at), (1, NOW));
    assert_eq!(
        first[1],
        Outcome::Duplicate {
            receipt: receipt.clone()
        }
    );
    kit.clock.advance(60_000);
    let again = alice.push(vec![signed.clone()]).await;
    assert_eq!(
        again,
        [Outcome::Duplicate {
            receipt: receipt.clone()
        }]
    );

    let mut other = operation.clone();
    other.clock.boot = "other".into();
    let conflict = alice.push(vec![alice.sign(&other)]).await.remove(0);
    assert_eq!(refusal(&conflict), ProblemKind::Conflict);
    assert_eq!(beside(&conflict), Some(&operation), "both versions are told");
    // Of what somebody else has under an id nothing is told.
    let bob = kit.enrol("Bob").await;
    let mut taken = bob.operation(Action::PostMoment {
        moment: bob.moment("x"),
    });
    taken.id = operation.id;
    let conflict = bob.push(vec![bob.sign(&taken)]).await.remove(0);
    assert_eq!(refusal(&conflict), ProblemKind::Conflict);
    assert_eq!(beside(&conflict), None);
    // Another operation that posts the same moment.
    other.id = alice.operation(operation.action.clone()).id;
    assert_eq!(
        refusal(&alice.push(vec![alice.sign(&other)]).await[0]),
        ProblemKind::Conflict
    );

    let stored = kit.server.service().storage().operations(0, 10).await.unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].bytes, signed.operation.get().as_bytes());
    kit.server.shutdown().await;
}

fn beside(outcome: &Outcome) -> Option<&Operation> {
    match outcome {
        Outcome::Refused { problem, .. } => problem.stands.as_deref(),
        _ => None,
    }
}

#[tokio::test]
async fn what_is_not_the_callers_or_breaks_a_rule_is_refused() {
    let kit = Kit::start().await;
    let (alice, bob) = (kit.enrol("Alice").await, kit.enrol("Bob").await);
    let post = |moment| Action::PostMoment { moment };
    let mut forged = alice.sign(&alice.operation(post(alice.moment("x"))));
    forged.signature = bob.sign(&alice.operation(post(alice.moment("x")))).signature;
    let foreign_person = bob.operation(post(bob.moment("x")));
    let foreign_author = alice.operation(post(bob.moment("x")));
    let empty = alice.operation(post(alice.moment(" ")));
    let mut photo = alice.moment("x");
    let sha256 = Sha256::of(b"never sent");
    photo.attachments.push(Attachment::Photo {
        sha256,
        bytes: 1,
        width: 1,
        height: 1,
    });
    let batch = vec![
        forged,
        alice.sign(&foreign_person),
        alice.sign(&foreign_author),
        alice.sign(&empty),
        alice.sign(&alice.operation(post(photo))),
        alice.sign(&alice.operation(post(alice.moment("good")))),
    ];
    let outcomes = alice.push(batch).await;
    let kinds: Vec<_> = outcomes[..5].iter().map(refusal).collect();
    use ProblemKind::{BadSignature, Forbidden, Invalid, MediaMissing};
    assert_eq!(kinds, [BadSignature, Forbidden, Forbidden, Invalid, MediaMissing]);
    let Outcome::Accepted { receipt } = &outcomes[5] else {
        panic!("{outcomes:?}")
    };
    assert_eq!(receipt.sequence, 1, "refusals leave no gap");
    kit.server.shutdown().await;
}

#[tokio::test]
async fn media_must_be_as_described_and_within_sight() {
    let kit = Kit::start().await;
    let (alice, carol, bob) = (
        kit.enrol("Alice").await,
        kit.enrol("Carol").await,
        kit.enrol("Bob").await,
    );
    let bytes = jpeg(40, 30, 1);
    let sha256 = alice.upload(&bytes).await;
    let length = bytes.len() as u64;
    let described = |device: &kit::Device<'_>, bytes, width| {
        let mut moment = device.moment("x");
        moment.attachments.push(Attachment::Photo {
            sha256,
            bytes,
            width,
            height: 30,
        });
        moment
    };
    assert_eq!(
        refusal(&alice.post(&described(&alice, length, 41)).await),
        ProblemKind::Invalid
    );
    assert_eq!(
        refusal(&alice.post(&described(&alice, length + 1, 40)).await),
        ProblemKind::Invalid
    );
    assert_eq!(
        refusal(&carol.post(&described(&carol, length, 40)).await),
        ProblemKind::MediaMissing
    );
    assert!(matches!(
        alice.post(&described(&alice, length, 40)).await,
        Outcome::Accepted { .. }
    ));
    // Now Carol sees it in Alice's moment and may show it too; Bob sees neither.
    assert!(matches!(
        carol.post(&described(&carol, length, 40)).await,
        Outcome::Accepted { .. }
    ));
    assert_eq!(
        refusal(&bob.post(&described(&bob, length, 40)).await),
        ProblemKind::MediaMissing
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn each_pulls_what_they_may_see() {
    let kit = Kit::start().await;
    let (bob, alice) = (kit.enrol("Bob").await, kit.enrol("Alice").await);
    let hers = alice.moment("from the east");
    let his = bob.moment("from the west");
    alice.post(&hers).await;
    bob.post(&his).await;
    let like = |moment| Action::React {
        moment,
        reaction: Some(ReactionKind::Like),
    };
    assert_eq!(refusal(&bob.act(like(hers.id)).await), ProblemKind::NotFound);
    assert_eq!(refusal(&alice.act(like(hers.id)).await), ProblemKind::Forbidden);
    assert_eq!(
        refusal(&alice.act(like(MomentId::new(NOW))).await),
        ProblemKind::NotFound
    );

    let carol = kit.enrol("Carol").await;
    assert!(matches!(carol.act(like(hers.id)).await, Outcome::Accepted { .. }));
    let expected = [
        ("Alice", vec![hers.id]),
        ("Carol", vec![hers.id]),
        ("Heidi", vec![hers.id]),
        ("Bob", vec![his.id]),
        ("Olga", vec![hers.id, his.id]),
    ];
    for (name, expected) in expected {
        let device = kit.enrol(name).await;
        let page = device.pull(None).await;
        assert_eq!(moments(&page), expected, "{name}");
        let likes = page
            .changes
            .iter()
            .filter(|change| matches!(change, Change::Reaction { .. }))
            .count();
        assert_eq!(likes, usize::from(expected.contains(&hers.id)), "{name}");
        let people = page
            .changes
            .iter()
            .filter(|change| matches!(change, Change::Person { .. }))
            .count();
        assert_eq!((people, page.more), (10, false), "{name}");
        let later = device.pull(Some(&page.next.0)).await;
        assert_eq!((later.changes.len(), &later.next), (0, &page.next), "{name}");
    }
    let carol = kit.enrol("Carol").await;
    let standing = carol.pull(None).await.next;
    carol
        .act(Action::React {
            moment: hers.id,
            reaction: None,
        })
        .await;
    let gone = carol.pull(Some(&standing.0)).await.changes;
    assert_eq!(
        gone,
        [Change::ReactionGone {
            moment: hers.id,
            giver: carol.person,
            at: Some(NOW),
        }]
    );
    assert_eq!(
        problem(carol.get("/v1/sync/pull?after=%E5%9D%8F").await).await,
        (400, "malformed".into())
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn a_long_log_comes_in_bounded_pages() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let batch = |count: usize| {
        let post = |n| Action::PostMoment {
            moment: alice.moment(&format!("moment {n}")),
        };
        (0..count)
            .map(|n| alice.sign(&alice.operation(post(n))))
            .collect::<Vec<_>>()
    };
    alice.push(batch(500)).await;
    alice.push(batch(120)).await;
    let first = alice.pull(None).await;
    assert_eq!((first.changes.len(), first.more), (500, true));
    let second = alice.pull(Some(&first.next.0)).await;
    assert!(!second.more);
    assert_eq!(moments(&first).len() + moments(&second).len(), 620);
    let too_many = serde_json::json!({ "operations": batch(501) });
    let request = alice
        .request(reqwest::Method::POST, "/v1/sync/push")
        .json(&too_many);
    assert_eq!(
        problem(request.send().await.unwrap()).await,
        (413, "too-large".into())
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn events_wake_at_once_and_at_changes_and_do_not_hold_the_shutdown() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let mut events = carol.get("/v1/sync/events").await;
    assert_eq!(kit::header(&events, "content-type"), "text/event-stream");
    let first = events.chunk().await.unwrap().unwrap();
    assert!(
        String::from_utf8_lossy(&first).contains("event: pull"),
        "{first:?}"
    );
    alice.post(&alice.moment("wake up")).await;
    let woken = tokio::time::timeout(std::time::Duration::from_secs(5), events.chunk())
        .await
        .unwrap();
    assert!(String::from_utf8_lossy(&woken.unwrap().unwrap()).contains("event: pull"));
    drop((alice, carol));
    let began = std::time::Instant::now();
    kit.server.shutdown().await;
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
}
