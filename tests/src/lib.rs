//! The harness of the tests that cross crates: a county's server, devices with real engines, and a line between them that
//! can be cut or spoiled.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test harness stops at the first surprise"
)]

mod county;
mod device;
mod line;

pub use county::{County, NOW};
pub use device::{Device, TestClock};
pub use line::{Line, Weather};
