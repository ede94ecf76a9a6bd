//! How a task came down, and how far its parts are: for display, over tasks that are at hand.

use std::collections::{HashMap, HashSet};

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::model::{Task, TaskId, TaskState};

/// The chain of responsibility of a task: the task itself, what it is a part of, and so on to the top. It ends early where
/// `tasks` does not hold the next one, and is empty where it does not hold the task.
#[must_use]
pub fn chain(tasks: &[Task], id: TaskId) -> Vec<&Task> {
    let by_id: HashMap<TaskId, &Task> = tasks.iter().map(|task| (task.id, task)).collect();
    let mut chain: Vec<&Task> = vec![];
    let mut next = by_id.get(&id);
    while let Some(task) = next {
        chain.push(task);
        let above = task
            .parent
            .filter(|above| chain.iter().all(|known| known.id != *above));
        next = above.and_then(|above| by_id.get(&above));
    }
    chain
}

/// How many parts of a task are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskProgress {
    /// Parts whose result was accepted.
    pub done: usize,
    /// Parts that were not cancelled.
    pub total: usize,
}

/// How far the parts of a task are, at every depth; a part that was cancelled counts for nothing, nor do those below it.
#[must_use]
pub fn progress(tasks: &[Task], id: TaskId) -> TaskProgress {
    let mut parts: HashMap<TaskId, Vec<&Task>> = HashMap::new();
    for task in tasks {
        if let Some(parent) = task
            .parent
            .filter(|_| !matches!(task.state, TaskState::Cancelled { .. }))
        {
            parts.entry(parent).or_default().push(task);
        }
    }
    let mut progress = TaskProgress::default();
    let (mut seen, mut next) = (HashSet::from([id]), vec![id]);
    while let Some(id) = next.pop() {
        for part in parts.get(&id).into_iter().flatten() {
            if seen.insert(part.id) {
                progress.total += 1;
                progress.done += usize::from(part.state == TaskState::Accepted);
                next.push(part.id);
            }
        }
    }
    progress
}

#[cfg(test)]
mod tests {
    use super::super::testing::{part, task};
    use super::*;
    use crate::model::{PersonId, Timestamp};
    use proptest::prelude::*;

    const AT: Timestamp = Timestamp(1_773_104_400_000);

    fn anybody() -> PersonId {
        PersonId::new(AT)
    }

    #[test]
    fn a_chain_leads_from_a_node_to_the_top() {
        let top = task(anybody(), anybody(), AT);
        let middle = part(&top, anybody());
        let low = part(&middle, anybody());
        let beside = part(&top, anybody());
        let tasks = [low.clone(), beside, top.clone(), middle.clone()];
        let ids = |id| {
            chain(&tasks, id)
                .into_iter()
                .map(|task| task.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(low.id), [low.id, middle.id, top.id]);
        assert_eq!(ids(top.id), [top.id]);
        assert!(ids(TaskId::new(AT)).is_empty());
        assert_eq!(
            chain(&tasks[..1], low.id).len(),
            1,
            "what is above is not at hand"
        );
    }

    #[test]
    fn progress_counts_every_depth_but_not_what_was_cancelled() {
        let top = task(anybody(), anybody(), AT);
        let mut accepted = part(&top, anybody());
        accepted.state = TaskState::Accepted;
        let open = part(&top, anybody());
        let mut low = part(&open, anybody());
        low.state = TaskState::Accepted;
        let mut cancelled = part(&top, anybody());
        cancelled.state = TaskState::Cancelled {
            at: AT,
            reason: "重复".into(),
        };
        let mut below = part(&cancelled, anybody());
        below.state = TaskState::Accepted;
        let tasks = [top.clone(), accepted, open.clone(), low, cancelled, below];
        assert_eq!(progress(&tasks, top.id), TaskProgress { done: 2, total: 3 });
        assert_eq!(progress(&tasks, open.id), TaskProgress { done: 1, total: 1 });
        assert_eq!(progress(&[], top.id), TaskProgress::default());
    }

    #[test]
    fn a_ring_in_damaged_records_ends() {
        let mut one = task(anybody(), anybody(), AT);
        let two = part(&one, anybody());
        one.parent = Some(two.id);
        let tasks = [one.clone(), two];
        assert_eq!(chain(&tasks, one.id).len(), 2);
        assert_eq!(progress(&tasks, one.id), TaskProgress { done: 0, total: 1 });
    }

    proptest! {
        #[test]
        fn chain_and_progress_agree(parents in proptest::collection::vec(any::<prop::sample::Index>(), 1..40)) {
            let mut tasks = vec![task(anybody(), anybody(), AT)];
            for parent in parents {
                let part = part(&tasks[parent.index(tasks.len())], anybody());
                tasks.push(part);
            }
            for of in &tasks {
                let below = tasks
                    .iter()
                    .filter(|task| task.id != of.id && chain(&tasks, task.id).iter().any(|up| up.id == of.id))
                    .count();
                prop_assert_eq!(progress(&tasks, of.id), TaskProgress { done: 0, total: below });
            }
        }
    }
}
