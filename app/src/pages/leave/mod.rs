//! Leave: one's own, asking for it, and what waits for one's word.

mod ask;
mod changed;
mod form;
mod page;
mod row;
mod verdicts;
mod view;

pub use ask::{AskLeavePage, AskUsualPage};
pub use changed::ChangedLeaves;
pub use form::{AskLeaveAction, AskLeaveView, LeaveDraft};
pub use page::LeavePage;
pub use row::LeaveRow;
pub use verdicts::{PendingVerdict, Verdicts, use_verdicts};
pub(super) use view::summary as leave_summary;
pub use view::{LeaveAction, LeaveView};
