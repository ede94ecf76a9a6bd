//! Attendance: one button, the mode, where it was, and what became of today's shifts.

mod outcome;
mod page;
mod shifts;
mod view;

pub use page::CheckInPage;
pub use shifts::{ShiftList, ShiftSeen};
pub use view::{CheckInAction, CheckInState, CheckInView, ReasonField};
