//! Tasks: the lists, one task with its chain, giving and splitting, and delivering a result.

mod chain;
mod deliveries;
mod draft;
mod give;
mod give_view;
mod list;
mod page;
mod people;
mod result;
mod standing;
mod view;

pub use draft::TaskDraft;
pub use give::{GiveTaskPage, SplitTaskPage};
pub use give_view::{GiveAction, GiveView};
pub use list::{TasksPage, TasksView};
pub use page::TaskPage;
pub use people::{Chosen, PeopleSheet, PeopleView};
pub use result::ResultPage;
pub(in crate::pages) use standing::standing;
pub use view::{TaskAction, TaskView};
