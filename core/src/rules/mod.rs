//! Pure functions: no I/O, no clock. The device previews with them what the server then books.

pub mod access;
pub mod appeals;
pub mod calendar;
pub mod evaluation;
pub mod judge;
pub mod learning;
pub mod moments;
pub mod policy;
pub mod score;
pub mod tasks;
