//! What the app and the engine say to each other.

mod act;
mod asked;
mod attendance;
mod county;
mod deed;
mod devices;
mod fault;
mod learning;
mod leave;
mod news;
mod own_data;
mod people;
mod policy;
mod receipts;
mod score;
mod shown;
mod sync;
mod tasks;
mod todo;
mod workplace;

pub use act::*;
pub use asked::*;
pub use attendance::*;
use borsh::{BorshDeserialize, BorshSerialize};
pub use county::*;
pub use deed::Deed;
pub use devices::*;
pub use fault::{Capability, Fault};
pub use learning::*;
pub use leave::*;
pub use news::*;
pub use own_data::*;
pub use people::*;
pub use policy::*;
pub use receipts::*;
pub use score::*;
pub use shown::*;
pub use sync::{LineKind, SyncState, Trouble};
pub use tasks::*;
pub use todo::*;
use uuid::Uuid;
pub use workplace::*;

use crate::model::{MomentId, Place};

/// A command with the type of its answer; the compiler keeps the two together.
pub trait Ask: Into<Command> + BorshSerialize {
    /// What comes back.
    type Answer: BorshDeserialize;

    /// What stands before a question and its answer among bytes: the variant of [`Command`] and of [`Reply`].
    const TAG: u8;

    /// Takes the answer out of a reply; `None` if it is the reply to another command.
    fn answer(reply: Reply) -> Option<Self::Answer>;
}

/// Makes one variant of [`Command`] and of [`Reply`] per line, and ties them by [`Ask`].
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($input:ty) -> $output:ty;)+) => {
        /// Something asked of the engine.
        #[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
        pub enum Command { $($(#[$doc])* $name($input),)+ }

        /// The answer to the command of the same name.
        #[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
        pub enum Reply { $($(#[$doc])* $name($output),)+ }

        /// Their names alone, in the order in which borsh counts variants.
        enum Tag { $($name,)+ }

        $(
            impl From<$input> for Command {
                fn from(input: $input) -> Self { Self::$name(input) }
            }
            impl Ask for $input {
                type Answer = $output;
                const TAG: u8 = Tag::$name as u8;
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
    /// Asks that this device be one's own, to be let in by one's unit.
    AskDevice(AskDevice) -> Session;
    /// Looks whether it has been let in; if so, it is bound. What turned it away is [`Fault::Refused`].
    CheckAsked(CheckAsked) -> Session;
    /// Asks no more.
    StopAsking(StopAsking) -> Session;
    /// Devices on which one may decide: those that wait, and those of a unit's people.
    Devices(GetDevices) -> DevicesPage;
    /// A page of the feed, newest first.
    Feed(GetFeed) -> FeedPage;
    /// One moment.
    Moment(GetMoment) -> Box<FeedItem>;
    /// Picks somebody out whose moments one wants to find easily. Only this device knows.
    Follow(Follow) -> ();
    /// The draft being written: the newest one, or a new empty one.
    OpenDraft(OpenDraft) -> Draft;
    /// Keeps text and place of a draft.
    SaveDraft(SaveDraft) -> ();
    /// The draft of a form: the one begun, or a new empty one.
    OpenForm(OpenForm) -> Draft;
    /// Keeps the fields of a form.
    SaveForm(SaveForm) -> ();
    /// Prepares a photo and attaches it.
    AttachPhoto(AttachPhoto) -> Attached;
    /// Attaches a recording.
    AttachVoice(AttachVoice) -> Draft;
    /// Attaches a video or a document; its content decides which.
    AttachFile(AttachFile) -> Attached;
    /// Takes an attachment off a draft.
    Detach(Detach) -> Draft;
    /// Puts attachments of a draft into another order.
    Arrange(Arrange) -> Draft;
    /// Throws a draft away, at its author's word.
    DiscardDraft(DiscardDraft) -> ();
    /// Puts a draft into the log and queues it, in one transaction.
    Post(Post) -> MomentId;
    /// Does something: judged by the rules as this device knows the county, signed, and queued with its effects in one
    /// transaction. What the rules refuse is [`Fault::Refused`], and nothing is queued.
    Act(Act) -> Done;
    /// What something would do to one's own score, before it is done.
    Preview(GetPreview) -> Preview;
    /// The draft of a task's result: the one begun, or a new empty one.
    OpenResult(OpenResult) -> Draft;
    /// Everything that was refused after it had been queued, newest first.
    Refusals(GetRefusals) -> Vec<Refusal>;
    /// The tap, today's shifts, and what can be asked for afterwards.
    Attendance(GetAttendance) -> Box<Attendance>;
    /// Today at a glance.
    Today(GetToday) -> Box<Today>;
    /// What waits for one.
    Todo(GetTodo) -> Box<Todo>;
    /// What others did with what is one's own in the last two weeks, and deadlines that come near; the newest first.
    News(GetNews) -> Vec<NewsItem>;
    /// One has read it.
    ReadNews(ReadNews) -> ();
    /// Leaves: one's own, and those to decide.
    Leaves(GetLeaves) -> Leaves;
    /// Lessons that are out, newest first.
    Lessons(GetLessons) -> Vec<LessonItem>;
    /// One lesson, to be read.
    Lesson(GetLesson) -> Box<LessonPage>;
    /// Keeps how far a reading is, so that it goes on there after a restart.
    KeepReading(KeepReading) -> ();
    /// Tasks: one's own, and those given.
    Tasks(GetTasks) -> Tasks;
    /// One task with its chain of responsibility.
    Task(GetTask) -> Box<TaskPage>;
    /// One's own ledger over a stretch of time.
    Score(GetScore) -> ScorePage;
    /// Minutes by which the county's civil time is ahead of UTC: pages say times as its clocks show them.
    UtcOffset(GetUtcOffset) -> i16;
    /// What this device has on record of oneself, to be taken along.
    OwnData(GetOwnData) -> OwnData;
    /// What is switched on here.
    Policy(GetPolicy) -> Sections;
    /// Where a unit works, and when.
    Workplace(GetWorkplace) -> Box<WorkplacePage>;
    /// The people of a unit, and the units below it.
    People(GetPeople) -> People;
    /// What the people of a unit did on a day; asked of the server.
    UnitDay(GetUnitDay) -> Box<UnitDayPage>;
    /// Somebody else's ledger; asked of the server each time.
    PersonScore(GetPersonScore) -> PersonScorePage;
    /// The places of a unit's people; asked of the server.
    Ranking(GetRanking) -> Box<RankingPage>;
    /// Whether enough lessons are out; asked of the server.
    LearningOverview(GetLearningOverview) -> LearningPage;
    /// Who looked at one's records; asked of the server.
    LookedAt(GetLookedAt) -> LookedAtPage;
    /// What a moment said before it was changed; asked of the server.
    MomentTrace(GetMomentTrace) -> MomentTracePage;
    /// Where somebody else did something; asked of the server, which tells them.
    Place(GetPlace) -> Place;
    /// The receipts that one holds here.
    Receipts(GetReceipts) -> ReceiptsPage;
    /// The bytes of an attachment; fetched if they are not here.
    Media(GetMedia) -> MediaBytes;
    /// Queues a refused operation again.
    Retry(Retry) -> ();
    /// Opens the draft in which something refused is written anew; sent, it stands in its place.
    Edit(Edit) -> Draft;
    /// Drops a refused operation and its local effect, at its author's word.
    Discard(Discard) -> ();
    /// Chooses whether videos wait for Wi-Fi.
    WifiOnly(SetWifiOnly) -> ();
    /// Sends the videos of an operation over any line, whatever was chosen.
    SendNow(SendNow) -> ();
    /// Tries to reach the server now instead of at the next scheduled time.
    SyncNow(SyncNow) -> ();
    /// How the exchange with the server stands.
    SyncState(GetSyncState) -> SyncState;
}

/// What the engine tells without being asked.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Change {
    /// Who is enrolled has changed.
    Session,
    /// Moments or reactions have changed; ask again for what is shown.
    Feed,
    /// Records, policy or calendar have changed; ask again for what is shown.
    Records,
    /// An operation on this subject, a moment or a record, is further on its way.
    Delivery(Uuid, Delivery),
    /// The exchange with the server stands otherwise.
    Sync(SyncState),
}
