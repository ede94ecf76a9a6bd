//! Who may grant a leave: higher for longer.

use crate::model::{Person, PersonId, Rank};
use crate::rules::access::{is_asked_for_leave, is_asked_instead_of_leaders, may_grant_leave};
use crate::rules::judge::World;
use crate::rules::policy::LeavePolicy;

/// To whom a leave goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approvers {
    /// Who is asked: the lowest sufficient rank first. Empty only in a county without an organization department.
    pub people: Vec<PersonId>,
    /// The lowest rank among them; who outranks it, from the asker's unit or above, may decide too. `None` where no leader
    /// was found and the organization department is asked: then nobody else may.
    pub above: Option<Rank>,
}

impl Approvers {
    /// Whether `grantor` is asked, or stands above those who are.
    #[must_use]
    pub fn admit(&self, world: &impl World, grantor: &Person, asker: &Person) -> bool {
        may_grant_leave(grantor, asker, &self.people, self.above, world.tree())
    }
}

/// Who may grant so many counted half days: the first step of the policy whose days suffice names the lowest rank; in the
/// nearest unit, from the asker's own upward, the leaders of that rank or higher who outrank the asker. Where no unit has
/// one, as for the head of the county, the organization department. Never the asker.
#[must_use]
pub fn approvers(world: &impl World, asker: &Person, half_days: u32, policy: &LeavePolicy) -> Approvers {
    let step = policy.approval.iter().find(|step| {
        step.up_to_days
            .is_none_or(|days| half_days <= u32::from(days) * 2)
    });
    if let Some(step) = step {
        for unit in world.tree().upward(asker.unit) {
            let mut leaders = world.serving_in(unit);
            leaders.retain(|leader| is_asked_for_leave(leader, asker, step.rank, world.tree()));
            leaders.sort_by_key(|leader| (leader.rank, leader.id));
            if let Some(lowest) = leaders.first() {
                return Approvers {
                    people: leaders.iter().map(|leader| leader.id).collect(),
                    above: Some(lowest.rank),
                };
            }
        }
    }
    Approvers {
        people: organization_department(world, asker),
        above: None,
    }
}

fn organization_department(world: &impl World, asker: &Person) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = world
        .tree()
        .units()
        .flat_map(|unit| world.serving_in(unit))
        .filter(|person| is_asked_instead_of_leaders(person, asker))
        .map(|person| person.id)
        .collect();
    people.sort_unstable();
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;
    use crate::rules::judge::testing::{County, policy};
    use proptest::prelude::*;

    struct People {
        county: County,
        village_cadre: Person,
        village_head: Person,
        township_deputy: Person,
        township_head: Person,
        county_deputy: Person,
        county_head: Person,
        organization: Person,
    }

    fn people() -> People {
        let mut county = County::new();
        let (village, township, top, bureau) =
            (county.village, county.township, county.county, county.bureau);
        People {
            village_cadre: county.add_person(village, Rank::None, Role::Cadre),
            village_head: county.add_person(village, Rank::Section, Role::Leader),
            township_deputy: county.add_person(township, Rank::DeputyTownship, Role::Leader),
            township_head: county.add_person(township, Rank::Township, Role::Leader),
            county_deputy: county.add_person(top, Rank::DeputyCounty, Role::Leader),
            county_head: county.add_person(top, Rank::County, Role::Leader),
            organization: county.add_person(bureau, Rank::None, Role::Organization),
            county,
        }
    }

    #[test]
    fn longer_leaves_go_higher_and_nobody_grants_their_own() {
        let p = people();
        let policy = policy().leave.unwrap();
        let table: [(&Person, u32, &[&Person]); 9] = [
            (&p.village_cadre, 1, &[&p.village_head]),
            (&p.village_cadre, 6, &[&p.village_head]),
            (&p.village_cadre, 7, &[&p.township_head]),
            (&p.village_cadre, 14, &[&p.township_head]),
            (&p.village_cadre, 15, &[&p.county_deputy, &p.county_head]),
            (&p.village_head, 1, &[&p.township_deputy, &p.township_head]),
            (&p.township_head, 1, &[&p.county_deputy, &p.county_head]),
            (&p.county_deputy, 1, &[&p.county_head]),
            (&p.county_head, 1, &[&p.organization]),
        ];
        for (asker, half_days, expected) in table {
            let expected: Vec<PersonId> = expected.iter().map(|person| person.id).collect();
            let found = approvers(&p.county, asker, half_days, &policy);
            assert_eq!(found.people, expected, "{:?} asks for {half_days}", asker.rank);
        }
    }

    #[test]
    fn the_organization_department_does_not_grant_its_own_people_alone() {
        let mut p = people();
        p.county
            .policy(|policy| policy.leave.as_mut().unwrap().approval.clear());
        let policy = p.county.policies().all()[0].leave.clone().unwrap();
        let found = approvers(&p.county, &p.organization, 2, &policy);
        assert_eq!(found.people, []);
        let colleague = p
            .county
            .add_person(p.county.county, Rank::None, Role::Organization);
        assert_eq!(
            approvers(&p.county, &p.organization, 2, &policy).people,
            [colleague.id]
        );
    }

    #[test]
    fn who_stands_above_the_approvers_may_too() {
        let p = people();
        let policy = policy().leave.unwrap();
        let found = approvers(&p.county, &p.village_cadre, 2, &policy);
        for (who, expected) in [
            (&p.village_head, true),
            (&p.township_deputy, true),
            (&p.county_head, true),
            (&p.organization, false),
            (&p.village_cadre, false),
        ] {
            assert_eq!(
                found.admit(&p.county, who, &p.village_cadre),
                expected,
                "{:?}",
                who.rank
            );
        }
    }

    const RANKS: [Rank; 6] = [
        Rank::None,
        Rank::Section,
        Rank::DeputyTownship,
        Rank::Township,
        Rank::DeputyCounty,
        Rank::County,
    ];

    proptest! {
        #[test]
        fn leaders_who_are_asked_suffice_outrank_and_cover(
            posts in proptest::collection::vec((0..4_usize, 0..6_usize), 1..12), half_days in 1..40_u32,
        ) {
            let mut county = County::new();
            let units = [county.county, county.township, county.village, county.bureau];
            let people: Vec<Person> = posts
                .into_iter()
                .map(|(unit, rank)| county.add_person(units[unit], RANKS[rank], Role::Leader))
                .collect();
            let policy = policy().leave.unwrap();
            let lowest = policy.approval.iter()
                .find(|step| step.up_to_days.is_none_or(|days| u32::from(days) * 2 >= half_days))
                .unwrap()
                .rank;
            for asker in &people {
                let found = approvers(&county, asker, half_days, &policy);
                for id in &found.people {
                    let leader = county.person_of(*id);
                    prop_assert!(leader.rank >= lowest && leader.rank > asker.rank);
                    prop_assert!(county.tree().covers(leader.unit, asker.unit));
                    prop_assert!(found.admit(&county, leader, asker));
                }
                let could = people.iter().any(|leader| {
                    leader.rank >= lowest
                        && leader.rank > asker.rank
                        && county.tree().covers(leader.unit, asker.unit)
                });
                prop_assert_eq!(could, !found.people.is_empty());
                prop_assert!(!found.admit(&county, asker, asker));
            }
        }
    }
}
