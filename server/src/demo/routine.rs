//! Ordinary days: taps at every shift, some late, some elsewhere, some missing, and a log in the evening.

use jishi_core::model::Mode;

use super::month::{Gap, Month, Routine};

/// How many working days the routine goes back.
pub(super) const ROUTINE_DAYS: i64 = 21;

/// What somebody does on an ordinary day.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Usual {
    /// A tap.
    Tap {
        /// In which mode.
        mode: Mode,
        /// Why, for every mode but on duty.
        reason: &'static str,
        /// How far from the workplace, in degrees of latitude.
        off: f64,
    },
    /// The log of the day.
    Log(String),
}

/// Somebody's ordinary day so many working days ago, with the minute of each thing.
pub(super) fn ordinary(month: &Month, who: &str, routine: &Routine, ago: i64) -> Vec<(u16, Usual)> {
    let dice = |sides: u64, of: u64| roll(who, ago, of) % sides;
    let mut day = Vec::new();
    for (shift, (starts, ends)) in (0_u8..).zip([(510_u16, 720_u16), (870, 1_080)]) {
        let of = u64::from(shift) * 10;
        let gap = Gap {
            who: who.to_owned(),
            days: ago,
            shift,
        };
        if month.gap.contains(&gap) {
            continue;
        }
        let jitter = u16::try_from(dice(12, of + 1)).unwrap_or(0);
        let (mode, reason) = match dice(12, of) {
            0 => (Mode::VillageVisit, "到四组走访"),
            1 if shift == 1 => (Mode::Meeting, "镇里开会"),
            _ => (Mode::OnDuty, ""),
        };
        let late = if dice(16, of + 2) == 0 { 25 } else { 0 };
        let off = 0.0001 * f64::from(u8::try_from(dice(9, of + 3)).unwrap_or(0));
        let tap = Usual::Tap { mode, reason, off };
        day.push((starts + 4 + late - jitter, tap.clone()));
        if mode == Mode::OnDuty {
            day.push((ends + jitter, tap));
        }
    }
    let texts = month.texts.get(&routine.logs).map_or(&[][..], Vec::as_slice);
    let count = texts.len() as u64;
    // Now and then a day goes by without one.
    if count > 0 && dice(14, 40) != 0 {
        let first = roll(who, 0, 41);
        let text = &texts[usize::try_from((first + ago.unsigned_abs()) % count).unwrap_or(0)];
        let minute = 1_085 + u16::try_from(dice(110, 42)).unwrap_or(0);
        day.push((minute, Usual::Log(text.clone())));
    }
    day
}

/// A number that is the same in every demo.
fn roll(who: &str, ago: i64, of: u64) -> u64 {
    let seed = who
        .bytes()
        .fold(of, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let mut mixed = seed.wrapping_add(ago.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
