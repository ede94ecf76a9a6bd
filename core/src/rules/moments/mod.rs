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
use crate::rules::policy::LogPolicy;

/// That a moment made at `made` can still be touched, by the hours that `hours` picks from the policy of the day.
fn within(world: &impl World, made: Timestamp, hours: impl Fn(&LogPolicy) -> u16) -> Result<(), Problem> {
    let hours = policy_then(world).map_or_else(|| hours(&LogPolicy::default()), |policy| hours(&policy.logs));
    if hours == 0 {
        return refuse(ProblemKind::SwitchedOff, "moments stay as they were posted");
    }
    if world.done_at().since(made) > i64::from(hours) * 3_600_000 {
        return refuse(ProblemKind::TooLate, "the moment was made too long ago");
    }
    Ok(())
}
