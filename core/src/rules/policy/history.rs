//! Which version holds on which day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Policy;

/// All versions that were ever in force, by the day from which they hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Policies(Vec<Policy>);

impl Policies {
    /// These versions, in any order. A version holds until a higher one does: one that was scheduled for the day from which
    /// a higher one holds, or for a day after it, never holds.
    #[must_use]
    pub fn new(mut versions: Vec<Policy>) -> Self {
        versions.sort_by_key(|policy| (policy.from, policy.version));
        let mut holding: Vec<Policy> = Vec::with_capacity(versions.len());
        for policy in versions {
            match holding.last_mut() {
                Some(last) if last.version > policy.version => {}
                Some(last) if last.from == policy.from => *last = policy,
                _ => holding.push(policy),
            }
        }
        Self(holding)
    }

    /// The version that holds on `day`; `None` before the first.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> Option<&Policy> {
        let after = self.0.partition_point(|policy| policy.from <= day);
        after.checked_sub(1).and_then(|index| self.0.get(index))
    }

    /// All, oldest first.
    #[must_use]
    pub fn all(&self) -> &[Policy] {
        &self.0
    }
}
