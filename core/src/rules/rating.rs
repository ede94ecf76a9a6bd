//! What totals become: places in a group (季度评比), stars (星级评定) and a list of those proposed for recall (召回).

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::policy::{RankingPolicy, RecallPolicy, StarsPolicy};
use crate::model::{PersonId, PersonKind, Points, UnitKind};

/// Who is compared with whom: people of one kind in units of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Group {
    /// How they are employed.
    pub person: PersonKind,
    /// Where.
    pub unit: UnitKind,
}

/// A place in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Placed {
    /// Who.
    pub person: PersonId,
    /// With how many points.
    pub points: Points,
    /// The place, from 1; equal points share one, and the next place after them is skipped.
    pub place: u32,
}

/// Places by points, the best first; none in a group that is too small to compare.
#[must_use]
pub fn places(policy: &RankingPolicy, totals: &[(PersonId, Points)]) -> Vec<Placed> {
    if totals.len() < usize::from(policy.group_min) {
        return Vec::new();
    }
    let mut sorted = totals.to_vec();
    sorted.sort_unstable_by_key(|&(person, points)| (std::cmp::Reverse(points), person));
    let mut placed: Vec<Placed> = Vec::with_capacity(sorted.len());
    for ((person, points), position) in sorted.into_iter().zip(1_u32..) {
        let place = match placed.last() {
            Some(before) if before.points == points => before.place,
            _ => position,
        };
        placed.push(Placed {
            person,
            points,
            place,
        });
    }
    placed
}

/// Those at the bottom who are proposed for recall. Nobody is proposed because of an equal total: whoever shares their
/// points with somebody above the line stays.
#[must_use]
pub fn proposed(policy: &RecallPolicy, placed: &[Placed]) -> Vec<PersonId> {
    let count = placed.len() * usize::from(policy.bottom_percent) / 100;
    let kept = placed.len() - count;
    let line = kept
        .checked_sub(1)
        .and_then(|last| placed.get(last))
        .map(|last| last.points);
    placed
        .iter()
        .skip(kept)
        .filter(|one| Some(one.points) != line)
        .map(|one| one.person)
        .collect()
}

/// A half-year's mark out of 100, rounded down: the system's total as a share of the group's best, and what the unit's
/// people gave.
#[must_use]
pub fn mark(policy: &StarsPolicy, points: Points, best: Points, assessment: u8) -> u8 {
    let share = if best > Points::ZERO {
        i64::from(points.0.clamp(0, best.0)) * 100_000 / i64::from(best.0)
    } else {
        0
    };
    let (system, human) = (
        i64::from(policy.system_percent),
        i64::from(100 - policy.system_percent.min(100)),
    );
    let thousandths = (share * system + i64::from(assessment.min(100)) * 1_000 * human) / 100;
    u8::try_from(thousandths / 1_000).unwrap_or(100)
}

/// Stars for a mark: one to five.
#[must_use]
pub fn stars(policy: &StarsPolicy, mark: u8) -> u8 {
    policy
        .marks
        .iter()
        .filter(|lowest| mark >= **lowest)
        .fold(1, |stars, _| stars + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn totals(points: &[i32]) -> Vec<(PersonId, Points)> {
        points
            .iter()
            .zip(0..)
            .map(|(points, number)| (person(number), Points(*points)))
            .collect()
    }

    const ALL: RankingPolicy = RankingPolicy { group_min: 1 };

    fn policy() -> StarsPolicy {
        StarsPolicy {
            system_percent: 80,
            marks: [60, 70, 80, 90],
        }
    }

    #[test]
    fn equal_points_share_a_place_and_the_next_is_skipped() {
        let placed = places(&ALL, &totals(&[500, 700, 500, 100]));
        let seen: Vec<(u128, u32)> = placed
            .iter()
            .map(|one| (one.person.0.as_u128(), one.place))
            .collect();
        assert_eq!(seen, [(1, 1), (0, 2), (2, 2), (3, 4)]);
    }

    #[test]
    fn a_group_that_is_too_small_is_not_compared() {
        assert_eq!(places(&RankingPolicy { group_min: 3 }, &totals(&[1, 2])), []);
    }

    #[test]
    fn nobody_is_proposed_for_sharing_their_points_with_those_who_stay() {
        let recall = RecallPolicy {
            bottom_percent: 50,
            approvals: 2,
        };
        let placed = places(&ALL, &totals(&[900, 500, 500, 100]));
        assert_eq!(proposed(&recall, &placed), [person(3)]);
    }

    #[test]
    fn eighty_parts_of_the_system_and_twenty_of_people() {
        let whole = Points::whole;
        for (points, best, assessment, expected) in [
            (whole(100), whole(100), 100, 100),
            (whole(100), whole(100), 0, 80),
            (whole(50), whole(100), 50, 50),
            (whole(0), whole(0), 90, 18),
            (whole(-40), whole(100), 100, 20),
        ] {
            assert_eq!(
                mark(&policy(), points, best, assessment),
                expected,
                "{points} of {best}"
            );
        }
        for (mark, expected) in [(0, 1), (59, 1), (60, 2), (79, 3), (89, 4), (90, 5), (100, 5)] {
            assert_eq!(stars(&policy(), mark), expected, "{mark}");
        }
    }

    proptest! {
        #[test]
        fn more_points_never_mean_a_worse_place(points in prop::collection::vec(-50..50_i32, 1..40)) {
            let placed = places(&ALL, &totals(&points));
            prop_assert_eq!(placed.len(), points.len());
            for one in &placed {
                let better = placed.iter().filter(|other| other.points > one.points).count();
                prop_assert_eq!(one.place as usize, better + 1);
            }
        }

        #[test]
        fn at_most_the_share_is_proposed_and_only_from_below(
            points in prop::collection::vec(-50..50_i32, 1..40), bottom_percent in 0..=100_u8,
        ) {
            let placed = places(&ALL, &totals(&points));
            let proposed = proposed(&RecallPolicy { bottom_percent, approvals: 2 }, &placed);
            prop_assert!(proposed.len() * 100 <= placed.len() * usize::from(bottom_percent));
            let of = |person| placed.iter().find(|one| one.person == person).unwrap().points;
            let lowest_kept = placed.iter().filter(|one| !proposed.contains(&one.person)).map(|one| one.points).min();
            prop_assert!(proposed.iter().all(|person| lowest_kept.is_none_or(|kept| of(*person) < kept)));
        }
    }
}
