//! What leaders, clerks and the organization department see of others. All of it is asked of the server each time.

mod day;
mod learning;
mod person;
mod places;
mod question;

pub use day::{UnitDayAction, UnitDayPage, UnitDayView, UnitOnDayPage};
pub use learning::{LearningOverviewPage, LearningView};
pub use person::{PersonScorePage, PersonScoreView};
pub use places::{PlacesPage, PlacesView};
pub(in crate::pages) use question::{Unanswered, use_server};
