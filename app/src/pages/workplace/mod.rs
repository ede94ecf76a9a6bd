//! Where a unit works and when: read by its people's taps, set by its clerk, its leaders and those above.

mod page;
mod view;
mod when;

pub use page::{UnitWorkplacePage, WorkplacePage};
pub use view::{WorkplaceAction, WorkplaceDraft, WorkplaceView};
