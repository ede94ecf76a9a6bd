//! Attendance: one button, the mode, where it was, and what became of today's shifts.

mod corrections;
mod doubts;
mod outcome;
mod page;
mod shifts;
mod view;

pub use corrections::CorrectionList;
pub use doubts::DoubtList;
pub use page::CheckInPage;
pub use shifts::{LackingList, ShiftList};
pub use view::{CheckInAction, CheckInState, CheckInView, ReasonField};
