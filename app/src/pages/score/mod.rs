//! One's own score: every entry that can be read, checked and contested.

mod entry;
mod page;
mod spans;
mod trend;
mod view;

pub use page::ScorePage;
pub(in crate::pages) use spans::Spans;
pub use view::{Entries, ScoreAction, ScoreView};
