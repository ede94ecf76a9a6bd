//! Ordinary days: taps at every shift, some late, some elsewhere, some missing, and a log in the evening.

use jishi_core::model::{Half, Mode, Shift};

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

/// Somebody's ordinary day.
pub(super) struct OrdinaryDay<'a> {
    pub(super) month: &'a Month,
    /// Their number on the roster.
    pub(super) who: &'a str,
    pub(super) routine: &'a Routine,
    /// The how-manieth they are of those who share their texts: no two write the same on one day.
    pub(super) nth: usize,
    /// How many working days before today.
    pub(super) ago: i64,
    /// When they work.
    pub(super) shifts: &'a [Shift],
    /// The halves for which they have leave.
    pub(super) on_leave: &'a [Half],
}

impl OrdinaryDay<'_> {
    /// What they do, with the minute of the day of each thing.
    pub(super) fn usual(&self) -> Vec<(u16, Usual)> {
        let mut day = self.told_once().map_or_else(|| self.taps(), |tap| vec![tap]);
        day.extend(self.log());
        day
    }

    /// The tap in the morning that tells of a whole day elsewhere.
    fn told_once(&self) -> Option<(u16, Usual)> {
        let (mode, reason) = match self.dice(24, 50) {
            0 => (Mode::BusinessTrip, "到州里送审材料"),
            1 => (Mode::Study, "理论学习中心组集中学习"),
            2 => (Mode::Training, "县委党校业务培训"),
            3 => (Mode::VillageVisit, "到四组走访"),
            _ => return None,
        };
        let whole =
            self.on_leave.is_empty() && !(0_u8..).zip(self.shifts).any(|(shift, _)| self.has_gap(shift));
        let starts = self.shifts.first().filter(|_| whole)?.starts.0;
        let off = 0.0;
        Some((starts - 6, Usual::Tap { mode, reason, off }))
    }

    /// A tap at each shift, and one at its end where they stayed.
    fn taps(&self) -> Vec<(u16, Usual)> {
        let mut taps = Vec::new();
        for (shift, times) in (0_u8..).zip(self.shifts) {
            let (of, half) = (u64::from(shift) * 10, Half::of(times.starts));
            if self.has_gap(shift) || self.on_leave.contains(&half) {
                continue;
            }
            let jitter = self.small(12, of + 1);
            let (mode, reason) = match (self.dice(12, of), half) {
                (1, Half::Afternoon) => (Mode::Meeting, "镇里开会"),
                (2, Half::Afternoon) => (Mode::Out, "到县里报账"),
                _ => (Mode::OnDuty, ""),
            };
            let late = if self.dice(16, of + 2) == 0 { 25 } else { 0 };
            let off = 0.0001 * f64::from(self.small(9, of + 3));
            let tap = Usual::Tap { mode, reason, off };
            taps.push((times.starts.0 + 4 + late - jitter, tap.clone()));
            if mode == Mode::OnDuty {
                taps.push((times.ends.0 + jitter, tap));
            }
        }
        taps
    }

    /// The log in the evening; now and then a day goes by without one.
    fn log(&self) -> Option<(u16, Usual)> {
        let texts = self.month.texts.get(&self.routine.logs)?;
        if self.on_leave.len() == 2 || self.dice(14, 40) == 0 {
            return None;
        }
        let day = usize::try_from(self.ago).ok()?;
        let text = texts.get((self.nth + day).checked_rem(texts.len())?)?;
        Some((1_085 + self.small(110, 42), Usual::Log(text.clone())))
    }

    fn has_gap(&self, shift: u8) -> bool {
        let gap = Gap {
            who: self.who.into(),
            days: self.ago,
            shift,
        };
        self.month.gap.contains(&gap)
    }

    fn dice(&self, sides: u64, of: u64) -> u64 {
        roll(self.who, self.ago, of) % sides
    }

    fn small(&self, sides: u16, of: u64) -> u16 {
        u16::try_from(self.dice(sides.into(), of)).unwrap_or(0)
    }
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
