//! A refusal stands as a receipt does: however often it is asked for, whatever has changed since, until its author has it tried
//! again. Over HTTP.

use futures_util::future::join_all;
use jishi_core::model::{Action, Attachment, MomentId, ReactionKind, Sha256};
use jishi_core::protocol::{Outcome, ProblemKind, SignedOperation};
use jishi_server::roster::read_roster;

use crate::kit::{Device, Kit, NOW, accepted, jpeg, refusal};

/// Bob works in the other township, or in Alice's village.
async fn move_bob(kit: &Kit, beside_alice: bool) {
    let unit = if beside_alice {
        "试县/东镇/东村,village"
    } else {
        "试县/西乡,township"
    };
    let text = format!("staff_no,name,unit,unit_kind,post,rank,kind,role\n2,Bob,{unit},,none,,\n");
    let rows = read_roster(text.as_bytes()).unwrap();
    kit.server.service().import_roster(&rows).await.unwrap();
}

fn react(device: &Device<'_>, moment: MomentId, reaction: Option<ReactionKind>) -> SignedOperation {
    device.sign(&device.operation(Action::React { moment, reaction }))
}

async fn likes(kit: &Kit, device: &Device<'_>) -> usize {
    let storage = kit.server.service().storage();
    let given = storage.given(device.person, NOW.plus(-1), NOW.plus(1)).await;
    given.unwrap().len()
}

#[tokio::test]
async fn what_is_sent_again_after_a_refusal_does_not_overtake_what_came_after_it() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let settings = kit.server.service().settings().await.unwrap();
    let per_day = settings.policies.all()[0]
        .evaluation
        .as_ref()
        .unwrap()
        .likes_per_day;
    let mut moments = Vec::new();
    for _ in 0..=per_day {
        let moment = alice.moment("入户三家");
        assert!(accepted(&alice.post(&moment).await));
        moments.push(moment.id);
    }
    let (first, one_more) = (moments[0], moments[usize::from(per_day)]);
    // Carol likes one more than the day allows, and takes the first and that one back; the answer is lost.
    let like = |id: &MomentId| react(&carol, *id, Some(ReactionKind::Like));
    let mut push: Vec<SignedOperation> = moments.iter().map(like).collect();
    push.extend([first, one_more].map(|id| react(&carol, id, None)));
    let before = carol.push(push.clone()).await;
    let too_many = usize::from(per_day);
    assert_eq!(refusal(&before[too_many]), ProblemKind::DailyCap);
    assert!(accepted(&before[too_many + 1]) && accepted(&before[too_many + 2]));
    // By the time it is sent again there is room for it.
    let again = carol.push(push.clone()).await;
    assert_eq!(again[too_many], before[too_many], "the same answer");
    assert!(
        matches!(again[too_many + 2], Outcome::Duplicate { .. }),
        "{again:?}"
    );
    assert_eq!(
        likes(&kit, &carol).await,
        too_many - 1,
        "the last word was to take it back"
    );
    // She wants it after all.
    let mut wanted = push.swap_remove(too_many);
    wanted.attempt = 1;
    assert!(accepted(&carol.push(vec![wanted.clone()]).await[0]));
    wanted.attempt = 0;
    let late = carol.push(vec![wanted]).await;
    assert!(matches!(late[0], Outcome::Duplicate { .. }), "{late:?}");
    assert_eq!(likes(&kit, &carol).await, too_many);
}

#[tokio::test]
async fn an_attempt_that_is_refused_again_stands_for_those_before() {
    let kit = Kit::start().await;
    let (alice, bob) = (kit.enrol("Alice").await, kit.enrol("Bob").await);
    let moment = alice.moment("入户三家");
    assert!(accepted(&alice.post(&moment).await));
    let signed = react(&bob, moment.id, Some(ReactionKind::Like));
    let tried = |attempt| {
        vec![SignedOperation {
            attempt,
            ..signed.clone()
        }]
    };
    for attempt in [0, 2, 1] {
        assert_eq!(refusal(&bob.push(tried(attempt)).await[0]), ProblemKind::NotFound);
    }
    move_bob(&kit, true).await;
    for attempt in [0, 1, 2] {
        assert_eq!(refusal(&bob.push(tried(attempt)).await[0]), ProblemKind::NotFound);
    }
    assert!(accepted(&bob.push(tried(3)).await[0]));
}

#[tokio::test]
async fn nobody_refuses_anything_to_somebody_else() {
    let kit = Kit::start().await;
    let (alice, bob) = (kit.enrol("Alice").await, kit.enrol("Bob").await);
    let moment = alice.moment("入户三家");
    let operation = alice.operation(Action::PostMoment { moment });
    // Bob has got hold of what Alice has not sent yet.
    let stolen = bob.sign(&operation);
    assert_eq!(refusal(&bob.push(vec![stolen]).await[0]), ProblemKind::Forbidden);
    assert!(accepted(&alice.push(vec![alice.sign(&operation)]).await[0]));
}

#[tokio::test]
async fn pushes_at_once_hear_one_answer() {
    let kit = Kit::start().await;
    let (alice, bob) = (kit.enrol("Alice").await, kit.enrol("Bob").await);
    let moment = alice.moment("入户三家");
    assert!(accepted(&alice.post(&moment).await));
    let (mut refused, mut taken) = (0, 0);
    for round in 0..12 {
        move_bob(&kit, false).await;
        let signed = react(&bob, moment.id, Some(ReactionKind::Like));
        let pushes = join_all((0..6).map(|_| bob.push(vec![signed.clone()])));
        let moving = async {
            tokio::time::sleep(std::time::Duration::from_millis(round)).await;
            move_bob(&kit, true).await;
        };
        let (answers, ()) = futures_util::join!(pushes, moving);
        let yes = answers
            .iter()
            .filter(|answer| !matches!(answer[0], Outcome::Refused { .. }));
        match yes.count() {
            0 => refused += 1,
            6 => taken += 1,
            some => panic!("{some} of 6 were taken"),
        }
    }
    assert_eq!(refused + taken, 12);
}

#[tokio::test]
async fn what_rests_on_something_that_comes_again_comes_again_too() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let photo = jpeg(40, 30, 1);
    let mut moment = alice.moment("照片还没有到");
    moment.attachments.push(Attachment::Photo {
        sha256: Sha256::of(&photo),
        bytes: photo.len() as u64,
        width: 40,
        height: 30,
    });
    let id = moment.id;
    let sign = |action| alice.sign(&alice.operation(action));
    let push = vec![
        sign(Action::PostMoment { moment }),
        sign(Action::DeleteMoment { moment: id }),
        sign(Action::PostMoment {
            moment: alice.moment("别的"),
        }),
    ];
    let outcomes = alice.push(push.clone()).await;
    assert_eq!(refusal(&outcomes[0]), ProblemKind::MediaMissing);
    assert_eq!(
        refusal(&outcomes[1]),
        ProblemKind::Unavailable,
        "it is not refused for good"
    );
    assert!(accepted(&outcomes[2]), "what is about something else goes on");
    alice.upload(&photo).await;
    let outcomes = alice.push(push).await;
    assert!(accepted(&outcomes[0]) && accepted(&outcomes[1]), "{outcomes:?}");
    let known = kit.server.service().storage().moments(&[id]).await.unwrap();
    assert!(known[&id].deleted);
}
