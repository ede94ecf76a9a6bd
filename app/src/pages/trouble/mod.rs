//! Pages where there is nothing to show: not yet, not now, or not at all.

mod missing;
mod start;

pub use missing::MissingPage;
pub use start::StartView;
