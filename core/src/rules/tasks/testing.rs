//! A task for tests.

use crate::model::{EvidenceAsked, PersonId, Points, Record, Task, TaskId, TaskState, Timestamp};
use crate::rules::judge::testing::County;

/// Given at `at`, due three days later, worth five points and two.
pub(crate) fn task(assigner: PersonId, assignee: PersonId, at: Timestamp) -> Task {
    Task {
        id: TaskId::new(at),
        parent: None,
        assigner,
        assignee,
        unit: None,
        title: "摸排春耕用水".into(),
        text: "各组水渠逐段查看。".into(),
        deadline: at.plus(3 * 86_400_000),
        evidence: EvidenceAsked::default(),
        reward: Points::whole(5),
        penalty: Points::whole(2),
        given_at: at,
        state: TaskState::Open,
        deliveries: vec![],
    }
}

/// A part of `parent` for `assignee`, worth two points and one.
pub(crate) fn part(parent: &Task, assignee: PersonId) -> Task {
    Task {
        parent: Some(parent.id),
        reward: Points::whole(2),
        penalty: Points::whole(1),
        ..task(parent.assignee, assignee, parent.given_at)
    }
}

/// A task as a record.
pub(crate) fn record(task: &Task) -> Record {
    Record::Task {
        task: Box::new(task.clone()),
    }
}

/// A task as the county has it.
#[track_caller]
pub(crate) fn stands(county: &County, id: TaskId) -> Task {
    match county.on_record(id.0) {
        Record::Task { task } => *task.clone(),
        other => panic!("no task: {other:?}"),
    }
}
