//! News: what others did with what is one's own, and deadlines that come near.

use borsh::{BorshDeserialize, BorshSerialize};

use super::{AppealItem, CorrectionItem, DoubtItem, LeaveItem, TaskItem};
use crate::model::{MomentId, NewsId, Person, TaskState, Timestamp};

/// See [`Command::News`](super::Command::News).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetNews;

/// See [`Command::ReadNews`](super::Command::ReadNews).
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ReadNews(pub Vec<NewsId>);

/// Something that happened.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct NewsItem {
    /// All that is told here in one; never empty.
    pub ids: Vec<NewsId>,
    /// When, or the last of it.
    pub at: Timestamp,
    /// By whom, the last of them first, as far as they are known here. Nobody if it was time that passed.
    pub by: Vec<Person>,
    /// Whether something of it has not been read.
    pub unread: bool,
    /// What it is about.
    pub about: NewsAbout,
}

/// What something that happened is about, as it stands now.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum NewsAbout {
    /// A leave was granted or refused.
    Leave(Box<LeaveItem>),
    /// A missing tap was granted or refused.
    Correction(Box<CorrectionItem>),
    /// Somebody has looked at a doubt.
    Doubt(Box<DoubtItem>),
    /// An appeal was decided, or has lapsed.
    Appeal(Box<AppealItem>),
    /// A task was given, is due soon, or had its result judged, or was taken back.
    Task(Box<TaskItem>),
    /// A moment is liked.
    Likes {
        /// Which.
        moment: MomentId,
        /// What it says. May be empty.
        words: String,
    },
    /// A moment is disliked.
    Dislike {
        /// Which; `None` if it does not stand any more.
        moment: Option<MomentId>,
        /// What it says. May be empty.
        words: String,
        /// Why it is disliked.
        reason: String,
    },
}

impl NewsAbout {
    /// Whether it waits for the person themselves.
    #[must_use]
    pub fn is_to_do(&self) -> bool {
        matches!(self, Self::Task(item) if item.task.state == TaskState::Open)
    }
}
