//! To-do, lessons, tasks and today, with answers given.

mod lessons;
mod news;
pub mod samples;
mod tasks;
mod today;
mod todo;
