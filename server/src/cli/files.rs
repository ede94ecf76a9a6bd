//! Policy and calendar files as an administrator hands them over.

use std::path::Path;

use jishi_core::rules::calendar::{self, Calendar};
use jishi_core::rules::file::FileFault;
use jishi_core::rules::policy::{self, Policy};

use super::Failure;

/// The policy in a file.
pub(super) fn policy(path: &Path) -> Result<Policy, Failure> {
    policy::read(&text(path)?).map_err(|faults| told(path, &faults))
}

/// The calendar in a file.
pub(super) fn calendar(path: &Path) -> Result<Calendar, Failure> {
    calendar::read(&text(path)?).map_err(|faults| told(path, &faults))
}

fn text(path: &Path) -> Result<String, Failure> {
    Ok(std::fs::read_to_string(path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?)
}

/// One line for each fault, as compilers write them, so that editors find the place.
fn told(path: &Path, faults: &[FileFault]) -> Failure {
    let mut text = format!("{} is refused:", path.display());
    for FileFault {
        line,
        column,
        key,
        reason,
    } in faults
    {
        let colon = if key.is_empty() { "" } else { ": " };
        text += &format!("\n{}:{line}:{column}: {key}{colon}{reason}", path.display());
    }
    text += "\nNothing was changed.";
    text.into()
}
