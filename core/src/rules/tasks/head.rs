//! Who answers for a unit.

use crate::model::{PersonId, UnitId};
use crate::rules::access::head;
use crate::rules::judge::World;

/// The [head] of a unit's leading group. `None` where nobody leads.
#[must_use]
pub fn head_of(world: &impl World, unit: UnitId) -> Option<PersonId> {
    head(world.serving_in(unit)).map(|person| person.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rank, Role};
    use crate::rules::judge::testing::County;

    #[test]
    fn the_highest_leader_heads_a_unit_and_the_earlier_of_equals() {
        let mut county = County::new();
        let township = county.township;
        assert_eq!(head_of(&county, township), None);
        county.add_person(township, Rank::County, Role::Cadre);
        assert_eq!(head_of(&county, township), None, "rank alone does not lead");
        let deputy = county.add_person(township, Rank::DeputyTownship, Role::Leader);
        assert_eq!(head_of(&county, township), Some(deputy.id));
        let [one, two] = [(); 2].map(|()| county.add_person(township, Rank::Township, Role::Leader).id);
        assert_eq!(head_of(&county, township), Some(one.min(two)));
        county.add_person(county.village, Rank::County, Role::Leader);
        assert_eq!(
            head_of(&county, township),
            Some(one.min(two)),
            "those below lead their own unit"
        );
        let left = crate::rules::judge::testing::date("2026-03-09");
        county.change_person(one.min(two), |person| person.tenure.left = Some(left));
        assert_eq!(
            head_of(&county, township),
            Some(one.max(two)),
            "who has left leads nobody"
        );
    }
}
