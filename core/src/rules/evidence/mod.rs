//! What the evidence of time and place says, and what in it is to be looked at.

mod clock;
mod movement;
mod place;
mod review;

pub use clock::done_at;
pub use review::{REJECT_DAYS, review_doubt};

use uuid::Uuid;

use crate::model::{Doubt, Flag, Mode, Place, Record, RecordId, Timestamp};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::checks::refuse;
use crate::rules::judge::{Effect, World};

/// Something that is done at a time and perhaps at a place.
#[derive(Clone, Copy)]
pub(crate) struct Evidenced<'a> {
    /// The tap, the moment or the task.
    pub(crate) subject: Uuid,
    /// In which mode, if it is a tap.
    pub(crate) mode: Option<Mode>,
    /// When it was done, as the phone wrote it down.
    pub(crate) written: Timestamp,
    /// When it was done, as it counts.
    pub(crate) at: Timestamp,
    /// Where.
    pub(crate) place: Option<&'a Place>,
    /// The accuracy beyond which its place says too little, where it has to say something.
    pub(crate) accuracy_max_m: Option<f64>,
}

/// The doubt that there is in something that the actor does, as it goes on the record beside it; nothing where there is
/// none, or where the policy of the day does not look.
///
/// # Errors
/// [`ProblemKind::Conflict`] if its id is in use.
pub(crate) fn doubt(world: &impl World, done: Evidenced<'_>) -> Result<Option<Effect>, Problem> {
    let flags = flags(world, done);
    if flags.is_empty() {
        return Ok(None);
    }
    let id = Doubt::id_about(done.subject);
    if world.record(RecordId(id.0)).is_some() {
        return refuse(ProblemKind::Conflict, "the id is in use");
    }
    Ok(Some(Effect::Put(Record::Doubt {
        doubt: Doubt {
            id,
            subject: done.subject,
            person: world.actor().id,
            at: done.at,
            mode: done.mode,
            flags,
            review: None,
        },
    })))
}

/// What in something that the actor does is to be looked at; nothing where the policy of the day does not look.
pub(crate) fn flags(world: &impl World, done: Evidenced<'_>) -> Vec<Flag> {
    let day = world.calendar().day(done.at);
    let policy = world.policies().on(day);
    let Some(policy) = policy.and_then(|policy| policy.evidence.as_ref()) else {
        return Vec::new();
    };
    let mut flags = Vec::new();
    let most = i64::from(policy.clock_minutes) * 60_000;
    let said = [world.wall(), done.written];
    let wrong = said
        .into_iter()
        .find(|said| said.since(done.at).saturating_abs() > most);
    flags.extend(wrong.map(|wall| Flag::Clock { wall }));
    if let Some(place) = done.place {
        flags.extend(place::flags(place, policy.fix_age_s, done.accuracy_max_m));
        flags.extend(movement::flag(world, done, place, policy.speed_kmh));
    }
    flags
}

#[cfg(test)]
mod tests;
