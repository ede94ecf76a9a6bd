//! An invented county: names, places and events are made up. Its moments go the way that real ones go, signed by
//! devices and pushed, so that receipts and media exist.

mod actor;
mod draw;
mod fill;
mod people;
mod script;
mod welcome;

pub use fill::fill;
pub use people::{DemoPerson, people};
pub use welcome::{print_welcome, welcome};
