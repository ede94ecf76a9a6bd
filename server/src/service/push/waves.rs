//! A batch in waves: an operation that can meet what an earlier one does comes in a later wave, when that is on the record.

use std::collections::HashSet;

use jishi_core::model::PersonId;
use jishi_core::protocol::{Outcome, ProblemKind};
use uuid::Uuid;

use super::needs::{Touched, rests_on_all, touched};
use super::read::Read;
use super::refused;

/// The batch in the order sent, cut before each operation that touches what one of its wave touches, or that may rest on
/// all that came before.
pub(super) fn waves(batch: Vec<Read>, actor: PersonId) -> Vec<Vec<Read>> {
    let mut waves: Vec<Vec<Read>> = Vec::new();
    let mut met: HashSet<Touched> = HashSet::new();
    for read in batch {
        let keys = read
            .as_ref()
            .map(|signed| touched(&signed.operation.action, actor))
            .unwrap_or_default();
        // Taps are judged by where their unit works.
        let moved = met.contains(&Touched::Workplaces);
        let rests = read
            .as_ref()
            .is_ok_and(|signed| rests_on_all(&signed.operation.action));
        if waves.is_empty() || moved || rests || keys.iter().any(|key| met.contains(key)) {
            met.clear();
            waves.push(Vec::new());
        }
        met.extend(keys);
        if let Some(wave) = waves.last_mut() {
            wave.push(read);
        }
    }
    waves
}

/// The things whose operations come again by themselves, as when a file is missing. What is about them comes again after
/// that: judged before it, the deletion of a moment would be refused, and the moment would be there afterwards.
pub(super) struct Held {
    actor: PersonId,
    things: HashSet<Uuid>,
}

/// What an operation is about, and whether it is held back.
type About = (Vec<Uuid>, bool);

impl Held {
    pub(super) fn of(actor: PersonId) -> Self {
        Self {
            actor,
            things: HashSet::new(),
        }
    }

    /// The wave with what is held back answered already.
    pub(super) fn back(&self, wave: Vec<Read>) -> (Vec<Read>, Vec<About>) {
        let held = wave.into_iter().map(|read| {
            let Ok(signed) = read else {
                return (read, (Vec::new(), false));
            };
            let touched = touched(&signed.operation.action, self.actor);
            let things: Vec<Uuid> = touched
                .into_iter()
                .filter_map(|touched| match touched {
                    Touched::Thing(thing) => Some(thing),
                    _ => None,
                })
                .collect();
            if things.iter().any(|thing| self.things.contains(thing)) {
                let outcome = refused(Some(signed.operation.id), ProblemKind::Unavailable);
                return (Err(Box::new(outcome)), (things, true));
            }
            (Ok(signed), (things, false))
        });
        held.unzip()
    }

    /// Takes in what became of a wave. Whether the batch ends here: the server itself was in trouble.
    pub(super) fn note(&mut self, outcomes: &[Outcome], about: Vec<About>) -> bool {
        let mut ends = false;
        for (outcome, (things, held)) in outcomes.iter().zip(about) {
            let Outcome::Refused { problem, .. } = outcome else {
                continue;
            };
            ends |= !held && problem.kind == ProblemKind::Unavailable;
            if held || !problem.is_final() {
                self.things.extend(things);
            }
        }
        ends
    }
}
