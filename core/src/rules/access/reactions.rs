//! Who dislikes whose moments. Who likes them is told by [`may_react`](super::may_react).

use super::{UnitTree, may_react};
use crate::model::{Person, Rank};

/// Whether `giver` has dislikes to give at all: from the rank `lowest` on, which is the policy's.
#[must_use]
pub fn may_give_dislikes(giver: &Person, lowest: Rank) -> bool {
    giver.rank >= lowest
}

/// Whether `giver` may dislike (踩) the moments of `author`: from `lowest` on, those who may react and have a higher rank
/// than the author.
#[must_use]
pub fn may_dislike(giver: &Person, author: &Person, lowest: Rank, units: &UnitTree) -> bool {
    may_give_dislikes(giver, lowest) && giver.rank > author.rank && may_react(giver, author, units)
}
