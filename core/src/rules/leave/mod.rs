//! Leave (请假): counted by the calendar, asked for and granted with one tap each. One outcome for each leave: whichever
//! action reaches the record first is judged first, and the one that comes too late is told why.

mod adjoining;
mod approver;
mod ask;
mod balance;
mod count;
mod decide;
mod half_day;
#[cfg(test)]
mod orders;
mod return_early;
#[cfg(test)]
pub(crate) mod samples;
mod usual;
mod withdraw;

pub use adjoining::{ADJOINING_DAYS, adjoining};
pub use approver::{Approvers, approvers};
pub use ask::{AHEAD_DAYS, PAST_DAYS, ask_leave};
pub use balance::{Balance, balance};
pub use count::counted_half_days;
pub use decide::decide_leave;
pub use half_day::{begins, half_day_at};
pub use return_early::{last_half_days, return_early};
pub use usual::{Offer, usual};
pub use withdraw::withdraw_leave;

use chrono::NaiveDate;

use crate::model::{Leave, LeaveId, PersonId, Record, RecordId, RecordKind};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::{World, checks::refuse};
use crate::rules::policy::LeavePolicy;

/// The leaves of a person that touch the days from `first` to `last`, however they stand.
pub fn leaves_of(
    world: &impl World,
    person: PersonId,
    first: NaiveDate,
    last: NaiveDate,
) -> impl Iterator<Item = &Leave> {
    world
        .records_of(person, RecordKind::Leave, first, last)
        .into_iter()
        .filter_map(|record| match record {
            Record::Leave { leave } => Some(leave),
            _ => None,
        })
}

fn leave(world: &impl World, id: LeaveId) -> Result<&Leave, Problem> {
    match world.record(RecordId(id.0)) {
        Some(Record::Leave { leave }) => Ok(leave),
        _ => refuse(ProblemKind::NotFound, "no such leave"),
    }
}

/// The policy under which a leave asked for on `day` is counted and granted, for as long as it waits.
fn policy_on(world: &impl World, day: NaiveDate) -> Result<&LeavePolicy, Problem> {
    let policy = world.policies().on(day);
    let Some(policy) = policy.and_then(|policy| policy.leave.as_ref()) else {
        return refuse(ProblemKind::SwitchedOff, "leave is not asked for here");
    };
    Ok(policy)
}
