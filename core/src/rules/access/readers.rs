//! Who is told of a record: whom it concerns, and who has a say in it.

use super::{may_decide_appeal, may_decide_correction, may_judge_task, may_review_doubt};
use crate::model::{Decision, Leave, Person, PersonId, Record, RecordId, Role, Task, TaskId};
use crate::rules::appeals::caused_by;
use crate::rules::judge::World;
use crate::rules::leave::{approvers, counted_half_days};

/// Tasks above a part that are looked at: no chain of responsibility is longer, but records could be made a ring.
const CHAIN_MAX: usize = 64;

/// Who may read a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Readers {
    /// The whole county.
    Everyone,
    /// These people and nobody else.
    People(Vec<PersonId>),
}

/// Who may read a record as it stands after somebody did something to it: the person of whom it tells; who asked, gave,
/// decided or may still decide; for a task everybody in its chain of responsibility, and once its assigner has left whoever
/// judges its result in their stead. Lessons are for all. Check-ins and
/// readings go to nobody else: leaders ask the server for attendance and learning each time.
pub fn readers(world: &impl World, record: &Record) -> Readers {
    let mut people = vec![record.owner()];
    match record {
        Record::Lesson { .. } => return Readers::Everyone,
        Record::CheckIn { .. } | Record::Reading { .. } => {}
        Record::Correction { correction } => {
            people.extend(decided_by(correction.decision.as_ref()));
            if let Some(asker) = world.person(correction.person) {
                let may = |decider: &Person| may_decide_correction(decider, asker, world.tree());
                people.extend(upward(world, asker, may));
                people.extend(organization(world, may));
            }
        }
        Record::Doubt { doubt } => {
            people.extend(decided_by(doubt.review.as_ref()));
            if let Some(person) = world.person(doubt.person) {
                let may = |reviewer: &Person| may_review_doubt(reviewer, person, world.tree());
                people.extend(upward(world, person, may));
                people.extend(organization(world, may));
            }
        }
        Record::Leave { leave } => {
            people.extend(decided_by(decision_on(leave)));
            people.extend(named(world, leave));
        }
        Record::Task { task } => {
            people.extend(chain(world, task));
            people.extend(below(world, task));
            people.extend(in_stead(world, task));
        }
        Record::Appeal { appeal } => {
            people.extend(decided_by(appeal.decision.as_ref()));
            if let Some(person) = world.person(appeal.person) {
                let caused = caused_by(world, person.id, &appeal.entry);
                let may = |decider: &Person| may_decide_appeal(decider, person, &caused, world.tree());
                people.extend(upward(world, person, may));
                people.extend(organization(world, may));
            }
        }
    }
    people.sort_unstable();
    people.dedup();
    Readers::People(people)
}

/// The records that get more readers because another is put on the record, and who may read them then: the tasks above
/// a part, whose chain of responsibility can be read by whoever gets it.
pub fn also_told<'w>(world: &'w impl World, record: &Record) -> Vec<(&'w Record, Readers)> {
    let Record::Task { task } = record else {
        return Vec::new();
    };
    if world.record(record.id()).is_some() {
        return Vec::new();
    }
    let told = above(world, task).map(|(whole, _)| {
        let readers = match readers(world, whole) {
            Readers::Everyone => Readers::Everyone,
            Readers::People(mut people) => {
                people.push(task.assignee);
                people.sort_unstable();
                people.dedup();
                Readers::People(people)
            }
        };
        (whole, readers)
    });
    told.collect()
}

fn decided_by(decision: Option<&Decision>) -> impl Iterator<Item = PersonId> {
    decision.map(|decision| decision.by).into_iter()
}

const fn decision_on(leave: &Leave) -> Option<&Decision> {
    use crate::model::LeaveState;
    match &leave.state {
        LeaveState::Asked => None,
        LeaveState::Decided { decision } | LeaveState::Returned { decision, .. } => Some(decision),
        LeaveState::Withdrawn { decision, .. } => decision.as_ref(),
    }
}

/// Whom the approval chain names for a leave, by the policy of the day on which it was asked.
fn named(world: &impl World, leave: &Leave) -> Vec<PersonId> {
    let asked_on = world.calendar().day(leave.asked_at);
    let policy = world
        .policies()
        .on(asked_on)
        .and_then(|policy| policy.leave.as_ref());
    let (Some(policy), Some(asker)) = (policy, world.person(leave.person)) else {
        return Vec::new();
    };
    let counted = policy
        .kinds
        .get(&leave.kind)
        .and_then(|kind| counted_half_days(leave.span, kind.counts, world.calendar()).ok());
    counted.map_or_else(Vec::new, |half_days| {
        approvers(world, asker, half_days.saturating_add(leave.adjoining), policy).people
    })
}

/// Those in the person's unit and the units above it who may.
fn upward(world: &impl World, person: &Person, may: impl Fn(&Person) -> bool) -> Vec<PersonId> {
    let units = world.tree().upward(person.unit);
    let people = units.flat_map(|unit| world.serving_in(unit));
    people
        .filter(|person| may(person))
        .map(|person| person.id)
        .collect()
}

/// Those of the organization department who may.
fn organization(world: &impl World, may: impl Fn(&Person) -> bool) -> Vec<PersonId> {
    let people = world.tree().units().flat_map(|unit| world.serving_in(unit));
    people
        .filter(|person| person.role == Role::Organization && may(person))
        .map(|person| person.id)
        .collect()
}

/// Who gave and who answers for a task and everything of which it is a part.
fn chain(world: &impl World, task: &Task) -> Vec<PersonId> {
    let mut people = vec![task.assigner, task.assignee];
    people.extend(above(world, task).flat_map(|(_, whole)| [whole.assigner, whole.assignee]));
    people
}

/// The tasks of which one is a part, from the nearest upward, as far as this side knows them.
fn above<'w>(world: &'w impl World, task: &Task) -> impl Iterator<Item = (&'w Record, &'w Task)> {
    let next = move |parent: Option<TaskId>| {
        let record = world.record(RecordId(parent?.0))?;
        match record {
            Record::Task { task } => Some((record, &**task)),
            _ => None,
        }
    };
    std::iter::successors(next(task.parent), move |(_, whole)| next(whole.parent)).take(CHAIN_MAX)
}

/// Who answers for the parts of a task, and for theirs: the chain of responsibility can be read at any of its nodes.
fn below(world: &impl World, task: &Task) -> Vec<PersonId> {
    let (mut people, mut seen, mut next) = (Vec::new(), vec![task.id], vec![task.id]);
    while let Some(id) = next.pop() {
        for part in world.parts_of(RecordId(id.0)) {
            let Record::Task { task } = part else { continue };
            if !seen.contains(&task.id) {
                people.push(task.assignee);
                seen.push(task.id);
                next.push(task.id);
            }
        }
    }
    people
}

/// Who judges the result of a task whose assigner has left.
fn in_stead(world: &impl World, task: &Task) -> Vec<PersonId> {
    let today = world.calendar().day(world.done_at());
    match (world.person(task.assigner), world.person(task.assignee)) {
        (Some(assigner), Some(assignee)) if assigner.has_left(today) => {
            let may = |person: &Person| may_judge_task(person, assigner, assignee, today, world.tree());
            let mut people = upward(world, assignee, may);
            people.extend(organization(world, may));
            people
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rank;
    use crate::rules::judge::testing::County;
    use crate::rules::leave::samples::{asked, span};
    use crate::rules::tasks::testing::{part, record, task};

    fn people(readers: Readers) -> Vec<PersonId> {
        match readers {
            Readers::People(people) => people,
            Readers::Everyone => panic!("not for everyone"),
        }
    }

    fn sorted(people: impl IntoIterator<Item = PersonId>) -> Vec<PersonId> {
        let mut people: Vec<PersonId> = people.into_iter().collect();
        people.sort();
        people
    }

    #[test]
    fn a_leave_is_told_to_who_asks_and_who_may_grant_it() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let colleague = county.add_person(county.village, Rank::None, Role::Cadre);
        let head = county.add_person(county.village, Rank::Section, Role::Leader);
        let leave = asked(cadre.id, span("2026-03-11 am", "2026-03-11 pm"), county.done_at());
        let told = people(readers(&county, &Record::Leave { leave }));
        assert_eq!(told, sorted([cadre.id, head.id]));
        assert!(!told.contains(&colleague.id));
    }

    #[test]
    fn a_task_of_somebody_who_left_is_told_to_whoever_judges_it_now() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        let next = county.add_person(county.township, Rank::Township, Role::Leader);
        let officer = county.add_person(county.bureau, Rank::None, Role::Organization);
        county.add_person(county.bureau, Rank::Township, Role::Leader);
        let task = record(&task(head.id, cadre.id, county.done_at()));
        assert_eq!(people(readers(&county, &task)), sorted([head.id, cadre.id]));
        let yesterday = county.calendar().day(county.done_at()).pred_opt();
        county.change_person(head.id, |head| head.tenure.left = yesterday);
        let told = people(readers(&county, &task));
        assert_eq!(told, sorted([head.id, cadre.id, next.id, officer.id]));
    }

    #[test]
    fn a_part_is_told_to_the_whole_chain_above_it() {
        let mut county = County::new();
        let top = county.add_person(county.county, Rank::County, Role::Leader);
        let middle = county.add_person(county.township, Rank::Township, Role::Leader);
        let low = county.add_person(county.village, Rank::None, Role::Cadre);
        let whole = task(top.id, middle.id, county.done_at());
        county.put(record(&whole));
        let below = part(&whole, low.id);
        let told = people(readers(&county, &record(&below)));
        assert_eq!(told, sorted([top.id, middle.id, low.id]));
        assert_eq!(
            people(readers(&county, &record(&whole))),
            sorted([top.id, middle.id])
        );
        let also = also_told(&county, &record(&below));
        assert_eq!(
            also,
            [(
                county.on_record(whole.id.0),
                Readers::People(sorted([top.id, middle.id, low.id]))
            )],
            "who gets a part is told of what it is part of"
        );
        county.put(record(&below));
        assert_eq!(
            people(readers(&county, &record(&whole))),
            sorted([top.id, middle.id, low.id]),
            "and of what becomes of it"
        );
        assert_eq!(also_told(&county, &record(&below)), [], "once");
    }
}
