//! Pure functions: no I/O, no clock. The device previews with them what the server then books.

pub mod access;
pub mod appeals;
pub mod attendance;
pub mod audit;
pub mod calendar;
pub mod devices;
pub mod evaluation;
pub mod evidence;
#[cfg(feature = "policy-file")]
pub mod file;
pub mod judge;
pub mod learning;
pub mod leave;
pub mod moments;
pub mod news;
pub mod policy;
pub mod presence;
pub mod rating;
pub mod retention;
pub mod score;
pub mod tasks;
