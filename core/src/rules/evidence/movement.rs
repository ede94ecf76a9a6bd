//! Whether somebody could get from one place to the next.

use chrono::{Days, NaiveDate};

use super::Evidenced;
use crate::model::{Flag, Place};
use crate::rules::attendance::distance_m;
use crate::rules::judge::World;

/// Fixes jump; below this nobody has moved.
const JUMP_M: f64 = 2_000.0;

/// The way to or from another place of the actor that nobody makes in that time; the longest. What arrives out of order is
/// held against what was done on both sides, so it does not matter which of two came first.
pub(super) fn flag(world: &impl World, done: Evidenced<'_>, place: &Place, speed_kmh: u16) -> Option<Flag> {
    let at = place.was_at(done.at, world.wall());
    let calendar = world.calendar();
    let day = calendar.day(at);
    let first = day.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN);
    let last = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    let mut furthest: Option<(f64, u64)> = None;
    for other in world.fixes(calendar.at(first, 0), calendar.at(last, 1_440)) {
        // Itself, where it is known already; a result that was delivered again was done at another time.
        if (other.subject, other.at) == (done.subject, at) {
            continue;
        }
        let apart = distance_m(
            (place.latitude, place.longitude),
            (other.place.latitude, other.place.longitude),
        );
        // Rounded, so that device and server agree.
        let metres = (apart - place.accuracy_m - other.place.accuracy_m).round();
        let ms = at.since(other.at).unsigned_abs();
        #[expect(clippy::cast_precision_loss, reason = "days in milliseconds are exact")]
        let hours = ms as f64 / 3_600_000.0;
        let possible = f64::from(speed_kmh) * 1_000.0 * hours;
        if metres > JUMP_M && metres > possible && furthest.is_none_or(|(most, _)| metres > most) {
            furthest = Some((metres, ms));
        }
    }
    furthest.map(|(metres, ms)| Flag::Moved { metres, ms })
}
