//! What one fix says of itself.

use crate::model::{Flag, Place};

/// What is to be looked at in a fix that may be `age_max_s` seconds old and, where it has to say something, must be as
/// accurate as `accuracy_max_m`.
pub(super) fn flags(
    place: &Place,
    age_max_s: u16,
    accuracy_max_m: Option<f64>,
) -> impl Iterator<Item = Flag> {
    let simulated = (place.mock == Some(true)).then_some(Flag::Simulated);
    let stale = (place.age_ms > u64::from(age_max_s) * 1_000).then_some(Flag::Stale { age_ms: place.age_ms });
    let coarse = accuracy_max_m
        .is_some_and(|most| place.accuracy_m > most)
        .then_some(Flag::Coarse {
            accuracy_m: place.accuracy_m,
        });
    [simulated, stale, coarse].into_iter().flatten()
}
