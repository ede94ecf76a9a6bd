//! Ordinary days: taps at every shift, some late, some elsewhere, some missing, and a log in the evening.

use jishi_core::model::{Half, Mode, Shift};

use super::month::{Month, Routine};

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

/// The county's shifts, in minutes of the day.
const SHIFTS: [(u16, u16); 2] = [(510, 720), (870, 1_080)];

/// Somebody's ordinary day so many working days ago, with the minute of each thing. `off` are the halves for which they
/// have leave.
pub(super) fn ordinary(
    month: &Month,
    who: &str,
    routine: &Routine,
    ago: i64,
    off: &dyn Fn(Half) -> bool,
) -> Vec<(u16, Usual)> {
    let mut day = taps(month, who, routine, ago, off);
    let texts = month.texts.get(&routine.logs).map_or(&[][..], Vec::as_slice);
    let count = texts.len() as u64;
    let away = off(Half::Morning) && off(Half::Afternoon);
    // Now and then a day goes by without one.
    if count > 0 && !away && !roll(who, ago, 40).is_multiple_of(14) {
        let first = roll(who, 0, 41);
        let text = &texts[usize::try_from((first + ago.unsigned_abs()) % count).unwrap_or(0)];
        let minute = 1_085 + u16::try_from(roll(who, ago, 42) % 110).unwrap_or(0);
        day.push((minute, Usual::Log(text.clone())));
    }
    day
}

fn taps(
    month: &Month,
    who: &str,
    routine: &Routine,
    ago: i64,
    off: &dyn Fn(Half) -> bool,
) -> Vec<(u16, Usual)> {
    let dice = |sides: u64, of: u64| roll(who, ago, of) % sides;
    let has_gap = |shift: u8| {
        let mut gaps = month.gap.iter();
        gaps.any(|gap| gap.who == who && gap.days == ago && gap.shift == shift)
    };
    let own = |shifts: &Vec<Shift>| {
        let times = shifts.iter().map(|shift| (shift.starts.0, shift.ends.0));
        times.collect()
    };
    let shifts: Vec<_> = routine.shifts.as_ref().map_or_else(|| SHIFTS.into(), own);
    let whole = !has_gap(0) && !has_gap(1) && !off(Half::Morning) && !off(Half::Afternoon);
    // What takes the whole day is told once, in the morning.
    let elsewhere = match dice(24, 50) {
        0 => Some((Mode::BusinessTrip, "到州里送审材料")),
        1 => Some((Mode::Study, "理论学习中心组集中学习")),
        2 => Some((Mode::Training, "县委党校业务培训")),
        3 => Some((Mode::VillageVisit, "到四组走访")),
        _ => None,
    };
    if let (true, Some((mode, reason)), Some((starts, _))) = (whole, elsewhere, shifts.first()) {
        return vec![(
            starts - 6,
            Usual::Tap {
                mode,
                reason,
                off: 0.0,
            },
        )];
    }
    let mut taps = Vec::new();
    for (shift, (starts, ends)) in (0_u8..).zip(shifts) {
        let of = u64::from(shift) * 10;
        let half = if starts < 720 {
            Half::Morning
        } else {
            Half::Afternoon
        };
        if has_gap(shift) || off(half) {
            continue;
        }
        let jitter = u16::try_from(dice(12, of + 1)).unwrap_or(0);
        let (mode, reason) = match (dice(12, of), half) {
            (1, Half::Afternoon) => (Mode::Meeting, "镇里开会"),
            (2, Half::Afternoon) => (Mode::Out, "到县里报账"),
            _ => (Mode::OnDuty, ""),
        };
        let late = if dice(16, of + 2) == 0 { 25 } else { 0 };
        let off = 0.0001 * f64::from(u8::try_from(dice(9, of + 3)).unwrap_or(0));
        let tap = Usual::Tap { mode, reason, off };
        taps.push((starts + 4 + late - jitter, tap.clone()));
        if mode == Mode::OnDuty {
            taps.push((ends + jitter, tap));
        }
    }
    taps
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
