//! What is offered for the next tap: the likely mode, and the last reasons given in each.

use std::collections::BTreeMap;

use crate::model::{CheckIn, Mode, Timestamp};
use crate::rules::calendar::Calendar;

/// Most reasons that are offered for a mode.
pub const REASONS_OFFERED: usize = 3;

/// What somebody's taps say of the next one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// The mode of today's last tap, otherwise the most frequent one, of equally frequent ones the latest. `None` without taps.
    pub likely: Option<Mode>,
    /// The last different reasons given in each mode, the latest first, at most [`REASONS_OFFERED`].
    pub reasons: BTreeMap<Mode, Vec<String>>,
}

/// What the given taps of one person, in any order, say of one made at `now`.
#[must_use]
pub fn habits(taps: &[CheckIn], calendar: &Calendar, now: Timestamp) -> Habits {
    let mut latest: Vec<&CheckIn> = taps.iter().filter(|tap| tap.done_at <= now).collect();
    latest.sort_unstable_by_key(|tap| std::cmp::Reverse((tap.done_at, tap.id)));
    let today = calendar.day(now);
    let of_today = latest
        .first()
        .filter(|tap| calendar.day(tap.done_at) == today)
        .map(|tap| tap.mode);
    let mut times: BTreeMap<Mode, (usize, Timestamp)> = BTreeMap::new();
    let mut reasons: BTreeMap<Mode, Vec<String>> = BTreeMap::new();
    for tap in latest {
        let (count, last) = times.entry(tap.mode).or_insert((0, tap.done_at));
        *count += 1;
        *last = tap.done_at.max(*last);
        let given = reasons.entry(tap.mode).or_default();
        if tap.mode.needs_reason() && given.len() < REASONS_OFFERED && !given.contains(&tap.reason) {
            given.push(tap.reason.clone());
        }
    }
    reasons.retain(|_, given| !given.is_empty());
    let frequent = times
        .into_iter()
        .max_by_key(|(_, often)| *often)
        .map(|(mode, _)| mode);
    Habits {
        likely: of_today.or(frequent),
        reasons,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CheckInId, PersonId};
    use crate::rules::judge::testing::{calendar, date};

    fn tap(day: &str, minute: u16, mode: Mode, reason: &str) -> CheckIn {
        let at = calendar().at(date(day), minute);
        CheckIn {
            id: CheckInId::new(at),
            person: PersonId::new(Timestamp(0)),
            mode,
            reason: reason.into(),
            place: None,
            done_at: at,
        }
    }

    #[test]
    fn the_likely_mode_is_that_of_today_or_the_most_frequent() {
        let mut taps = vec![
            tap("2026-03-09", 510, Mode::OnDuty, ""),
            tap("2026-03-09", 870, Mode::VillageVisit, "走访"),
            tap("2026-03-10", 510, Mode::OnDuty, ""),
        ];
        let now = calendar().at(date("2026-03-11"), 500);
        assert_eq!(habits(&taps, &calendar(), now).likely, Some(Mode::OnDuty));
        taps.push(tap("2026-03-11", 490, Mode::Meeting, "例会"));
        assert_eq!(habits(&taps, &calendar(), now).likely, Some(Mode::Meeting));
        let tomorrow = calendar().at(date("2026-03-12"), 500);
        assert_eq!(habits(&taps, &calendar(), tomorrow).likely, Some(Mode::OnDuty));
        assert_eq!(habits(&[], &calendar(), now), Habits::default());
    }

    #[test]
    fn the_last_different_reasons_are_offered() {
        let taps: Vec<CheckIn> = ["甲", "乙", "丙", "乙", "丁"]
            .iter()
            .zip(1..)
            .map(|(reason, day)| tap(&format!("2026-03-{day:02}"), 600, Mode::Meeting, reason))
            .collect();
        let now = calendar().at(date("2026-03-20"), 500);
        let habits = habits(&taps, &calendar(), now);
        assert_eq!(habits.reasons[&Mode::Meeting], ["丁", "乙", "丙"]);
        assert!(!habits.reasons.contains_key(&Mode::OnDuty));
    }
}
