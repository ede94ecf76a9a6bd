//! Policy: every number and every switch of the rules, as data. A section that is absent is switched off: the app has no
//! page for it and the server refuses it. A section without `points` works but earns and costs nothing.
//!
//! Two policies ship: `assets/policies/wangmo-2016.toml`, where each key is explained, and `evidence-only.toml`.

mod attendance;
mod check;
#[cfg(feature = "policy-file")]
mod day;
mod evaluation;
mod evidence;
#[cfg(feature = "policy-file")]
mod file;
mod history;
mod learning;
mod leave;
mod logs;
mod outcome;
mod tasks;

pub use attendance::{AttendancePoints, AttendancePolicy, CorrectionPolicy, Cover, SHIFTS_MAX, Uncertain};
pub use check::{PolicyFault, PolicyLimit};
pub use evaluation::{EvaluationPoints, EvaluationPolicy, ReactionPoints};
pub use evidence::{EvidencePolicy, Trust, UntilReviewed};
#[cfg(feature = "policy-file")]
pub use file::read;
pub use history::Policies;
pub use learning::{LearningPoints, LearningPolicy};
pub use leave::{ApprovalStep, Counts, LeaveKindPolicy, LeavePolicy, YearsOfWork};
pub use logs::{LogPoints, LogPolicy};
pub use outcome::{AppealPolicy, PresencePolicy, RankingPolicy, RecallPolicy, RetentionPolicy, StarsPolicy};
pub use tasks::{TaskPoints, TaskPolicy};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The rules that hold from one day on, until the next version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Which policy it is.
    pub name: String,
    /// Its version; higher is newer.
    pub version: u32,
    /// The first day on which it holds. Days before keep the version that they had.
    #[cfg_attr(feature = "policy-file", serde(deserialize_with = "day::deserialize"))]
    pub from: NaiveDate,
    /// What it is, in a sentence, for people.
    pub summary: String,
    /// Attendance (看考勤).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<AttendancePolicy>,
    /// What is looked for in the evidence of time and place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidencePolicy>,
    /// Leave (请假).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave: Option<LeavePolicy>,
    /// Logs (看日志).
    #[serde(default)]
    pub logs: LogPolicy,
    /// Learning (看学习).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learning: Option<LearningPolicy>,
    /// Tasks (看任务).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tasks: Option<TaskPolicy>,
    /// Likes and dislikes (看评价).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evaluation: Option<EvaluationPolicy>,
    /// Appeals on entries of the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<AppealPolicy>,
    /// Quarterly ranking (季度评比).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranking: Option<RankingPolicy>,
    /// Half-yearly stars (星级评定).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<StarsPolicy>,
    /// Recall (召回).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall: Option<RecallPolicy>,
    /// Presence check (到岗到位倒查).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<PresencePolicy>,
    /// How long places are kept.
    pub retention: RetentionPolicy,
}

impl Policy {
    /// Whether anything earns or costs points. Without, there is no score, no ledger and no page for them.
    #[must_use]
    pub fn has_points(&self) -> bool {
        self.logs.points.is_some()
            || self
                .attendance
                .as_ref()
                .is_some_and(|section| section.points.is_some())
            || self
                .learning
                .as_ref()
                .is_some_and(|section| section.points.is_some())
            || self
                .tasks
                .as_ref()
                .is_some_and(|section| section.points.is_some())
            || self
                .evaluation
                .as_ref()
                .is_some_and(|section| section.points.is_some())
    }
}
