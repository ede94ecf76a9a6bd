//! What is switched on here.

use borsh::{BorshDeserialize, BorshSerialize};

use crate::{
    model::{LeaveKind, Mode, Person},
    rules::{
        access::{
            UnitTree, may_bind_devices, may_give_dislikes, may_give_tasks, may_publish_lessons,
            may_see_learning, may_see_ranking, may_see_unit_day, may_set_workplace,
        },
        policy::{Policy, TaskPoints},
    },
};

/// See [`Command::Policy`](super::Command::Policy).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetPolicy;

/// What the policy of today has switched on. A page for what is off is absent, not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
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
    /// Shortest reading time that a lesson can have, in seconds; `None` where no reading time is asked for.
    pub lesson_seconds: Option<u32>,
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
    /// Letting phones in for others.
    pub devices: bool,
}

impl Sections {
    /// What `policy` has switched on for `me`, who belongs to one of `units`.
    #[must_use]
    pub fn of(policy: &Policy, me: &Person, units: &UnitTree) -> Self {
        let attendance = policy.attendance.as_ref();
        let evaluation = policy.evaluation.as_ref();
        Self {
            modes: attendance
                .map(|section| section.modes.keys().copied().collect())
                .unwrap_or_default(),
            correction: attendance.is_some_and(|section| section.correction.is_some()),
            leave: policy
                .leave
                .as_ref()
                .map(|section| section.kinds.keys().copied().collect())
                .unwrap_or_default(),
            edit: policy.logs.edit_hours > 0,
            delete: policy.logs.delete_hours > 0,
            learning: policy.learning.is_some(),
            may_publish: policy.learning.is_some() && may_publish_lessons(me),
            lesson_seconds: policy.learning.and_then(|section| section.minimum_seconds),
            tasks: policy.tasks.is_some(),
            may_give: policy.tasks.is_some() && may_give_tasks(me),
            task_points: policy.tasks.and_then(|section| section.points),
            likes: evaluation.is_some_and(|section| section.likes_per_day > 0),
            dislikes: evaluation.is_some_and(|section| {
                section.dislikes_per_day > 0 && may_give_dislikes(me, section.dislike_rank)
            }),
            points: policy.has_points(),
            appeal: policy.appeal.is_some(),
            ranking: policy.ranking.is_some(),
            stars: policy.stars.is_some(),
            recall: policy.recall.is_some(),
            presence: policy.presence.is_some(),
            workplace: attendance.is_some() && may_set_workplace(me, me.unit, units),
            unit_days: may_see_unit_day(me, me.unit, units),
            places: policy.ranking.is_some() && may_see_ranking(me, me.unit, units),
            learning_overview: policy.learning.is_some() && may_see_learning(me),
            devices: may_bind_devices(me, me.unit, units),
        }
    }
}
