//! An invented county: names, places and events are made up. What happens there goes the way of the
//! real things, signed by devices and pushed, so that receipts and media exist and the rules have judged it.

mod actor;
mod county;
mod days;
mod deed;
mod draw;
mod files;
mod fill;
mod month;
mod people;
mod routine;
mod script;
mod welcome;

pub use fill::fill;
pub use people::{DemoPerson, people};
pub use welcome::{print_welcome, welcome};
