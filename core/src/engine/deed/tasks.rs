//! Deeds about tasks.

use super::{Doer, written};
use crate::{
    engine::Deed,
    model::{Action, Task, TaskId, TaskState},
};

impl Doer<'_> {
    pub(super) fn task(self, deed: Deed) -> Option<Action> {
        Some(match deed {
            Deed::GiveTask {
                draft: _,
                parent,
                assignee,
                unit,
                title,
                text,
                deadline,
                evidence,
                reward,
                penalty,
            } => Action::GiveTask {
                task: Box::new(Task {
                    id: TaskId::new(self.now),
                    parent,
                    assigner: self.me,
                    assignee,
                    unit,
                    title: written(&title),
                    text: written(&text),
                    deadline,
                    evidence,
                    reward,
                    penalty,
                    given_at: self.now,
                    state: TaskState::Open,
                    deliveries: vec![],
                }),
            },
            Deed::JudgeTask {
                task,
                accepted,
                reason,
            } => Action::JudgeTask {
                task,
                accepted,
                reason: written(&reason),
            },
            Deed::CancelTask { task, reason } => Action::CancelTask {
                task,
                reason: written(&reason),
            },
            _ => return None,
        })
    }
}
