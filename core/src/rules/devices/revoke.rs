//! Revoking a lost device.

use crate::model::{DeviceId, PersonId};
use crate::protocol::ProblemKind;
use crate::rules::access::may_bind_device;
use crate::rules::judge::checks::{Reason, reason, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Revokes a device of a person at once: what is still on it is not taken any more, and it is told nothing. One that is theirs
/// no more stays as it is, and so does one that they have been given since.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such person.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_bind_device`].
/// - [`Invalid`](ProblemKind::Invalid): no reason.
pub fn revoke_device(world: &impl World, person: PersonId, device: DeviceId, why: &str) -> Verdict {
    let Some(owner) = world.person(person) else {
        return refuse(ProblemKind::NotFound, "nobody whose device it is");
    };
    if !may_bind_device(world.actor(), owner, world.tree()) {
        return refuse(ProblemKind::Forbidden, "this device is for others to revoke");
    }
    reason(why, Reason::Needed)?;
    Ok(vec![Effect::RevokeDevice { person, device }])
}
