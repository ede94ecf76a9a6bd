//! Giving tasks, and passing parts of one's own on.

use super::{head_of, known, points, policy, unfinished};
use crate::model::{Person, PersonId, Record, RecordId, TEXT_MAX, TITLE_MAX, Task, TaskState};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::access::{may_give_task, may_pass_on_task};
use crate::rules::judge::checks::{clock, own, refuse, unused};
use crate::rules::judge::words::{line, text};
use crate::rules::judge::{Effect, Verdict, World};

/// Gives a task: one of its own, or a part of a task that the actor answers for and that is not finished. Parts have parts
/// in turn, to any depth.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): tasks are.
/// - [`Forbidden`](ProblemKind::Forbidden): in another's name; a part of somebody else's task; or see [`may_give_task`] and
///   [`may_pass_on_task`].
/// - [`Conflict`](ProblemKind::Conflict), [`ClockOff`](ProblemKind::ClockOff): the id or the time cannot be.
/// - [`NotFound`](ProblemKind::NotFound): no such parent, unit or assignee.
/// - [`AlreadyAccepted`](ProblemKind::AlreadyAccepted), [`AlreadyCancelled`](ProblemKind::AlreadyCancelled): the parent is
///   finished.
/// - [`NotTheHead`](ProblemKind::NotTheHead): given to a unit, but not to the [head](head_of) of its leading group.
/// - [`DueAfterParent`](ProblemKind::DueAfterParent), [`OverParent`](ProblemKind::OverParent): more time or points than the
///   parent has.
/// - [`Invalid`](ProblemKind::Invalid): begun already, no title, words too long, a deadline that is over, points that the
///   policy does not give, or a part for somebody who already answers for the chain above it.
pub fn give(world: &impl World, task: &Task) -> Verdict {
    let policy = policy(world)?;
    own(world, task.assigner)?;
    unused(world, task.id.0)?;
    clock(world, task.given_at)?;
    is_new(world, task)?;
    let Some(assignee) = world.person(task.assignee) else {
        return refuse(ProblemKind::NotFound, "nobody to give it to");
    };
    let parent = task.parent.map(|parent| known(world, parent)).transpose()?;
    match parent {
        Some(parent) => as_part(world, task, parent, assignee)?,
        None if !may_give_task(world.actor(), assignee, world.tree()) => {
            return refuse(ProblemKind::Forbidden, "nobody to whom the actor gives tasks");
        }
        None => {}
    }
    if let Some(unit) = task.unit {
        if world.unit(unit).is_none() {
            return refuse(ProblemKind::NotFound, "no such unit");
        }
        if head_of(world, unit) != Some(task.assignee) {
            return refuse(ProblemKind::NotTheHead, "the assignee does not head the unit");
        }
    }
    points::check(world, task, parent, policy)?;
    Ok(vec![Effect::Put(Record::Task {
        task: Box::new(task.clone()),
    })])
}

fn is_new(world: &impl World, task: &Task) -> Result<(), Problem> {
    if task.state != TaskState::Open || !task.deliveries.is_empty() {
        return refuse(ProblemKind::Invalid, "a new task is open and has no results");
    }
    line("the title", &task.title, TITLE_MAX)?;
    if !task.text.is_empty() {
        text("the text", &task.text, TEXT_MAX)?;
    }
    if task.deadline <= world.done_at() {
        return refuse(ProblemKind::Invalid, "the deadline is over");
    }
    Ok(())
}

fn as_part(world: &impl World, task: &Task, parent: &Task, assignee: &Person) -> Result<(), Problem> {
    if parent.assignee != world.actor().id {
        return refuse(
            ProblemKind::Forbidden,
            "only who answers for a task passes parts of it on",
        );
    }
    if !may_pass_on_task(world.actor(), assignee, world.tree()) {
        return refuse(ProblemKind::Forbidden, "nobody to whom the actor passes tasks on");
    }
    unfinished(parent)?;
    if task.deadline > parent.deadline {
        return refuse(ProblemKind::DueAfterParent, "the part is due after its task");
    }
    if answers_above(world, parent, assignee.id) {
        return refuse(ProblemKind::Invalid, "the assignee answers for the chain above");
    }
    Ok(())
}

/// Whether a person gave or answers for a task or one above it: a part handed to them would come back to its giver.
fn answers_above(world: &impl World, task: &Task, person: PersonId) -> bool {
    let mut seen: Vec<RecordId> = vec![];
    let mut at = Some(task);
    while let Some(task) = at {
        if task.assigner == person || task.assignee == person {
            return true;
        }
        seen.push(RecordId(task.id.0));
        // A ring cannot come from here; one in damaged records must not hang the judge.
        let above = task.parent.map(|parent| RecordId(parent.0));
        let above = above.filter(|above| !seen.contains(above));
        at = above.and_then(|above| match world.record(above) {
            Some(Record::Task { task }) => Some(&**task),
            _ => None,
        });
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::testing::{part, record, stands, task};
    use super::*;
    use crate::model::{Points, Rank, Role, TaskId, Timestamp};
    use crate::rules::judge::testing::County;

    /// The township's head, who acts; the village's head; a cadre of the village.
    fn chain() -> (County, Person, Person, Person) {
        let mut county = County::new();
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        let village_head = county.add_person(county.village, Rank::Section, Role::Leader);
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        county.acting(&head);
        (county, head, village_head, cadre)
    }

    fn refused(county: &County, task: &Task) -> Option<ProblemKind> {
        give(county, task).err().map(|problem| problem.kind)
    }

    #[test]
    fn a_task_goes_down_level_by_level() {
        let (mut county, head, village_head, cadre) = chain();
        let top = task(head.id, village_head.id, county.done_at());
        county.accepts(|county| give(county, &top));
        assert_eq!(stands(&county, top.id), top);
        let middle = part(&top, cadre.id);
        county
            .acting(&village_head)
            .accepts(|county| give(county, &middle));
        let colleague = county.add_person(county.village, Rank::None, Role::Cadre);
        let low = part(&middle, colleague.id);
        county.acting(&cadre).accepts(|county| give(county, &low));
        county.acting(&colleague);
        assert_eq!(
            refused(&county, &part(&low, cadre.id)),
            Some(ProblemKind::Invalid),
            "back up the chain"
        );
        county.acting(&cadre);
        assert_eq!(refused(&county, &low), Some(ProblemKind::Conflict));
        assert_eq!(
            refused(&county, &part(&top, colleague.id)),
            Some(ProblemKind::Forbidden)
        );
    }

    #[test]
    fn a_new_task_can_be_done_and_be_read() {
        type Change = fn(&mut Task);
        let cases: [(&str, Change, Option<ProblemKind>); 12] = [
            ("as it is", |_| {}, None),
            (
                "no title",
                |t| t.title = String::new(),
                Some(ProblemKind::Invalid),
            ),
            (
                "a title of two lines",
                |t| t.title = "一\n二".into(),
                Some(ProblemKind::Invalid),
            ),
            ("the longest title", |t| t.title = "题".repeat(80), None),
            (
                "a longer one",
                |t| t.title = "题".repeat(81),
                Some(ProblemKind::Invalid),
            ),
            ("no text", |t| t.text = String::new(), None),
            (
                "too much of it",
                |t| t.text = "文".repeat(5_001),
                Some(ProblemKind::Invalid),
            ),
            ("due now", |t| t.deadline = t.given_at, Some(ProblemKind::Invalid)),
            ("due in a moment", |t| t.deadline = t.given_at.plus(1), None),
            (
                "done already",
                |t| t.state = TaskState::Accepted,
                Some(ProblemKind::Invalid),
            ),
            (
                "over the policy",
                |t| t.reward = Points(1001),
                Some(ProblemKind::Invalid),
            ),
            (
                "of last week",
                |t| t.given_at = t.given_at.plus(-7 * 86_400_000),
                Some(ProblemKind::ClockOff),
            ),
        ];
        for (what, change, expected) in cases {
            let (county, head, village_head, _) = chain();
            let mut given = task(head.id, village_head.id, county.done_at());
            change(&mut given);
            assert_eq!(refused(&county, &given), expected, "{what}");
        }
    }

    #[test]
    fn a_part_keeps_within_its_task() {
        let (mut county, head, village_head, cadre) = chain();
        let mut top = task(head.id, village_head.id, county.done_at());
        county.put(record(&top)).acting(&village_head);
        let mut given = part(&top, cadre.id);
        assert_eq!(refused(&county, &given), None);
        given.deadline = top.deadline.plus(1);
        assert_eq!(refused(&county, &given), Some(ProblemKind::DueAfterParent));
        given.deadline = top.deadline;
        given.reward = top.reward + Points(1);
        assert_eq!(refused(&county, &given), Some(ProblemKind::OverParent));
        given.reward = Points::ZERO;
        let at = county.done_at();
        let reason = "不再需要".to_owned();
        for (state, expected) in [
            (TaskState::Delivered, None),
            (TaskState::Accepted, Some(ProblemKind::AlreadyAccepted)),
            (
                TaskState::Cancelled { at, reason },
                Some(ProblemKind::AlreadyCancelled),
            ),
        ] {
            top.state = state;
            county.put(record(&top));
            assert_eq!(refused(&county, &given), expected, "{:?}", top.state);
        }
        given.parent = Some(given.id);
        assert_eq!(
            refused(&county, &given),
            Some(ProblemKind::NotFound),
            "a part of itself"
        );
    }

    #[test]
    fn a_units_task_goes_to_its_head() {
        let (county, head, village_head, cadre) = chain();
        for (assignee, unit, expected) in [
            (&village_head, county.village, None),
            (&cadre, county.village, Some(ProblemKind::NotTheHead)),
            (&village_head, county.bureau, Some(ProblemKind::NotTheHead)),
            (
                &village_head,
                crate::model::UnitId::new(Timestamp(1)),
                Some(ProblemKind::NotFound),
            ),
        ] {
            let mut given = task(head.id, assignee.id, county.done_at());
            given.unit = Some(unit);
            assert_eq!(refused(&county, &given), expected, "{assignee:?} {unit}");
        }
    }

    #[test]
    fn strangers_and_switched_off_tasks_are_refused() {
        let (mut county, head, village_head, _) = chain();
        let nobody = PersonId::new(Timestamp(1));
        let given = task(head.id, nobody, county.done_at());
        assert_eq!(refused(&county, &given), Some(ProblemKind::NotFound));
        let given = task(head.id, village_head.id, county.done_at());
        county.policy(|policy| policy.tasks = None);
        assert_eq!(refused(&county, &given), Some(ProblemKind::SwitchedOff));
    }

    #[test]
    fn a_ring_in_damaged_records_ends() {
        let (mut county, head, village_head, cadre) = chain();
        let mut one = task(head.id, village_head.id, county.done_at());
        let two = part(&one, village_head.id);
        one.parent = Some(two.id);
        county.put(record(&one)).put(record(&two)).acting(&village_head);
        let given = Task {
            id: TaskId::new(county.done_at()),
            ..part(&one, cadre.id)
        };
        let refused = refused(
            &county,
            &Task {
                reward: Points::ZERO,
                penalty: Points::ZERO,
                ..given
            },
        );
        assert_eq!(refused, None);
    }
}
