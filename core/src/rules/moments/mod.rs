//! Logs (看日志): moments are posted, and for a while their words can be changed or they can be taken out again.

mod delete;
mod edit;
mod post;

pub use delete::delete;
pub use edit::edit;
pub use post::post;

use crate::model::Timestamp;
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::World;
use crate::rules::judge::checks::refuse;
use crate::rules::judge::words::policy_then;
use crate::rules::policy::{LogPolicy, Policy};

/// Until when the words of a moment made at `made` can be changed, under the policy of today; `None` where never.
#[must_use]
pub fn edit_until(policy: Option<&Policy>, made: Timestamp) -> Option<Timestamp> {
    until(policy, made, |logs| logs.edit_hours)
}

/// Until when a moment made at `made` can be deleted, under the policy of today; `None` where never.
#[must_use]
pub fn delete_until(policy: Option<&Policy>, made: Timestamp) -> Option<Timestamp> {
    until(policy, made, |logs| logs.delete_hours)
}

fn until(policy: Option<&Policy>, made: Timestamp, hours: impl Fn(&LogPolicy) -> u16) -> Option<Timestamp> {
    let hours = policy.map_or_else(|| hours(&LogPolicy::default()), |policy| hours(&policy.logs));
    (hours > 0).then(|| made.plus(i64::from(hours) * 3_600_000))
}

/// That a moment made at `made` can still be touched, by the hours that `hours` picks from the policy of the day.
fn within(world: &impl World, made: Timestamp, hours: impl Fn(&LogPolicy) -> u16) -> Result<(), Problem> {
    let Some(until) = until(policy_then(world), made, hours) else {
        return refuse(ProblemKind::SwitchedOff, "moments stay as they were posted");
    };
    if world.done_at() > until {
        return refuse(ProblemKind::TooLate, "the moment was made too long ago");
    }
    Ok(())
}
