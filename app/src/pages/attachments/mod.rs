//! Photos, videos and documents of a draft, whatever it becomes: chosen, prepared, kept, taken off.

mod attached;
mod files;
mod photos;
mod rows;
mod tiles;

pub use attached::AttachAction;
pub(in crate::pages) use attached::use_attaching;
pub use files::PendingFile;
pub use photos::PendingPhoto;
pub(in crate::pages) use rows::{FileRows, Taken};
pub(in crate::pages) use tiles::Photos;
