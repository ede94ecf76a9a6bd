//! To-do, lessons, tasks and today, with answers given.

mod samples;
mod todo;
