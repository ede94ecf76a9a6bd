//! What a person does, as a page knows it: an [`Action`](crate::model::Action) without new ids, persons and times, which
//! the engine fills in.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;

use crate::model::{
    AppealId, CorrectionId, DeviceId, DeviceKey, DoubtId, EntryKey, EvidenceAsked, HalfDay, Hours, LeaveId,
    LeaveKind, LeaveSpan, LessonId, Mode, MomentId, PersonId, Place, Points, ReactionKind, TaskId, Timestamp,
    Topic, UnitId, Workplace, day,
};

/// What a person does. Each variant is explained at the action of the same name.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Deed {
    /// Posts a draft.
    PostMoment {
        /// Which.
        draft: MomentId,
    },
    /// Changes the words of one's moment.
    EditMoment {
        /// Which.
        moment: MomentId,
        /// Its text from now on.
        text: String,
    },
    /// Takes one's moment out of the feed.
    DeleteMoment {
        /// Which.
        moment: MomentId,
    },
    /// Likes or dislikes a moment, or takes that back.
    React {
        /// Which.
        moment: MomentId,
        /// The reaction from now on; `None` takes it back.
        reaction: Option<ReactionKind>,
    },
    /// Taps for attendance.
    CheckIn {
        /// In which mode.
        mode: Mode,
        /// Why, for every mode but on duty.
        reason: String,
        /// Where, if the host could say.
        place: Option<Place>,
    },
    /// Asks that a shift without a tap be counted.
    AskCorrection {
        /// The draft in which it was written, if in one; it goes with it.
        draft: Option<MomentId>,
        /// Of which day.
        #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
        day: NaiveDate,
        /// Which shift, from 0.
        shift: u8,
        /// As what it should count.
        mode: Mode,
        /// Why the tap is missing.
        reason: String,
    },
    /// Decides on such a request.
    DecideCorrection {
        /// Which.
        correction: CorrectionId,
        /// Yes or no.
        granted: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// Says whether a tap or a log counts in spite of a doubt.
    ReviewDoubt {
        /// Which doubt.
        doubt: DoubtId,
        /// Whether it counts.
        granted: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// Takes one's request for a missing tap back.
    WithdrawCorrection {
        /// Which.
        correction: CorrectionId,
    },
    /// Asks for leave.
    AskLeave {
        /// The draft in which it was written, if in one; it goes with it.
        draft: Option<MomentId>,
        /// Which kind.
        kind: LeaveKind,
        /// For when.
        span: LeaveSpan,
        /// Why.
        reason: String,
    },
    /// Grants or refuses a leave.
    DecideLeave {
        /// Which.
        leave: LeaveId,
        /// Yes or no.
        granted: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// Takes one's leave back.
    WithdrawLeave {
        /// Which.
        leave: LeaveId,
    },
    /// Comes back from one's leave before its end.
    ReturnEarly {
        /// Which.
        leave: LeaveId,
        /// The last half day that was taken.
        last: HalfDay,
    },
    /// Publishes a lesson.
    PublishLesson {
        /// What it is about.
        topic: Topic,
        /// Its title.
        title: String,
        /// Markdown.
        body: String,
        /// The draft in which it was written, whose files are the lesson's; it goes with it.
        draft: Option<MomentId>,
        /// The first day on which it can be read for points.
        #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
        opens: NaiveDate,
        /// The last such day.
        #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
        closes: Option<NaiveDate>,
        /// Shortest reading time, in seconds.
        minimum_seconds: u32,
    },
    /// Takes a lesson back.
    WithdrawLesson {
        /// Which.
        lesson: LessonId,
    },
    /// Has read a lesson to its end.
    ReadLesson {
        /// Which.
        lesson: LessonId,
        /// When it was opened first.
        started_at: Timestamp,
        /// Seconds for which it lay open on the screen.
        seconds: u32,
    },
    /// Gives a task, or splits one's own.
    GiveTask {
        /// The draft in which it was written; it goes with it.
        draft: Option<MomentId>,
        /// The task that it is a part of.
        parent: Option<TaskId>,
        /// Who answers for it.
        assignee: PersonId,
        /// The unit to which it is given, if to one.
        unit: Option<UnitId>,
        /// What it is, in a line.
        title: String,
        /// What is to be done.
        text: String,
        /// When it has to be delivered.
        deadline: Timestamp,
        /// What has to be shown.
        evidence: EvidenceAsked,
        /// Gained when accepted.
        reward: Points,
        /// Lost when overdue; zero or more.
        penalty: Points,
    },
    /// Delivers a task's result, as it was written in a draft.
    DeliverTask {
        /// Which.
        task: TaskId,
        /// The draft that [`OpenResult`](super::OpenResult) gave.
        draft: MomentId,
    },
    /// Accepts a task's result, or returns it.
    JudgeTask {
        /// Which.
        task: TaskId,
        /// Accepted, or returned to be done better.
        accepted: bool,
        /// Why; needed when it is returned.
        reason: String,
    },
    /// Takes a task back, with all its parts.
    CancelTask {
        /// Which.
        task: TaskId,
        /// Why.
        reason: String,
    },
    /// Contests an entry of one's ledger.
    FileAppeal {
        /// Which.
        entry: EntryKey,
        /// Why.
        reason: String,
    },
    /// Decides an appeal.
    DecideAppeal {
        /// Which.
        appeal: AppealId,
        /// Granted: what the entry took is given back.
        granted: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// Takes one's appeal back.
    WithdrawAppeal {
        /// Which.
        appeal: AppealId,
    },
    /// Says where a unit works and when.
    SetWorkplace {
        /// Which.
        unit: UnitId,
        /// Where, from now on.
        workplace: Option<Workplace>,
        /// Working hours from a day on, if they change.
        hours: Option<Hours>,
    },
    /// Lets a device that asks for it in as somebody's only one, or turns it away.
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
    /// Revokes somebody's device, which is lost.
    RevokeDevice {
        /// Whose.
        person: PersonId,
        /// Which.
        device: DeviceId,
        /// Why.
        reason: String,
    },
}
