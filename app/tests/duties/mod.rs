//! To-do, lessons, tasks and today, with answers given.

mod lessons;
pub mod samples;
mod tasks;
mod today;
mod todo;
