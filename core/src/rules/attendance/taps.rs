//! Which taps of a day say what of which shift.

use super::day::{DayFacts, DayRules};
use crate::model::{Mode, Shift, Timestamp};
use crate::rules::policy::{AttendancePolicy, Cover, SHIFTS_MAX, Trust, Uncertain};
use crate::rules::score::{Seen, Tap};

/// What the taps of a day say of one shift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tapped {
    /// All that fell to it, whatever they are worth.
    pub(super) all: Option<Stretch>,
    /// Those on duty that count, or at least cost nothing.
    pub(super) duty: Option<Stretch>,
    /// Whether one of those counts.
    pub(super) counts: bool,
    /// Those in another mode that reach it.
    pub(super) away: Option<Stretch>,
    /// The first of those that fell to it and were made before it was over: a tap covers nothing that lies behind it.
    own: Option<Tap>,
    /// Whether one in another mode would cover it, and waits until somebody has looked.
    pub(super) waits: bool,
    /// The first of those of the day that were made before it was over.
    of_day: Option<Tap>,
}

/// The first and the last of some taps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: Tap,
    pub(super) last: Tap,
}

/// What the taps of a day, which begins at `from`, say of each of its shifts. Taps of other days say nothing; their order
/// does not matter. One in which there is a doubt says nothing good until somebody has looked, and nothing at all if it
/// does not count then.
pub(super) fn by_shift(facts: DayFacts<'_>, rules: &DayRules<'_>, from: Timestamp) -> [Tapped; SHIFTS_MAX] {
    let mut shifts = [Tapped::default(); SHIFTS_MAX];
    for tap in facts.taps {
        let Some(minute) = minute_of_day(tap.at, from) else {
            continue;
        };
        let doubts = facts.doubts.iter().copied();
        let trust = rules
            .evidence
            .map_or(Trust::Counts, |policy| policy.trust_in(tap.id.0, doubts));
        let own = shift_at(minute, rules.shifts, rules.policy);
        let reach = match tap.mode {
            // Leave comes from what was granted, never from a tap.
            Mode::OnDuty | Mode::Leave => None,
            mode => rules.policy.modes.get(&mode),
        };
        for ((index, hours), shift) in rules.shifts.iter().enumerate().zip(&mut shifts) {
            let not_over = minute <= hours.ends.0;
            if own == Some(index) {
                widen(&mut shift.all, *tap);
                if trust == Trust::Not {
                    continue;
                }
                if reach.is_some() {
                    widen(&mut shift.away, *tap);
                    if trust == Trust::Waits {
                        shift.waits |= not_over;
                    } else if not_over {
                        first(&mut shift.own, *tap);
                    }
                } else if tap.mode == Mode::OnDuty {
                    shift.on_duty(*tap, trust, rules.policy);
                }
            } else if reach == Some(&Cover::Day) && not_over && trust != Trust::Not {
                widen(&mut shift.away, *tap);
                if trust == Trust::Waits {
                    shift.waits = true;
                } else {
                    first(&mut shift.of_day, *tap);
                }
            }
        }
    }
    shifts
}

impl Tapped {
    /// As what it is covered: a shift's own tap names its mode, one for the whole day only where it has none.
    pub(super) fn mode(&self) -> Option<Mode> {
        self.own.or(self.of_day).map(|tap| tap.mode)
    }

    fn on_duty(&mut self, tap: Tap, trust: Trust, policy: &AttendancePolicy) {
        let counts = match tap.seen {
            Seen::Inside => true,
            Seen::Uncertain => policy.uncertain == Uncertain::Counts,
            Seen::NoFix => policy.without_fix == Uncertain::Counts,
            Seen::NoWorkplace => false,
            Seen::Elsewhere => return,
        };
        widen(&mut self.duty, tap);
        self.counts |= counts && trust == Trust::Counts;
    }
}

/// Minutes since the day began at `from`; `None` on other days.
pub(super) fn minute_of_day(at: Timestamp, from: Timestamp) -> Option<u16> {
    let minute = at.since(from).div_euclid(60_000);
    u16::try_from(minute).ok().filter(|minute| *minute < 1_440)
}

/// The shift to which a tap at `minute` falls: the one whose edge is nearest among those open for it. Half-way between
/// two it is an arrival rather than a departure: arriving is always tapped, leaving not everywhere.
fn shift_at(minute: u16, shifts: &[Shift], policy: &AttendancePolicy) -> Option<usize> {
    let mut nearest: Option<(u16, usize)> = None;
    for (index, shift) in shifts.iter().enumerate().take(SHIFTS_MAX) {
        let before = shift.starts.0.saturating_sub(minute);
        let after = minute.saturating_sub(shift.ends.0);
        let apart = before.max(after);
        let open = before <= policy.opens_minutes && after <= policy.closes_minutes;
        if open && nearest.is_none_or(|(least, _)| apart <= least) {
            nearest = Some((apart, index));
        }
    }
    nearest.map(|(_, index)| index)
}

fn first(kept: &mut Option<Tap>, tap: Tap) {
    if kept.is_none_or(|kept| (tap.at, tap.id) < (kept.at, kept.id)) {
        *kept = Some(tap);
    }
}

fn widen(stretch: &mut Option<Stretch>, tap: Tap) {
    let key = |tap: &Tap| (tap.at, tap.id);
    match stretch {
        None => {
            *stretch = Some(Stretch {
                first: tap,
                last: tap,
            });
        }
        Some(stretch) => {
            if key(&tap) < key(&stretch.first) {
                stretch.first = tap;
            }
            if key(&tap) > key(&stretch.last) {
                stretch.last = tap;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MinuteOfDay;
    use crate::rules::judge::testing::policy;

    #[test]
    fn a_tap_falls_to_the_shift_whose_edge_is_nearest() {
        // 08:30–12:00 and 14:30–18:00, open an hour before and two hours after: both are open from 13:30 to 14:00.
        let policy = policy().attendance.unwrap();
        for (time, expected) in [
            ("07:29", None),
            ("07:30", Some(0)),
            ("12:00", Some(0)),
            ("13:29", Some(0)),
            ("13:30", Some(1)),
            ("14:01", Some(1)),
            ("20:00", Some(1)),
            ("20:01", None),
        ] {
            let minute: MinuteOfDay = time.parse().unwrap();
            assert_eq!(shift_at(minute.0, &policy.shifts, &policy), expected, "{time}");
        }
    }

    #[test]
    fn half_way_between_two_shifts_one_arrives() {
        let policy = policy().attendance.unwrap();
        let shift = |starts, ends| Shift {
            starts: MinuteOfDay(starts),
            ends: MinuteOfDay(ends),
        };
        let shifts = [shift(480, 720), shift(780, 1_020)];
        assert_eq!(shift_at(749, &shifts, &policy), Some(0));
        assert_eq!(shift_at(750, &shifts, &policy), Some(1));
    }
}
