//! What is shown.

use borsh::{BorshDeserialize, BorshSerialize};

use uuid::Uuid;

use super::Asked;
use crate::{
    model::{
        Attachment, Doubt, Moment, MomentId, OperationId, Person, Place, Receipt, Sha256, Timestamp, Unit,
    },
    protocol::Problem,
};

/// Who is enrolled on this device.
#[derive(Clone, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Session {
    /// The person and their unit; `None` before enrolment.
    pub me: Option<(Person, Unit)>,
    /// A database that could not be read was moved aside when the engine started.
    pub moved_aside: Option<MovedAside>,
    /// Why this device is no longer bound, if it was.
    pub ended: Option<Ended>,
    /// What this device has asked for and waits for.
    pub asked: Option<Asked>,
    /// How many things wait to be sent; they stay when a device is no longer bound.
    pub waiting: u32,
}

/// Why a device is no longer bound. What was not sent stays.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Ended {
    /// The server said so.
    ByServer(Problem),
    /// The host lost the device's key. What was signed by it has to be signed anew.
    KeyLost,
}

/// A database set aside, not deleted.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct MovedAside {
    /// Its new name.
    pub name: String,
    /// Why, in the words of the storage engine.
    pub reason: String,
}

/// Where a page of the feed ended. What is newer is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct FeedCursor {
    /// `done_at` of the last item.
    pub done_at: Timestamp,
    /// Its id.
    pub id: MomentId,
}

impl FeedCursor {
    /// The place just above: a page before it begins with what stands here, one until it ends with what is newer.
    #[must_use]
    pub const fn above(self) -> Self {
        let Self { done_at, id } = self;
        Self {
            done_at,
            // The greatest of all ids is none that is given.
            id: MomentId(Uuid::from_u128(id.0.as_u128().saturating_add(1))),
        }
    }
}

/// A page of the feed.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct FeedPage {
    /// The moments, newest first.
    pub items: Vec<FeedItem>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<FeedCursor>,
}

/// How many of those who like a moment the feed names. A moment of its own, [`GetMoment`](super::GetMoment), comes with all.
pub const LIKES_NAMED: usize = 12;

/// A moment as the feed shows it.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct FeedItem {
    /// The moment.
    pub moment: Moment,
    /// Who wrote it.
    pub author: Person,
    /// The author's unit.
    pub unit: String,
    /// Whether it has a place that is not here: the server tells it, and its author who asked.
    pub placed: bool,
    /// Whether it is one's own.
    pub mine: bool,
    /// Whether one follows its author.
    pub followed: bool,
    /// The first of those who like it, in the order in which they did; see [`LIKES_NAMED`].
    pub likes: Vec<Person>,
    /// How many like it.
    pub like_count: usize,
    /// Whether one likes it oneself.
    pub liked_by_me: bool,
    /// Those who dislike it, and why, in the order in which they did.
    pub dislikes: Vec<Dislike>,
    /// Whether one dislikes it oneself.
    pub disliked_by_me: bool,
    /// When its words were changed last, if they were.
    pub edited_at: Option<Timestamp>,
    /// Whether one may see what it said before that.
    pub may_see_trace: bool,
    /// Whether one may like it: likes are switched on, and it is the moment of somebody whom one may react to. What one gave
    /// before can be taken back all the same.
    pub may_like: bool,
    /// Whether one may dislike it, likewise.
    pub may_dislike: bool,
    /// Until when its words can be changed, if it is one's own and can be.
    pub edit_until: Option<Timestamp>,
    /// Until when it can be deleted, if it is one's own and can be.
    pub delete_until: Option<Timestamp>,
    /// The doubt about it, if there is one and it is one's own or one's to look at.
    pub doubt: Option<Doubt>,
    /// How far it is on its way.
    pub delivery: Delivery,
}

impl FeedItem {
    /// Where it stands in the feed.
    #[must_use]
    pub const fn cursor(&self) -> FeedCursor {
        FeedCursor {
            done_at: self.moment.done_at,
            id: self.moment.id,
        }
    }
}

/// A dislike with its reason.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Dislike {
    /// Who gave it.
    pub person: Person,
    /// Why.
    pub reason: String,
}

/// How far something is on its way to the server.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Delivery {
    /// Saved on this device; goes when there is signal.
    Waiting,
    /// Files are on their way.
    Uploading {
        /// Per cent of their bytes that have arrived, 0–100.
        percent: u8,
    },
    /// Nothing but videos is missing, and they were chosen to wait for Wi-Fi.
    WaitsForWifi {
        /// Which operation, for sending it all the same.
        operation: OperationId,
    },
    /// The operation itself is on its way.
    Sending,
    /// The server will not take it as it is.
    Refused {
        /// Which operation, for retry, edit and discard.
        operation: OperationId,
        /// Why.
        problem: Problem,
    },
    /// On the record.
    Received(Receipt),
}

/// A moment, a result or a form being written. Everything in it is on disk.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Draft {
    /// The id of the moment that it becomes.
    pub id: MomentId,
    /// The text so far.
    pub text: String,
    /// Its place.
    pub place: Option<Place>,
    /// What hangs on it, in the order shown.
    pub attachments: Vec<Attachment>,
    /// What the fields of a form have, as [`SaveForm`](super::SaveForm) kept it; `None` for a new one and for a moment.
    pub fields: Option<String>,
}

/// What has come of attaching a file.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Attached {
    /// The draft as it is now.
    pub draft: Draft,
    /// What hangs on it that did not before; none if the same file did.
    pub added: Option<Sha256>,
}

/// A recording as a host made it.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Recording {
    /// WebM, Ogg or MP4 audio.
    pub bytes: Vec<u8>,
    /// Length in milliseconds.
    pub duration_ms: u32,
    /// Loudness, 0–255, in steps of equal time.
    pub waveform: Vec<u8>,
}

/// A file to show.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct MediaBytes {
    /// Its type, as sniffed from the content.
    pub mime: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}
