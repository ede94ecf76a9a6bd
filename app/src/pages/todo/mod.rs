//! What waits for one: to decide, to accept, to do, to read, and what was refused.

mod appeals;
mod doubts;
mod page;
mod refusals;
mod results;
mod rewrite;
mod rows;
mod view;

pub use page::TodoPage;
pub use refusals::RefusalAction;
pub use view::{TodoAction, TodoView};
