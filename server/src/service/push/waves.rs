//! A batch in waves: an operation that can meet what an earlier one does comes in a later wave, when that is on the record.

use std::collections::HashSet;

use jishi_core::model::PersonId;

use super::needs::{Touched, rests_on_all, seen, touched};
use super::read::Read;

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
        let seen = read
            .as_ref()
            .map(|signed| seen(&signed.operation.action, actor))
            .unwrap_or_default();
        // Taps are judged by where their unit works.
        let moved = met.contains(&Touched::Workplaces);
        let rests = read
            .as_ref()
            .is_ok_and(|signed| rests_on_all(&signed.operation.action));
        if waves.is_empty() || moved || rests || keys.iter().chain(&seen).any(|key| met.contains(key)) {
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
