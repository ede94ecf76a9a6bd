//! Who grants leave.

use super::{UnitTree, outranks};
use crate::model::{Person, PersonId, Rank, Role};

/// Whether a leave of `asker` that takes the rank `lowest` is for `leader` to grant: who has that rank or a higher one, and
/// outranks the asker, in the asker's unit or above it. In which unit they are looked for is the approval chain's affair.
#[must_use]
pub fn is_asked_for_leave(leader: &Person, asker: &Person, lowest: Rank, units: &UnitTree) -> bool {
    leader.id != asker.id && leader.rank >= lowest && outranks(leader, asker, units)
}

/// Whether `person` is asked for a leave of `asker` where nobody leads who could be: the organization department, never the
/// asker.
#[must_use]
pub fn is_asked_instead_of_leaders(person: &Person, asker: &Person) -> bool {
    person.role == Role::Organization && person.id != asker.id
}

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
