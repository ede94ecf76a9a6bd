//! The roster: a table of people as the county keeps it, and the one-time codes that go back.

mod codes;
mod columns;
mod fault;
mod parse;
mod plan;
mod tenure;
mod words;

pub use codes::{CodeRow, write_codes};
pub use fault::RosterFault;
pub use parse::{RosterRow, Stay, read_roster};
pub use plan::{ImportReport, Plan, plan};
