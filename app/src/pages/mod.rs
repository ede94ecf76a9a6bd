//! Pages: a view from plain props to markup, and beside it the loader that asks the engine.

mod attachments;
mod check_in;
mod compose;
mod correction;
mod devices;
mod duties;
mod enrol;
mod feed;
#[cfg(feature = "gallery")]
mod gallery;
mod leave;
mod lessons;
mod me;
mod moment;
mod news;
mod photo;
mod score;
mod tasks;
mod todo;
mod trouble;
mod unit;
mod workplace;

pub use attachments::{AttachAction, Coming, Pending};
pub use check_in::{
    CheckInAction, CheckInPage, CheckInState, CheckInView, CorrectionList, LackingList, ReasonField,
    ShiftList,
};
use compose::Opening;
pub use compose::{ComposeAction, ComposePage, ComposeView, PlaceState, Purpose, VoiceState};
pub use correction::{CorrectionDraft, CorrectionPage, CorrectionSheet};
pub use devices::{DevicesAction, DevicesPage, DevicesView, UnitDevicesPage};
use enrol::in_groups;
pub use enrol::{AskView, AskedView, CodeView, EnrolPage, EnrolView, TypedAhead};
pub use feed::{FeedPage, FeedView, SearchPage, Words};
#[cfg(feature = "gallery")]
pub use gallery::GalleryPage;
use leave::leave_summary;
pub use leave::{
    AskLeaveAction, AskLeavePage, AskLeaveView, AskUsualPage, ChangedLeaves, LeaveAction, LeaveDraft,
    LeavePage, LeaveRow, LeaveView, PendingVerdict, Verdicts, use_verdicts,
};
pub use lessons::{
    Begun, LessonAction, LessonDraft, LessonPage, LessonView, LessonsPage, LessonsView, Progress,
    PublishAction, PublishPage, PublishView,
};
pub use me::{LooksPage, LooksView, MePage, MeView, OwnDataPage, OwnDataView, ReceiptsPage, ReceiptsView};
pub use moment::{MomentPage, MomentView, TracePage, TraceView};
pub use news::{NewsPage, NewsPill, NewsView};
pub use photo::PhotoPage;
pub use score::{ScoreAction, ScorePage, ScoreView};
pub use tasks::{
    Chosen, GiveAction, GiveTaskPage, GiveView, PeopleSheet, PeopleView, ResultPage, SplitTaskPage,
    TaskAction, TaskDraft, TaskPage, TaskView, TasksPage, TasksView,
};
pub use todo::{RefusalAction, TodoAction, TodoPage, TodoView};
pub use trouble::{MissingPage, StartView};
pub use unit::{
    LearningOverviewPage, LearningView, PersonScorePage, PersonScoreView, PlacesPage, PlacesView,
    UnitDayAction, UnitDayPage, UnitDayView, UnitOnDayPage,
};
use unit::{Unanswered, use_server};
pub use workplace::{UnitWorkplacePage, WorkplaceAction, WorkplaceDraft, WorkplacePage, WorkplaceView};
