//! What is asked, one type for each command.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{FeedCursor, Recording};
use crate::{
    model::{MomentId, OperationId, PersonId, Place, Sha256, TaskId, day},
    protocol::MediaSize,
};

/// See [`Command::Session`](super::Command::Session).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct GetSession;

/// See [`Command::Enrol`](super::Command::Enrol).
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Enrol {
    /// The code as typed.
    pub code: String,
    /// What the device calls itself.
    pub device_name: String,
}

/// See [`Command::UtcOffset`](super::Command::UtcOffset).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct GetUtcOffset;

/// See [`Command::Feed`](super::Command::Feed).
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct GetFeed {
    /// The last item of the page before.
    pub before: Option<FeedCursor>,
    /// The last item that is wanted, if there is one: what was read up to it is asked for again.
    pub until: Option<FeedCursor>,
    /// How many, 1–100.
    pub limit: u32,
    /// Which.
    pub filter: FeedFilter,
}

impl GetFeed {
    /// So many of all, from the newest on or from where a page ended.
    #[must_use]
    pub fn after(before: Option<FeedCursor>, limit: u32) -> Self {
        Self {
            before,
            until: None,
            limit,
            filter: FeedFilter::default(),
        }
    }
}

/// Which moments of the feed are looked for; by default all.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct FeedFilter {
    /// Whose.
    pub whose: Whose,
    /// What is looked for: every part between spaces stands in the moment's words, its author's name or that of their unit.
    /// Latin letters are found in capitals too.
    pub words: String,
    /// The first day.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub to: Option<NaiveDate>,
}

/// Whose moments are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Whose {
    /// Those of everybody whose moments one sees.
    #[default]
    Everyone,
    /// Those of the people of one's unit and the units below it.
    Unit,
    /// Those of the people whom one follows.
    Followed,
    /// One's own.
    Mine,
}

/// See [`Command::Moment`](super::Command::Moment).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct GetMoment(pub MomentId);

/// See [`Command::OpenDraft`](super::Command::OpenDraft).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct OpenDraft;

/// See [`Command::SaveDraft`](super::Command::SaveDraft).
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct SaveDraft {
    /// Which.
    pub draft: MomentId,
    /// Its text.
    pub text: String,
    /// Its place.
    pub place: Option<Place>,
}

/// Something written in fields, and kept as a draft like a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Form {
    /// A lesson.
    Lesson,
    /// A task, or a part of one.
    Task {
        /// The task that it is a part of.
        parent: Option<TaskId>,
    },
    /// A leave.
    Leave,
    /// A request for a missing tap.
    Correction {
        /// Of which day.
        #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
        day: NaiveDate,
        /// Which shift, from 0.
        shift: u8,
    },
}

/// See [`Command::OpenForm`](super::Command::OpenForm).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct OpenForm(pub Form);

/// See [`Command::SaveForm`](super::Command::SaveForm).
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct SaveForm {
    /// Which.
    pub draft: MomentId,
    /// Its longest text.
    pub text: String,
    /// Its other fields, as the page writes and reads them.
    pub fields: String,
}

/// See [`Command::AttachPhoto`](super::Command::AttachPhoto).
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AttachPhoto {
    /// To which draft.
    pub draft: MomentId,
    /// The file as the camera or the picker gave it; the last field, see [`EngineLink::ask_about`](crate::ports::EngineLink::ask_about).
    pub bytes: Vec<u8>,
}

/// See [`Command::AttachVoice`](super::Command::AttachVoice).
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AttachVoice {
    /// To which draft.
    pub draft: MomentId,
    /// The recording.
    pub recording: Recording,
}

/// See [`Command::AttachFile`](super::Command::AttachFile).
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AttachFile {
    /// To which draft.
    pub draft: MomentId,
    /// What it is called, as the picker says.
    pub name: String,
    /// The file as the camera or the picker gave it; the last field, as above.
    pub bytes: Vec<u8>,
}

/// See [`Command::Detach`](super::Command::Detach).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Detach {
    /// From which draft.
    pub draft: MomentId,
    /// Which attachment.
    pub sha256: Sha256,
}

/// See [`Command::Arrange`](super::Command::Arrange).
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Arrange {
    /// On which draft.
    pub draft: MomentId,
    /// Attachments in the order that they shall have; the others stay where they are.
    pub order: Vec<Sha256>,
}

/// See [`Command::DiscardDraft`](super::Command::DiscardDraft).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct DiscardDraft(pub MomentId);

/// See [`Command::Post`](super::Command::Post).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Post(pub MomentId);

/// See [`Command::Media`](super::Command::Media).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct GetMedia {
    /// Which file.
    pub sha256: Sha256,
    /// In which size.
    pub size: MediaSize,
}

/// See [`Command::Retry`](super::Command::Retry).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Retry(pub OperationId);

/// See [`Command::Edit`](super::Command::Edit).
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Edit {
    /// Which refused operation.
    pub operation: OperationId,
    /// What the other fields of its form begin with, as [`SaveForm`] takes them; `None` for a moment and a result.
    pub fields: Option<String>,
}

/// See [`Command::Discard`](super::Command::Discard).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Discard(pub OperationId);

/// See [`Command::Follow`](super::Command::Follow).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Follow {
    /// Whom.
    pub person: PersonId,
    /// From now on, or no longer.
    pub on: bool,
}

/// See [`Command::WifiOnly`](super::Command::WifiOnly).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct SetWifiOnly(pub bool);

/// See [`Command::SendNow`](super::Command::SendNow).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct SendNow(pub OperationId);

/// See [`Command::SyncNow`](super::Command::SyncNow).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct SyncNow;

/// See [`Command::SyncState`](super::Command::SyncState).
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct GetSyncState;
