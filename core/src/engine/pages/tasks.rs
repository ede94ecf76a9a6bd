//! Tasks.

use crate::{
    engine::{Engine, Fault, TaskItem, TaskMay, TaskPage, Tasks},
    model::{Action, Record, RecordId, RecordKind, Task, TaskId, TaskState},
    ports::{Clock, KeyVault},
    rules::{
        access::answers_for_task,
        tasks::{due, is_overdue, progress, takes_result, unfinished},
    },
};

/// Longest chain that is followed: a longer one would be a ring.
const CHAIN_MAX: usize = 64;

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn tasks(&self) -> Result<Tasks, Fault> {
        let me = self.directory()?.me.id;
        Ok(Tasks {
            mine: self.task_items(self.store.all_about(me, RecordKind::Task)?)?,
            given: self.task_items(self.store.tasks_by(me)?)?,
        })
    }

    pub(in crate::engine) fn task(&self, id: TaskId) -> Result<TaskPage, Fault> {
        let task = self.stored_task(id)?.ok_or(Fault::NotFound)?;
        let mut chain: Vec<TaskItem> = Vec::new();
        let mut above = task.parent;
        while let Some(parent) = above
            && chain.len() < CHAIN_MAX
        {
            let Some(parent) = self.stored_task(parent)? else {
                break;
            };
            above = parent.parent;
            chain.push(self.task_item(parent)?);
        }
        Ok(TaskPage {
            parts: self.task_items(self.store.parts(RecordId(id.0))?)?,
            progress: progress(&self.below(id)?, id),
            may: self.may_with(&task)?,
            mine: answers_for_task(&self.directory()?.me, &task),
            task: self.task_item(task)?,
            chain,
        })
    }

    /// Every part of a task that is known here, at every depth.
    fn below(&self, id: TaskId) -> Result<Vec<Task>, Fault> {
        let (mut found, mut next) = (Vec::<Task>::new(), vec![id]);
        while let Some(id) = next.pop() {
            for record in self.store.parts(RecordId(id.0))? {
                if let Record::Task { task } = record
                    && found.iter().all(|known| known.id != task.id)
                {
                    next.push(task.id);
                    found.push(*task);
                }
            }
        }
        Ok(found)
    }

    fn may_with(&self, task: &Task) -> Result<TaskMay, Fault> {
        let mine = answers_for_task(&self.directory()?.me, task);
        let id = task.id;
        Ok(TaskMay {
            // What is asked as evidence is looked at when there is a result; to whom a part goes, when that is chosen.
            deliver: mine && takes_result(task).is_ok(),
            split: mine && unfinished(task).is_ok(),
            judge: self.may(&Action::JudgeTask {
                task: id,
                accepted: true,
                reason: String::new(),
            })?,
            cancel: self.may(&Action::CancelTask {
                task: id,
                reason: "…".into(),
            })?,
        })
    }

    fn stored_task(&self, id: TaskId) -> Result<Option<Task>, Fault> {
        Ok(match self.store.record(RecordId(id.0))? {
            Some(Record::Task { task }) => Some(*task),
            _ => None,
        })
    }

    fn task_items(&self, records: Vec<Record>) -> Result<Vec<TaskItem>, Fault> {
        let mut tasks: Vec<Task> = records
            .into_iter()
            .filter_map(|record| match record {
                Record::Task { task } => Some(*task),
                _ => None,
            })
            .collect();
        // Open ones by deadline, then the others, newest first.
        tasks.sort_by_key(|task| {
            let open = matches!(task.state, TaskState::Open | TaskState::Delivered);
            let order = if open { due(task).by.0 } else { -task.given_at.0 };
            (!open, order, task.id)
        });
        tasks.into_iter().map(|task| self.task_item(task)).collect()
    }

    pub(super) fn task_item(&self, task: Task) -> Result<TaskItem, Fault> {
        Ok(TaskItem {
            assigner: self.named(task.assigner)?,
            assignee: self.named(task.assignee)?,
            overdue: is_overdue(&task, self.now()?),
            due_by: due(&task).by,
            under_way: self.under_way(task.id.0)?,
            task,
        })
    }
}
