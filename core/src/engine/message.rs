//! What the app and the engine say to each other.

use serde::{Deserialize, Serialize};

use crate::{
    media::PhotoFault,
    model::{
        Attachment, Moment, MomentFault, MomentId, OperationId, Person, Place, ReactionKind, Receipt, Sha256,
        Timestamp, Unit,
    },
    protocol::{MediaSize, Problem},
};

/// A command with the type of its answer; the compiler keeps the two together.
pub trait Ask: Into<Command> {
    /// What comes back.
    type Answer;

    /// Takes the answer out of a reply; `None` if it is the reply to another command.
    fn answer(reply: Reply) -> Option<Self::Answer>;
}

/// Makes one variant of [`Command`] and of [`Reply`] per line, and ties them by [`Ask`].
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($input:ty) -> $output:ty;)+) => {
        /// Something asked of the engine.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub enum Command { $($(#[$doc])* $name($input),)+ }

        /// The answer to the command of the same name.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub enum Reply { $($(#[$doc])* $name($output),)+ }

        $(
            impl From<$input> for Command {
                fn from(input: $input) -> Self { Self::$name(input) }
            }
            impl Ask for $input {
                type Answer = $output;
                fn answer(reply: Reply) -> Option<$output> {
                    match reply { Reply::$name(output) => Some(output), _ => None }
                }
            }
        )+
    };
}

commands! {
    /// Who is enrolled here.
    Session(GetSession) -> Session;
    /// Binds this device to a person.
    Enrol(Enrol) -> Session;
    /// A page of the feed, newest first.
    Feed(GetFeed) -> FeedPage;
    /// One moment.
    Moment(GetMoment) -> Box<FeedItem>;
    /// The draft being written: the newest one, or a new empty one.
    OpenDraft(OpenDraft) -> Draft;
    /// Keeps text and place of a draft.
    SaveDraft(SaveDraft) -> ();
    /// Prepares a photo and attaches it.
    AttachPhoto(AttachPhoto) -> Draft;
    /// Attaches a recording.
    AttachVoice(AttachVoice) -> Draft;
    /// Takes an attachment off a draft.
    Detach(Detach) -> Draft;
    /// Throws a draft away, at its author's word.
    DiscardDraft(DiscardDraft) -> ();
    /// Puts a draft into the log and queues it, in one transaction.
    Post(Post) -> MomentId;
    /// Reacts to a moment.
    React(React) -> ();
    /// The bytes of an attachment; fetched if they are not here.
    Media(GetMedia) -> MediaBytes;
    /// Queues a refused operation again.
    Retry(Retry) -> ();
    /// Takes a refused moment back into a draft.
    Edit(Edit) -> Draft;
    /// Drops a refused operation and its local effect, at its author's word.
    Discard(Discard) -> ();
    /// Tries to reach the server now instead of at the next scheduled time.
    SyncNow(SyncNow) -> ();
    /// How the exchange with the server stands.
    SyncState(GetSyncState) -> SyncState;
}

/// See [`Command::Session`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct GetSession;

/// See [`Command::Enrol`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Enrol {
    /// The code as typed.
    pub code: String,
    /// What the device calls itself.
    pub device_name: String,
}

/// See [`Command::Feed`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GetFeed {
    /// The last item of the page before.
    pub before: Option<FeedCursor>,
    /// How many, 1–100.
    pub limit: u32,
}

/// See [`Command::Moment`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct GetMoment(pub MomentId);

/// See [`Command::OpenDraft`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OpenDraft;

/// See [`Command::SaveDraft`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SaveDraft {
    /// Which.
    pub draft: MomentId,
    /// Its text.
    pub text: String,
    /// Its place.
    pub place: Option<Place>,
}

/// See [`Command::AttachPhoto`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AttachPhoto {
    /// To which draft.
    pub draft: MomentId,
    /// The file as the camera or the picker gave it.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// See [`Command::AttachVoice`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AttachVoice {
    /// To which draft.
    pub draft: MomentId,
    /// The recording.
    pub recording: Recording,
}

/// See [`Command::Detach`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Detach {
    /// From which draft.
    pub draft: MomentId,
    /// Which attachment.
    pub sha256: Sha256,
}

/// See [`Command::DiscardDraft`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct DiscardDraft(pub MomentId);

/// See [`Command::Post`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Post(pub MomentId);

/// See [`Command::React`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct React {
    /// To which moment.
    pub moment: MomentId,
    /// With what; `None` takes it back.
    pub reaction: Option<ReactionKind>,
}

/// See [`Command::Media`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct GetMedia {
    /// Which file.
    pub sha256: Sha256,
    /// In which size.
    pub size: MediaSize,
}

/// See [`Command::Retry`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Retry(pub OperationId);

/// See [`Command::Edit`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Edit(pub OperationId);

/// See [`Command::Discard`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Discard(pub OperationId);

/// See [`Command::SyncNow`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SyncNow;

/// See [`Command::SyncState`].
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct GetSyncState;

/// Who is enrolled on this device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The person and their unit; `None` before enrolment.
    pub me: Option<(Person, Unit)>,
    /// A database that could not be read was moved aside when the engine started.
    pub moved_aside: Option<MovedAside>,
}

/// A database set aside, not deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedAside {
    /// Its new name.
    pub name: String,
    /// Why, in the words of the storage engine.
    pub reason: String,
}

/// Where a page of the feed ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedCursor {
    /// `done_at` of the last item.
    pub done_at: Timestamp,
    /// Its id.
    pub id: MomentId,
}

/// A page of the feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedPage {
    /// The moments, newest first.
    pub items: Vec<FeedItem>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<FeedCursor>,
}

/// A moment as the feed shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedItem {
    /// The moment.
    pub moment: Moment,
    /// Who wrote it.
    pub author: Person,
    /// The author's unit.
    pub unit: String,
    /// Whether it is one's own.
    pub mine: bool,
    /// Those who like it, in the order in which they did.
    pub likes: Vec<Person>,
    /// Whether one likes it oneself.
    pub liked_by_me: bool,
    /// Whether one may react to it.
    pub may_react: bool,
    /// How far it is on its way.
    pub delivery: Delivery,
}

/// How far something is on its way to the server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Delivery {
    /// Saved on this device; goes when there is signal.
    Waiting,
    /// Files are on their way.
    Uploading {
        /// Per cent of their bytes that have arrived, 0–100.
        percent: u8,
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

/// A moment being written. Everything in it is on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The id of the moment that it becomes.
    pub id: MomentId,
    /// The text so far.
    pub text: String,
    /// Its place.
    pub place: Option<Place>,
    /// What hangs on it, in the order shown.
    pub attachments: Vec<Attachment>,
}

/// A recording as a host made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// WebM, Ogg or MP4 audio.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// Length in milliseconds.
    pub duration_ms: u32,
    /// Loudness, 0–255, in steps of equal time.
    pub waveform: Vec<u8>,
}

/// A file to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaBytes {
    /// Its type, as sniffed from the content.
    pub mime: String,
    /// The bytes.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// How the exchange with the server stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncState {
    /// Operations that have not arrived.
    pub waiting: u32,
    /// Operations that the server refused and the person has not dealt with.
    pub refused: u32,
    /// Why the last try failed; `None` when it did not.
    pub trouble: Option<Trouble>,
    /// When the next try is due, by this device's clock; `None` when nothing is.
    pub next_try: Option<Timestamp>,
}

/// Passing trouble between device and server. Everything stays queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Trouble {
    /// No answer at all.
    #[error("no connection")]
    Unreachable,
    /// The answer did not come in time.
    #[error("no answer in time")]
    Slow,
    /// Something else answered: the sign-in page of a network, a proxy.
    #[error("something other than the server answered")]
    NotOurServer,
    /// The server said that it failed.
    #[error("the server failed with status {status}")]
    ServerFailed {
        /// HTTP status.
        status: u16,
    },
    /// Something on the way takes less than the server does.
    #[error("something on the way refuses this size")]
    TooLargeForTheWay,
    /// The server asks to wait.
    #[error("the server asks to wait")]
    Busy {
        /// Seconds.
        seconds: u32,
    },
    /// This device has no room for what comes.
    #[error("no room on this device")]
    DeviceFull,
}

/// What the engine tells without being asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// Who is enrolled has changed.
    Session,
    /// Moments or reactions have changed; ask again for what is shown.
    Feed,
    /// One moment is further on its way.
    Delivery(MomentId, Delivery),
    /// The exchange with the server stands otherwise.
    Sync(SyncState),
}

/// Why a command was not done. Whatever was saved before stays as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
pub enum Fault {
    /// The host has no such thing.
    #[error("this device has no {0:?}")]
    Unsupported(Capability),
    /// The person or the system did not permit it.
    #[error("{0:?} is not permitted")]
    Denied(Capability),
    /// The host has it, but it failed.
    #[error("{0:?} failed")]
    HostFailed(Capability),
    /// Nobody is enrolled here.
    #[error("not enrolled")]
    NotEnrolled,
    /// The server cannot be asked now, and this cannot wait.
    #[error("{0}")]
    Trouble(Trouble),
    /// The server refused.
    #[error("{0}")]
    Refused(Problem),
    /// These bytes cannot become a photo.
    #[error("{0}")]
    Photo(PhotoFault),
    /// This is no recording.
    #[error("not a recording")]
    NotARecording,
    /// The moment cannot be posted as it is.
    #[error("{0}")]
    Moment(MomentFault),
    /// It is not here.
    #[error("not found")]
    NotFound,
    /// The device has no room.
    #[error("the storage is full")]
    StorageFull,
    /// The device's storage failed.
    #[error("the storage failed: {0}")]
    Storage(String),
    /// Jishi is open in another tab, which owns the data.
    #[error("open in another tab")]
    OtherTab,
    /// The engine is gone.
    #[error("the engine does not answer")]
    EngineGone,
}

/// Things a host may or may not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Capability {
    /// Location service.
    Location,
    /// Camera or photo library.
    Photos,
    /// Microphone.
    Microphone,
    /// Durable storage.
    Storage,
}
