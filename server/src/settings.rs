//! The policies and the calendar that come with Jishi.

use jishi_core::rules::calendar::{self, Calendar};
use jishi_core::rules::file::FileFault;
use jishi_core::rules::policy::{self, Policy};

/// A file that comes with Jishi is not sound. A test reads them all.
#[derive(Debug, thiserror::Error)]
#[error("a file that comes with Jishi is not sound: {0:?}")]
pub struct Unsound(Vec<FileFault>);

/// Statutory holidays and make-up workdays.
///
/// # Errors
/// If the file is not sound.
pub fn shipped_calendar() -> Result<Calendar, Unsound> {
    calendar::read(include_str!("../../assets/calendar/cn.toml")).map_err(Unsound)
}

/// The county's system with everything on; the demo county has it.
///
/// # Errors
/// If the file is not sound.
pub fn wangmo_2016() -> Result<Policy, Unsound> {
    policy::read(include_str!("../../assets/policies/wangmo-2016.toml")).map_err(Unsound)
}

/// Records, leave, tasks and lessons without points. A new county begins with it: points, rankings and penalties are
/// brought in by somebody who answers for them, never by default.
///
/// # Errors
/// If the file is not sound.
pub fn evidence_only() -> Result<Policy, Unsound> {
    policy::read(include_str!("../../assets/policies/evidence-only.toml")).map_err(Unsound)
}
