//! What is known of one person, as far as points need it. Kept small: a county's month is two million of these. The
//! order within each list does not matter, but that of the hours, which follow each other.

use chrono::NaiveDate;

use super::Period;
use crate::model::{
    AppealId, CheckInId, Doubt, EntryKey, Hours, LeaveSpan, LessonId, Mode, MomentId, PersonId, Points, Rank,
    Reaction, ReactionKind, TaskId, Timestamp,
};

/// What is known of one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The first day on which they have to keep their record.
    pub from: NaiveDate,
    /// The last such day, for those who have left.
    pub until: Option<NaiveDate>,
    /// Days in between on which they did not serve.
    pub away: Vec<Period>,
    /// Working hours of their units, where these have their own, each from a day on.
    pub hours: Vec<Hours>,
    /// Taps for attendance.
    pub taps: Vec<Tap>,
    /// Shifts that count although a tap is missing.
    pub corrected: Vec<Corrected>,
    /// Leaves that were granted.
    pub leaves: Vec<LeaveSpan>,
    /// Moments.
    pub logs: Vec<Log>,
    /// Reactions of others to them.
    pub reactions: Vec<Received>,
    /// Lessons read.
    pub readings: Vec<Read>,
    /// Tasks to answer for.
    pub tasks: Vec<Given>,
    /// Entries contested.
    pub appeals: Vec<Contested>,
    /// Doubts about taps and logs.
    pub doubts: Vec<Doubt>,
}

/// A tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tap {
    /// Its id.
    pub id: CheckInId,
    /// When.
    pub at: Timestamp,
    /// In which mode.
    pub mode: Mode,
    /// What its place says.
    pub seen: Seen,
}

/// What the place of a tap says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seen {
    /// In the workplace.
    Inside,
    /// Perhaps.
    Uncertain,
    /// The phone could not say.
    NoFix,
    /// Nobody has said where the unit works, which is not the person's to do.
    NoWorkplace,
    /// Not there.
    Elsewhere,
}

/// A shift that counts by a granted request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Corrected {
    /// Of which day.
    pub day: NaiveDate,
    /// Which shift, from 0.
    pub shift: u8,
    /// As what it counts.
    pub mode: Mode,
}

/// A moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Log {
    /// Its id.
    pub id: MomentId,
    /// When.
    pub at: Timestamp,
}

/// A standing reaction to one of the person's moments: a like of one that was not deleted, or a dislike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Received {
    /// The moment.
    pub moment: MomentId,
    /// Who gave it.
    pub giver: PersonId,
    /// The giver's rank when it was given.
    pub rank: Rank,
    /// A dislike rather than a like.
    pub dislike: bool,
    /// When it was given.
    pub at: Timestamp,
}

impl Received {
    /// A reaction, by somebody who had this rank when it was given.
    #[must_use]
    pub const fn of(reaction: &Reaction, rank: Rank) -> Self {
        Self {
            moment: reaction.moment,
            giver: reaction.giver,
            rank,
            dislike: matches!(reaction.kind, ReactionKind::Dislike { .. }),
            at: reaction.done_at,
        }
    }
}

/// A lesson read to its end, in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Read {
    /// The lesson.
    pub lesson: LessonId,
    /// When its end was reached.
    pub at: Timestamp,
}

/// A task that was not cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Given {
    /// Its id.
    pub id: TaskId,
    /// When it had to be delivered, for the first time or again.
    pub deadline: Timestamp,
    /// When the result was delivered that is held against that.
    pub delivered: Option<Timestamp>,
    /// When a result was accepted.
    pub accepted: Option<Timestamp>,
    /// Gained when accepted.
    pub reward: Points,
    /// Lost when overdue; zero or more.
    pub penalty: Points,
}

/// A contested entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Contested {
    /// By which appeal.
    pub id: AppealId,
    /// Which entry.
    pub entry: EntryKey,
    /// When it was filed.
    pub filed: Timestamp,
    /// When it had to be decided.
    pub decide_by: Timestamp,
    /// What was decided, and when; granted means that what the entry took is given back.
    pub decided: Option<(bool, Timestamp)>,
}
