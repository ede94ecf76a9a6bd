//! Who grants leave.

use super::{UnitTree, outranks};
use crate::model::{Person, PersonId, Rank};

/// Whether `grantor` may grant or refuse a leave of `asker`: whom the approval chain has `named`, and who outranks
/// them from the asker's unit or above it; never oneself. `above` is the lowest rank among the leaders named; where none
/// was found and the organization department is named instead, it is `None` and nobody else may.
#[must_use]
pub fn may_grant_leave(
    grantor: &Person,
    asker: &Person,
    named: &[PersonId],
    above: Option<Rank>,
    units: &UnitTree,
) -> bool {
    grantor.id != asker.id
        && (named.contains(&grantor.id)
            || (above.is_some_and(|rank| grantor.rank > rank) && outranks(grantor, asker, units)))
}
