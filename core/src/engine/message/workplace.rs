//! Where a unit works, and when.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;

use crate::model::{Hours, Shift, Unit, UnitId, day};

/// See [`Command::Workplace`](super::Command::Workplace).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetWorkplace {
    /// Of which unit; `None` for one's own.
    pub unit: Option<UnitId>,
}

/// Where a unit works, and when.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct WorkplacePage {
    /// The unit, with its workplace.
    pub unit: Unit,
    /// The units directly below it, by name.
    pub below: Vec<Unit>,
    /// Today, in the county.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
    /// The shifts that hold today.
    pub shifts: Vec<Shift>,
    /// Other shifts that hold from a later day on, in the order of those days; never none.
    pub upcoming: Vec<Hours>,
    /// The policy's, which hold where a unit has none of its own.
    pub usual: Vec<Shift>,
    /// Whether one may set them.
    pub may: bool,
}

impl WorkplacePage {
    /// The shifts that hold on a day from today on, as far as is known today.
    #[must_use]
    pub fn shifts_on(&self, day: NaiveDate) -> &[Shift] {
        let later = self.upcoming.iter().rev().find(|hours| hours.from <= day);
        later.map_or(&self.shifts, |hours| &hours.shifts)
    }
}
