//! Presence check (到岗到位倒查): on how many days somebody was where their unit is, by GPS evidence.

use super::calendar::Calendar;
use super::policy::PresencePolicy;
use super::score::{Facts, Period, Seen};
use crate::model::PersonKind;

/// Days of the period with at least one tap inside the workplace, in whatever mode. A fix that may lie outside is no
/// evidence; days of rest count like others.
#[must_use]
pub fn days_present(facts: &Facts, calendar: &Calendar, period: Period) -> usize {
    let mut days: Vec<_> = facts
        .taps
        .iter()
        .filter(|tap| tap.seen == Seen::Inside)
        .map(|tap| calendar.day(tap.at))
        .filter(|day| period.contains(*day))
        .collect();
    days.sort_unstable();
    days.dedup();
    days.len()
}

/// Whether so many days in a month are reported for somebody of this kind.
#[must_use]
pub fn is_reported(policy: &PresencePolicy, kind: PersonKind, days: usize) -> bool {
    policy.kinds.contains(&kind) && days < usize::from(policy.days)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::{CheckInId, Mode, Timestamp};
    use crate::rules::score::{Span, Tap};

    fn tap(at: Timestamp, mode: Mode, seen: Seen) -> Tap {
        let id = CheckInId::new(at);
        Tap { id, at, mode, seen }
    }

    #[test]
    fn days_with_evidence_count_once_each() {
        let calendar = Calendar {
            utc_offset_minutes: 480,
            years: [].into(),
        };
        let day = |day| NaiveDate::from_ymd_opt(2016, 12, day).unwrap();
        let at = |day_of_month, minute| calendar.at(day(day_of_month), minute);
        let facts = Facts {
            from: day(1),
            taps: vec![
                tap(at(1, 500), Mode::OnDuty, Seen::Inside),
                tap(at(1, 900), Mode::VillageVisit, Seen::Inside),
                tap(at(2, 500), Mode::OnDuty, Seen::Uncertain),
                tap(at(3, 500), Mode::OnDuty, Seen::Elsewhere),
                // A Sunday, at its very end in the county's time.
                tap(at(4, 1_439), Mode::Out, Seen::Inside),
                tap(
                    calendar.at(NaiveDate::from_ymd_opt(2017, 1, 1).unwrap(), 0),
                    Mode::OnDuty,
                    Seen::Inside,
                ),
            ],
            ..Facts::default()
        };
        assert_eq!(
            days_present(&facts, &calendar, Period::around(day(1), Span::Month)),
            2
        );
    }

    #[test]
    fn fewer_days_than_asked_are_reported_for_those_concerned() {
        let policy = PresencePolicy {
            days: 20,
            kinds: vec![PersonKind::FirstSecretary],
        };
        assert!(is_reported(&policy, PersonKind::FirstSecretary, 19));
        assert!(!is_reported(&policy, PersonKind::FirstSecretary, 20));
        assert!(!is_reported(&policy, PersonKind::Ordinary, 0));
    }
}
