//! Photos, videos and documents of a draft, whatever it becomes: chosen, prepared, kept, taken off.

mod attached;
mod files;
mod pending;
mod photos;
mod rows;
mod tiles;

pub use attached::AttachAction;
pub(in crate::pages) use attached::use_attaching;
pub(in crate::pages) use pending::are_under_way;
pub use pending::{Coming, Pending};
pub(in crate::pages) use rows::{FileRows, Taken};
pub(in crate::pages) use tiles::Photos;
