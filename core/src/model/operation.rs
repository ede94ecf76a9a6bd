//! Operations: one thing a person did, on its way from their device to the record.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Appeal, AppealId, Attachment, CheckIn, Correction, CorrectionId, DeviceId, DeviceKey, DoubtId, HalfDay,
    Hours, Leave, LeaveId, Lesson, LessonId, Moment, MomentId, OperationId, PersonId, Place, ReactionKind,
    Reading, Sha256, Task, TaskId, Timestamp, UnitId, Workplace,
};

/// What a device signs and sends: who did what, and the evidence of when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Operation {
    /// Its id; the same id is never counted twice.
    pub id: OperationId,
    /// Who did it.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// What was done.
    pub action: Action,
    /// What the device knew of the time.
    pub clock: ClockEvidence,
}

impl Operation {
    /// Whether this is the same deed as `other`, at most signed anew by another device of the person's.
    #[must_use]
    pub fn is_same_deed(&self, other: &Self) -> bool {
        let Self {
            id,
            person,
            device: _,
            action,
            clock,
        } = self;
        (id, person, action, clock) == (&other.id, &other.person, &other.action, &other.clock)
    }
}

/// The things a person can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Action {
    /// Put a moment into one's log.
    PostMoment {
        /// The moment.
        moment: Moment,
    },
    /// Change the words of one's moment; the words before stay on the record.
    EditMoment {
        /// The moment.
        moment: MomentId,
        /// Its text from now on.
        text: String,
    },
    /// Take one's moment out of the feed; that it was there stays on the record.
    DeleteMoment {
        /// The moment.
        moment: MomentId,
    },
    /// React to a moment, or take the reaction back.
    React {
        /// The moment.
        moment: MomentId,
        /// The reaction from now on; `None` takes it back.
        reaction: Option<ReactionKind>,
    },
    /// Tap for attendance.
    CheckIn {
        /// The tap.
        check_in: CheckIn,
    },
    /// Ask that a shift without a tap be counted.
    AskCorrection {
        /// The request, without a decision.
        correction: Correction,
    },
    /// Decide on such a request.
    DecideCorrection {
        /// Which.
        correction: CorrectionId,
        /// Yes or no.
        granted: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// Say whether a tap or a moment counts in spite of a doubt.
    ReviewDoubt {
        /// Which doubt.
        doubt: DoubtId,
        /// Whether it counts.
        granted: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// Take one's request for a missing tap back while it waits.
    WithdrawCorrection {
        /// Which.
        correction: CorrectionId,
    },
    /// Ask for leave.
    AskLeave {
        /// The leave, [`LeaveState::Asked`](super::LeaveState::Asked).
        leave: Leave,
    },
    /// Grant or refuse a leave.
    DecideLeave {
        /// Which.
        leave: LeaveId,
        /// Yes or no.
        granted: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// Take one's leave back before it has begun.
    WithdrawLeave {
        /// Which.
        leave: LeaveId,
    },
    /// Come back from one's leave before its end.
    ReturnEarly {
        /// Which.
        leave: LeaveId,
        /// The last half day that was taken.
        last: HalfDay,
    },
    /// Publish a lesson.
    PublishLesson {
        /// The lesson.
        lesson: Lesson,
    },
    /// Take a lesson back; readings stay.
    WithdrawLesson {
        /// Which.
        lesson: LessonId,
    },
    /// Have read a lesson to its end.
    ReadLesson {
        /// What was read, and for how long.
        reading: Reading,
    },
    /// Give a task, or split one's own.
    GiveTask {
        /// The task, [`TaskState::Open`](super::TaskState::Open), without deliveries.
        task: Box<Task>,
    },
    /// Deliver a task's result.
    DeliverTask {
        /// Which.
        task: TaskId,
        /// What was done.
        text: String,
        /// Photos, voice, documents.
        attachments: Vec<Attachment>,
        /// Where.
        place: Option<Place>,
    },
    /// Accept a task's result, or return it.
    JudgeTask {
        /// Which.
        task: TaskId,
        /// Accepted, or returned to be done better.
        accepted: bool,
        /// Why; needed when it is returned.
        reason: String,
    },
    /// Take a task back, with all its parts.
    CancelTask {
        /// Which.
        task: TaskId,
        /// Why.
        reason: String,
    },
    /// Contest an entry of one's ledger.
    FileAppeal {
        /// The appeal, undecided.
        appeal: Appeal,
    },
    /// Decide an appeal.
    DecideAppeal {
        /// Which.
        appeal: AppealId,
        /// Granted: what the entry took is given back.
        granted: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// Take one's appeal back.
    WithdrawAppeal {
        /// Which.
        appeal: AppealId,
    },
    /// Say where a unit works and when.
    SetWorkplace {
        /// The unit.
        unit: UnitId,
        /// Where, from now on.
        workplace: Option<Workplace>,
        /// Working hours from a day on, if they change.
        hours: Option<Hours>,
    },
    /// Let a device that asks for it in as somebody's only one, or turn it away.
    DecideDevice {
        /// Whose it would be.
        person: PersonId,
        /// The device, with the key that it asked with.
        key: DeviceKey,
        /// In, or away.
        granted: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// Revoke somebody's device, which is lost.
    RevokeDevice {
        /// Whose.
        person: PersonId,
        /// Which: one that they have been given since is another.
        device: DeviceId,
        /// Why.
        reason: String,
    },
}

impl Action {
    /// The thing that this is about: operations on one subject keep their order.
    #[must_use]
    pub const fn subject(&self) -> Uuid {
        match self {
            Self::PostMoment { moment } => moment.id.0,
            Self::EditMoment { moment, .. } | Self::DeleteMoment { moment } | Self::React { moment, .. } => {
                moment.0
            }
            Self::CheckIn { check_in } => check_in.id.0,
            Self::AskCorrection { correction } => correction.id.0,
            Self::DecideCorrection { correction, .. } | Self::WithdrawCorrection { correction } => {
                correction.0
            }
            Self::AskLeave { leave } => leave.id.0,
            Self::DecideLeave { leave, .. }
            | Self::WithdrawLeave { leave }
            | Self::ReturnEarly { leave, .. } => leave.0,
            Self::PublishLesson { lesson } => lesson.id.0,
            Self::WithdrawLesson { lesson } => lesson.0,
            Self::ReadLesson { reading } => reading.id.0,
            Self::GiveTask { task } => task.id.0,
            Self::DeliverTask { task, .. } | Self::JudgeTask { task, .. } | Self::CancelTask { task, .. } => {
                task.0
            }
            Self::ReviewDoubt { doubt, .. } => doubt.0,
            Self::FileAppeal { appeal } => appeal.id.0,
            Self::DecideAppeal { appeal, .. } | Self::WithdrawAppeal { appeal } => appeal.0,
            Self::SetWorkplace { unit, .. } => unit.0,
            Self::DecideDevice { key, .. } => key.device.0,
            Self::RevokeDevice { person, .. } => person.0,
        }
    }
}

/// What a device knows of the time when something is done. The server judges it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockEvidence {
    /// The device's wall clock.
    pub wall: Timestamp,
    /// Milliseconds on a clock that nobody can set, since `boot`.
    pub monotonic_ms: u64,
    /// Names the span in which `monotonic_ms` runs on: a start of the device, or of the page on the web.
    pub boot: String,
    /// The last time the server told, and the monotonic clock at that moment, if in the same `boot`.
    pub anchor: Option<ServerAnchor>,
    /// The last time the server told, in whatever `boot`, and what the wall clock said at that moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<Heard>,
}

/// A server time beside what a device took the time to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Heard {
    /// The server's clock.
    pub server: Timestamp,
    /// The device's wall clock when it heard it.
    pub wall: Timestamp,
}

/// A server time seen by a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServerAnchor {
    /// The server's clock.
    pub server: Timestamp,
    /// The device's monotonic clock when it heard it.
    pub monotonic_ms: u64,
}

/// The server's word that an operation is on the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The operation.
    pub operation: OperationId,
    /// Its place in the order in which the server accepted operations; from 1, without a gap.
    pub sequence: u64,
    /// When the server accepted it, by the server's clock.
    pub received_at: Timestamp,
    /// What the server cannot take back; only in the answer to the device that did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

/// The server's signed word on how the record stood with an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proof {
    /// The link of the operation in the chain of the record; see [`link`](crate::rules::audit::link).
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub chain: Sha256,
    /// Ed25519 by the server's key over [`receipt_message`](crate::rules::audit::receipt_message), base64url without
    /// padding.
    pub signature: String,
}
