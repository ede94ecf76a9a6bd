//! Doubts as they are told: what was found, and what it means.

use jishi_core::{
    model::{Doubt, Flag, Timestamp},
    rules::policy::Trust,
};

use super::{Texts, day_time, full_time};
use crate::{components::metres, t};

/// What was found, in one line.
#[must_use]
pub fn flags(texts: &Texts, flags: &[Flag]) -> String {
    let said: Vec<String> = flags.iter().map(|each| flag(texts, each)).collect();
    said.join(&t!(texts, "and-then"))
}

fn flag(texts: &Texts, flag: &Flag) -> String {
    match flag {
        Flag::Clock { wall } => t!(texts, "flag-clock", time = full_time(texts, *wall)),
        Flag::Simulated => t!(texts, "flag-simulated"),
        Flag::Stale { age_ms } => t!(texts, "flag-stale", minutes = minutes(*age_ms)),
        Flag::Coarse { accuracy_m } => t!(texts, "flag-coarse", metres = metres(*accuracy_m)),
        Flag::Moved { metres, ms } => t!(
            texts,
            "flag-moved",
            km = (metres / 1_000.0).round(),
            minutes = minutes(*ms)
        ),
    }
}

/// How far it counts, and by whose word.
#[must_use]
pub fn doubt_standing(texts: &Texts, doubt: &Doubt, trust: Trust, reviewer: Option<&str>) -> String {
    let name = reviewer.map_or_else(|| t!(texts, "leave-leader"), str::to_owned);
    match (&doubt.review, trust) {
        (Some(review), _) if review.granted => t!(texts, "doubt-accepted", name = name),
        (Some(_), _) => t!(texts, "doubt-rejected", name = name),
        (None, Trust::Waits) => t!(texts, "doubt-waits"),
        (None, _) => t!(texts, "doubt-counts"),
    }
}

/// What was done in which there is the doubt, and when.
#[must_use]
pub fn doubt_title(texts: &Texts, now: Timestamp, doubt: &Doubt) -> String {
    let time = day_time(texts, now, doubt.at);
    match doubt.mode {
        Some(mode) => t!(
            texts,
            "doubt-of-tap",
            mode = super::mode(texts, mode),
            time = time
        ),
        None => t!(texts, "doubt-of-log", time = time),
    }
}

/// Whole minutes, at least one.
fn minutes(ms: u64) -> u64 {
    ms.div_ceil(60_000).max(1)
}
