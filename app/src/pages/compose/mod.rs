//! Writing a moment. Whatever is on the page is on the disk of the device a moment later.

mod page;
mod purpose;
mod recording;
mod view;

pub use page::ComposePage;
pub(in crate::pages) use page::Opening;
pub use purpose::Purpose;
pub use view::{ComposeAction, ComposeView, PlaceState, VoiceState};
