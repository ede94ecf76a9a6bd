//! What waits for one.

use borsh::{BorshDeserialize, BorshSerialize};

use super::{Delivery, LeaveItem, LessonItem, Refusal, TaskItem};
use crate::{
    model::{Appeal, Correction, Doubt, Person},
    rules::policy::Trust,
};

/// See [`Command::Todo`](super::Command::Todo).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetTodo;

/// What waits for one.
#[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Todo {
    /// Leaves that one may grant or refuse, in the order of their days.
    pub leaves: Vec<LeaveItem>,
    /// Leaves that one granted and that were taken back or ended early in the last days: to be known, nothing waits.
    pub changed_leaves: Vec<LeaveItem>,
    /// Requests for a missing tap that one may decide, in the order of their days.
    pub corrections: Vec<CorrectionItem>,
    /// Doubts that wait until one has looked, in the order of their days.
    pub doubts: Vec<DoubtItem>,
    /// Appeals that one may decide, those first that lapse first.
    pub appeals: Vec<AppealItem>,
    /// Results of tasks that one gave, by deadline.
    pub results: Vec<TaskItem>,
    /// Open tasks of one's own, by deadline.
    pub tasks: Vec<TaskItem>,
    /// Lessons that can be read for points, those first that close first.
    pub lessons: Vec<LessonItem>,
    /// What the server would not take, newest first.
    pub refusals: Vec<Refusal>,
}

/// A request for a missing tap as it is shown.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct CorrectionItem {
    /// The request.
    pub correction: Correction,
    /// Who asks, if known here.
    pub person: Option<Person>,
    /// Who decided, if somebody did and is known here.
    pub decider: Option<Person>,
    /// Whether it can be taken back now.
    pub may_withdraw: bool,
    /// How far one's own last word on it is, if it has not arrived.
    pub under_way: Option<Delivery>,
}

/// A doubt as it is shown.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct DoubtItem {
    /// The doubt.
    pub doubt: Doubt,
    /// Whose tap or log it is, if known here.
    pub person: Option<Person>,
    /// The words of the log, if it is one and is here.
    pub words: String,
    /// Who has looked, if somebody has and is known here.
    pub reviewer: Option<Person>,
    /// How far the tap or the log counts now.
    pub trust: Trust,
    /// How far one's own last word on it is, if it has not arrived.
    pub under_way: Option<Delivery>,
}

/// An appeal as it is shown.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct AppealItem {
    /// The appeal.
    pub appeal: Appeal,
    /// Who contests, if known here.
    pub person: Option<Person>,
    /// Who decided, if somebody did and is known here.
    pub decider: Option<Person>,
    /// Whether it can be taken back now.
    pub may_withdraw: bool,
    /// Whether nobody decided in time, so that it fell to the person.
    pub lapsed: bool,
    /// What the contested entry rests on, in words. May be empty.
    pub words: String,
    /// How far one's own last word on it is, if it has not arrived.
    pub under_way: Option<Delivery>,
}
