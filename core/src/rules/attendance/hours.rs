//! Working hours: the policy's, or a unit's own.

use chrono::NaiveDate;

use crate::model::{Hours, Shift};
use crate::rules::policy::AttendancePolicy;

/// The shifts that a unit works on a day: its own from the day on which they hold, otherwise the policy's.
#[must_use]
pub fn shifts_on<'a>(hours: &'a [Hours], policy: &'a AttendancePolicy, day: NaiveDate) -> &'a [Shift] {
    hours
        .iter()
        .rev()
        .find(|hours| hours.from <= day)
        .map(|hours| hours.shifts.as_slice())
        .filter(|shifts| !shifts.is_empty())
        .unwrap_or(&policy.shifts)
}

/// Whether shifts follow each other, each longer than nothing.
#[must_use]
pub fn are_in_order(shifts: &[Shift]) -> bool {
    shifts
        .iter()
        .all(|shift| shift.starts < shift.ends && shift.ends.0 < 1_440)
        && shifts.windows(2).all(|pair| pair[0].ends <= pair[1].starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MinuteOfDay;
    use crate::rules::judge::testing::{date, policy};

    fn shift(starts: u16, ends: u16) -> Shift {
        Shift {
            starts: MinuteOfDay(starts),
            ends: MinuteOfDay(ends),
        }
    }

    #[test]
    fn own_hours_hold_from_their_day_and_empty_ones_give_way() {
        let policy = policy().attendance.unwrap();
        let own = vec![shift(540, 1_020)];
        let hours = [
            Hours {
                from: date("2026-05-01"),
                shifts: own.clone(),
            },
            Hours {
                from: date("2026-10-01"),
                shifts: vec![],
            },
        ];
        for (day, expected) in [
            ("2026-04-30", &policy.shifts),
            ("2026-05-01", &own),
            ("2026-09-30", &own),
            ("2026-10-01", &policy.shifts),
        ] {
            assert_eq!(shifts_on(&hours, &policy, date(day)), expected, "{day}");
        }
    }

    #[test]
    fn shifts_follow_each_other() {
        assert!(are_in_order(&[]));
        assert!(are_in_order(&[shift(480, 720), shift(720, 1_000)]));
        assert!(!are_in_order(&[shift(480, 721), shift(720, 1_000)]));
        assert!(!are_in_order(&[shift(480, 480)]));
        assert!(!are_in_order(&[shift(800, 1_000), shift(480, 720)]));
        assert!(!are_in_order(&[shift(800, 1_440)]));
    }
}
