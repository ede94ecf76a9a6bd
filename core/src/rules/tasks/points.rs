//! What a task may be worth.

use crate::model::{Points, Record, RecordId, Task, TaskState};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::World;
use crate::rules::judge::checks::refuse;
use crate::rules::policy::TaskPolicy;

/// That a new task keeps to the policy's highest points, and beside the other parts of `parent` to what that gives out.
pub(super) fn check(
    world: &impl World,
    task: &Task,
    parent: Option<&Task>,
    policy: TaskPolicy,
) -> Result<(), Problem> {
    let (reward_max, penalty_max) = policy.points.map_or((Points::ZERO, Points::ZERO), |points| {
        (points.reward_max, points.penalty_max)
    });
    let fits = |points: Points, max: Points| (Points::ZERO..=max).contains(&points);
    if !fits(task.reward, reward_max) || !fits(task.penalty, penalty_max) {
        return refuse(
            ProblemKind::Invalid,
            "reward or penalty is not within the policy's",
        );
    }
    match parent.filter(|_| policy.points.is_some_and(|points| points.within_parent)) {
        Some(parent) => within(world, task, parent),
        None => Ok(()),
    }
}

fn within(world: &impl World, task: &Task, parent: &Task) -> Result<(), Problem> {
    let (mut reward, mut penalty) = (task.reward, task.penalty);
    for record in world.parts_of(RecordId(parent.id.0)) {
        if let Record::Task { task: part } = record
            && !matches!(part.state, TaskState::Cancelled { .. })
        {
            reward = reward + part.reward;
            penalty = penalty + part.penalty;
        }
    }
    if reward > parent.reward || penalty > parent.penalty {
        return refuse(
            ProblemKind::OverParent,
            "the parts give out more than the task has",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{part, record, task};
    use super::*;
    use crate::model::{PersonId, Rank, Role, Timestamp};
    use crate::rules::judge::testing::County;
    use crate::rules::policy::TaskPoints;
    use proptest::prelude::*;

    const POLICY: TaskPolicy = TaskPolicy {
        points: Some(TaskPoints {
            notice_hours: 0,
            reward_max: Points::whole(10),
            penalty_max: Points::whole(8),
            within_parent: true,
            arrival_hours: 72,
        }),
    };

    fn anybody() -> PersonId {
        PersonId::new(Timestamp(1))
    }

    #[test]
    fn points_keep_to_the_policy() {
        let county = County::new();
        let nothing = TaskPolicy { points: None };
        for (reward, penalty, with, without) in [
            (0, 0, true, true),
            (1000, 800, true, false),
            (1001, 0, false, false),
            (0, 801, false, false),
            (-1, 0, false, false),
            (0, -1, false, false),
            (1, 0, true, false),
        ] {
            let mut given = task(anybody(), anybody(), county.done_at());
            (given.reward, given.penalty) = (Points(reward), Points(penalty));
            assert_eq!(
                check(&county, &given, None, POLICY).is_ok(),
                with,
                "{reward} {penalty}"
            );
            assert_eq!(
                check(&county, &given, None, nothing).is_ok(),
                without,
                "{reward} {penalty}"
            );
        }
    }

    #[test]
    fn cancelled_parts_free_what_they_held() {
        let mut county = County::new();
        let holder = county.add_person(county.village, Rank::None, Role::Cadre);
        let parent = task(anybody(), holder.id, county.done_at());
        let mut first = part(&parent, anybody());
        first.reward = parent.reward;
        county.put(record(&first));
        let second = part(&parent, anybody());
        let refused = check(&county, &second, Some(&parent), POLICY).unwrap_err();
        assert_eq!(refused.kind, ProblemKind::OverParent);
        let mut generous = POLICY;
        generous.points.as_mut().unwrap().within_parent = false;
        assert_eq!(check(&county, &second, Some(&parent), generous), Ok(()));
        first.state = TaskState::Cancelled {
            at: county.done_at(),
            reason: "重复".into(),
        };
        county.put(record(&first));
        assert_eq!(check(&county, &second, Some(&parent), POLICY), Ok(()));
    }

    proptest! {
        #[test]
        fn parts_that_are_accepted_never_give_out_more_than_their_task(
            parts in proptest::collection::vec((0..400_i32, 0..300_i32), 0..12),
        ) {
            let mut county = County::new();
            let parent = task(anybody(), anybody(), county.done_at());
            let (mut reward, mut penalty) = (Points::ZERO, Points::ZERO);
            for (gain, loss) in parts {
                let mut next = part(&parent, anybody());
                (next.reward, next.penalty) = (Points(gain), Points(loss));
                let fits = reward + next.reward <= parent.reward && penalty + next.penalty <= parent.penalty;
                prop_assert_eq!(check(&county, &next, Some(&parent), POLICY).is_ok(), fits);
                if fits {
                    reward = reward + next.reward;
                    penalty = penalty + next.penalty;
                    county.put(record(&next));
                }
            }
        }
    }
}
