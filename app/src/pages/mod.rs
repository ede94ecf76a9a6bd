//! Pages: a view from plain props to markup, and beside it the loader that asks the engine.

mod compose;
mod enrol;
mod feed;
mod me;
mod moment;
mod photo;
mod trouble;

pub use compose::{ComposeAction, ComposePage, ComposeView, PendingPhoto, PlaceState, VoiceState};
pub use enrol::{EnrolPage, EnrolView};
pub use feed::{FeedPage, FeedView};
pub use me::{MePage, MeView};
pub use moment::{MomentPage, MomentView};
pub use photo::PhotoPage;
pub use trouble::{MissingPage, StartView};
