//! Appeals: a person contests an entry of their ledger, and somebody who did not cause it decides.

mod cause;
mod decide;
mod file;
mod withdraw;

pub use cause::caused_by;
pub use decide::{decide, has_lapsed};
pub use file::{begun_on, file, file_until};
pub use withdraw::withdraw;

#[cfg(test)]
pub(crate) mod testing;
