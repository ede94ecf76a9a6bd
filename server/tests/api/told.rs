//! What others are told of what somebody did: to whom, and with which time.

use jishi_core::model::{
    Action, MomentId, ReactionKind, Record, ServerAnchor, Task, TaskId, TaskState, Timestamp,
};
use jishi_core::protocol::{Change, Outcome};

use crate::kit::things::task;
use crate::kit::{self, Device, Kit, NOW};

const DAY: i64 = 86_400_000;

async fn posted(device: &Device<'_>) -> MomentId {
    let moment = device.moment("修渠");
    let id = moment.id;
    device.done(Action::PostMoment { moment }).await;
    id
}

/// The newest word on each task that somebody has been told of.
async fn tasks(device: &Device<'_>) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    for change in device.pull(None).await.changes {
        if let Change::Record {
            record: Record::Task { task },
        } = change
        {
            tasks.retain(|known| known.id != task.id);
            tasks.push(*task);
        }
    }
    tasks
}

#[tokio::test]
async fn the_chain_of_responsibility_can_be_read_at_its_lowest_node() {
    let kit = Kit::start().await;
    let (olga, heidi) = (kit.enrol("Olga").await, kit.enrol("Heidi").await);
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let whole = task(&olga, &heidi, None);
    let give = |task: &Task| Action::GiveTask {
        task: Box::new(task.clone()),
    };
    olga.done(give(&whole)).await;
    assert!(tasks(&alice).await.is_empty());
    let part = task(&heidi, &alice, Some(&whole));
    heidi.done(give(&part)).await;
    let of_carol = task(&heidi, &carol, Some(&whole));
    heidi.done(give(&of_carol)).await;
    let ids = |tasks: &[Task]| {
        let mut ids: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
        ids.sort_unstable();
        ids
    };
    let mut expected = [whole.id, part.id];
    expected.sort_unstable();
    assert_eq!(
        ids(&tasks(&alice).await),
        expected,
        "hers and what it is part of, not her colleague's"
    );

    // What becomes of the whole is told down the chain too.
    olga.done(Action::CancelTask {
        task: whole.id,
        reason: "改期".into(),
    })
    .await;
    let known = tasks(&alice).await;
    let above = known.iter().find(|task| task.id == whole.id).unwrap();
    assert_ne!(above.state, TaskState::Open);
}

#[tokio::test]
async fn a_reaction_counts_on_the_day_that_the_evidence_shows() {
    let kit = Kit::start().await;
    let (alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    let moment = posted(&alice).await;
    // The phone heard the server at nine; its owner has set its clock to another day since.
    let mut operation = heidi.operation(Action::React {
        moment,
        reaction: Some(ReactionKind::Like),
    });
    operation.clock.wall = Timestamp(NOW.0 - 3 * DAY);
    operation.clock.anchor = Some(ServerAnchor {
        server: NOW,
        monotonic_ms: operation.clock.monotonic_ms,
    });
    let outcome = heidi.push(vec![heidi.sign(&operation)]).await.remove(0);
    assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
    let told = alice.pull(None).await.changes;
    let at = told.iter().find_map(|change| match change {
        Change::Reaction { reaction } => Some(reaction.done_at),
        _ => None,
    });
    assert_eq!(at, Some(NOW));
}

#[tokio::test]
async fn a_like_of_what_was_deleted_meanwhile_can_be_taken_back() {
    let kit = Kit::start().await;
    let (alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    let moment = posted(&alice).await;
    let react = |reaction| Action::React { moment, reaction };
    heidi.done(react(Some(ReactionKind::Like))).await;
    alice.done(Action::DeleteMoment { moment }).await;
    heidi.done(react(None)).await;
    let storage = kit.server.service().storage();
    let given = storage
        .given(heidi.person, NOW.plus(-DAY), NOW.plus(DAY))
        .await
        .unwrap();
    assert!(given.is_empty(), "it no longer counts towards the day's number");
    let refused = heidi.act(react(Some(ReactionKind::Like))).await;
    assert_eq!(
        kit::refusal(&refused),
        jishi_core::protocol::ProblemKind::NotFound
    );
}
