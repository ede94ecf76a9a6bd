//! Tasks.

use borsh::{BorshDeserialize, BorshSerialize};

use super::Delivery;
use crate::{
    model::{Person, Task, TaskId, Timestamp},
    rules::tasks::TaskProgress,
};

/// See [`Command::Tasks`](super::Command::Tasks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetTasks;

/// Tasks: one's own, and those given.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Tasks {
    /// Those that one answers for: open ones by deadline, then the others, newest first.
    pub mine: Vec<TaskItem>,
    /// Those that one gave, in the same order.
    pub given: Vec<TaskItem>,
}

/// A task as it is shown.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct TaskItem {
    /// The task.
    pub task: Task,
    /// Who gave it, if known here.
    pub assigner: Option<Person>,
    /// Who answers for it, if known here.
    pub assignee: Option<Person>,
    /// Until when a result is asked for: the deadline, or what there is after one was returned.
    pub due_by: Timestamp,
    /// Whether that time has passed without a result.
    pub overdue: bool,
    /// How far one's own last word on it is, if it has not arrived.
    pub under_way: Option<Delivery>,
}

/// See [`Command::Task`](super::Command::Task).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetTask(pub TaskId);

/// One task with its chain of responsibility, as far as it is known here.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct TaskPage {
    /// The task.
    pub task: TaskItem,
    /// Whether one answers for it oneself.
    pub mine: bool,
    /// The tasks that it is a part of, from the nearest to the top.
    pub chain: Vec<TaskItem>,
    /// The tasks into which it was split.
    pub parts: Vec<TaskItem>,
    /// How far its parts are, at every depth.
    pub progress: TaskProgress,
    /// What one may do with it now.
    pub may: TaskMay,
}

/// What one may do with a task now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct TaskMay {
    /// Deliver a result.
    pub deliver: bool,
    /// Give a part of it to somebody.
    pub split: bool,
    /// Accept or return the result.
    pub judge: bool,
    /// Take it back.
    pub cancel: bool,
}
