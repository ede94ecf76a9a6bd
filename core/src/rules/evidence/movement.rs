//! Whether somebody could get from one tap to the next.

use chrono::{Days, NaiveDate};

use super::Evidenced;
use crate::model::{Flag, Place, Record, RecordKind};
use crate::rules::attendance::distance_m;
use crate::rules::judge::World;

/// Fixes jump; below this nobody has moved.
const JUMP_M: f64 = 2_000.0;

/// The way to or from another tap of the actor that nobody makes in that time; the longest. Taps that arrive out of
/// order are held against those on both sides, so it does not matter which of two came first.
pub(super) fn flag(world: &impl World, done: Evidenced<'_>, place: &Place, speed_kmh: u16) -> Option<Flag> {
    let day = world.calendar().day(done.at);
    let around = |days| (day.checked_sub_days(days), day.checked_add_days(days));
    let (first, last) = around(Days::new(1));
    let (first, last) = (first.unwrap_or(NaiveDate::MIN), last.unwrap_or(NaiveDate::MAX));
    let taps = world.records_of(world.actor().id, RecordKind::CheckIn, first, last);
    let mut furthest: Option<(f64, u64)> = None;
    for record in taps {
        let Record::CheckIn { check_in, .. } = record else {
            continue;
        };
        let Some(other) = check_in.place.as_ref().filter(|_| check_in.id.0 != done.subject) else {
            continue;
        };
        let apart = distance_m(
            (place.latitude, place.longitude),
            (other.latitude, other.longitude),
        );
        // Rounded, so that device and server agree.
        let metres = (apart - place.accuracy_m - other.accuracy_m).round();
        let ms = done.at.since(check_in.done_at).unsigned_abs();
        #[expect(clippy::cast_precision_loss, reason = "days in milliseconds are exact")]
        let hours = ms as f64 / 3_600_000.0;
        let possible = f64::from(speed_kmh) * 1_000.0 * hours;
        if metres > JUMP_M && metres > possible && furthest.is_none_or(|(most, _)| metres > most) {
            furthest = Some((metres, ms));
        }
    }
    furthest.map(|(metres, ms)| Flag::Moved { metres, ms })
}
