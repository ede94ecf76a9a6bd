//! Pure functions: no I/O, no clock. The device previews with them what the server then books.

pub mod access;
pub mod attendance;
pub mod calendar;
pub mod evidence;
#[cfg(feature = "policy-file")]
pub mod file;
pub mod judge;
pub mod leave;
pub mod policy;
pub mod presence;
pub mod rating;
pub mod score;
