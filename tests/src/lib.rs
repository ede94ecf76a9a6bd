//! The harness of the tests that cross crates: a county's server, devices with real engines, and a line between them that
//! can be cut or spoiled.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test harness stops at the first surprise")]

mod county;
mod device;
mod disk;
mod line;
mod pipe;
mod postgres;
mod process;
mod random;
mod scene;
mod wire;

pub use county::{County, NOW};
pub use device::{Device, Started, SystemClock, TestClock, TestConnection, open_engine};
pub use disk::{Disk, Moment, Plan};
pub use line::{Line, Weather};
pub use pipe::{get, put};
pub use postgres::Database;
pub use process::{Gone, PhoneProcess, ServerProcess};
pub use random::Random;
pub use scene::{meeting, photo, place, words};
pub use wire::{Way, Wire};
