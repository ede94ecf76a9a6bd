//! What is switched on here.

use serde::{Deserialize, Serialize};

use crate::{
    model::{LeaveKind, Mode},
    rules::policy::TaskPoints,
};

/// See [`Command::Policy`](super::Command::Policy).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetPolicy;

/// What the policy of today has switched on. A page for what is off is absent, not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sections {
    /// Attendance, by the modes that can be tapped; none where it is off.
    pub modes: Vec<Mode>,
    /// Whether missing taps can be asked for.
    pub correction: bool,
    /// The kinds of leave that can be asked for; none where leave is off.
    pub leave: Vec<LeaveKind>,
    /// Whether words of moments can be changed for a while.
    pub edit: bool,
    /// Whether moments can be deleted for a while.
    pub delete: bool,
    /// Learning.
    pub learning: bool,
    /// Whether one may publish lessons.
    pub may_publish: bool,
    /// Shortest reading time that a lesson can have, in seconds.
    pub lesson_seconds: u32,
    /// Tasks.
    pub tasks: bool,
    /// Whether one may give tasks of one's own; parts of a task are another matter.
    pub may_give: bool,
    /// What tasks may earn and cost; `None` where they have no points.
    pub task_points: Option<TaskPoints>,
    /// Likes.
    pub likes: bool,
    /// Dislikes, for one's own rank.
    pub dislikes: bool,
    /// Points: the score, the ledger and previews.
    pub points: bool,
    /// Appeals.
    pub appeal: bool,
    /// Quarterly ranking.
    pub ranking: bool,
    /// Half-yearly stars.
    pub stars: bool,
    /// Recall.
    pub recall: bool,
    /// Presence check.
    pub presence: bool,
    /// Whether one may say where and when one's unit works.
    pub workplace: bool,
    /// Views of one's unit and those below it, for whom they are.
    pub unit_days: bool,
    /// Places of the people there.
    pub places: bool,
    /// How learning stands in the county.
    pub learning_overview: bool,
}
