//! Who hands tasks down to whom (层层发布), and who takes them back.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::{UnitTree, outranks};
use crate::model::{Person, Role, Task};

/// Whether `giver` may give `assignee` a task of its own: leaders, to those of lower rank in their unit and the units below
/// it; the organization department, which acts for the county, to everybody. Never to oneself.
#[must_use]
pub fn may_give_task(giver: &Person, assignee: &Person, units: &UnitTree) -> bool {
    giver.id != assignee.id
        && match giver.role {
            Role::Organization => true,
            Role::Leader => outranks(giver, assignee, units),
            Role::Cadre | Role::Clerk | Role::Administrator => false,
        }
}

/// Whether `person` may give anybody a task of its own: see [`may_give_task`].
#[must_use]
pub const fn may_give_tasks(person: &Person) -> bool {
    matches!(person.role, Role::Organization | Role::Leader)
}

/// Whether a task is `person`'s to do: who answers for it delivers its result, and may pass parts of it on.
#[must_use]
pub fn answers_for_task(person: &Person, task: &Task) -> bool {
    task.assignee == person.id
}

/// Who heads a unit with these people, and so answers for what is given to it: the highest rank in its leading group (领导班子);
/// of equals the one who has been there longest, by the order of ids. `None` where nobody leads.
#[must_use]
pub fn head<'a>(people: impl IntoIterator<Item = &'a Person>) -> Option<&'a Person> {
    people
        .into_iter()
        .filter(|person| person.role == Role::Leader)
        .max_by_key(|person| (person.rank, Reverse(person.id)))
}

/// Whether `holder`, who answers for a task, may pass a part of it on to `assignee`: to people of their unit and the units
/// below it who do not outrank them. Sharing out work takes no role, but it goes down or sideways, never up.
#[must_use]
pub fn may_pass_on_task(holder: &Person, assignee: &Person, units: &UnitTree) -> bool {
    holder.id != assignee.id && holder.rank >= assignee.rank && units.covers(holder.unit, assignee.unit)
}

/// Whether `person` may cancel on `day` a task that `assigner` gave to `assignee`: the assigner, and whoever stands above the
/// assigner and could have given it; once the assigner has left, whoever could have given it.
#[must_use]
pub fn may_cancel_task(
    person: &Person,
    assigner: &Person,
    assignee: &Person,
    day: NaiveDate,
    units: &UnitTree,
) -> bool {
    person.id == assigner.id
        || (may_give_task(person, assignee, units)
            && (outranks(person, assigner, units) || assigner.has_left(day)))
}

/// Whether `person` may accept or return on `day` the result of a task that `assigner` gave to `assignee`: the assigner;
/// once they have left, whoever could have given it, so that work done for them is not done for nothing.
#[must_use]
pub fn may_judge_task(
    person: &Person,
    assigner: &Person,
    assignee: &Person,
    day: NaiveDate,
    units: &UnitTree,
) -> bool {
    person.id == assigner.id || (assigner.has_left(day) && may_give_task(person, assignee, units))
}
