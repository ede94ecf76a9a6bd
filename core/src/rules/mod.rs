//! Pure functions: no I/O, no clock. The device previews with them what the server then books.

pub mod access;
pub mod calendar;
#[cfg(feature = "policy-file")]
pub mod file;
pub mod judge;
pub mod policy;
pub mod score;
