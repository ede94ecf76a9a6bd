//! What an import makes of somebody's postings: days before it keep the unit that they had.

use chrono::NaiveDate;
use jishi_core::model::{Person, Posting, Tenure, UnitId};

use super::parse::Stay;

/// The tenure of somebody whom a roster of `today` puts into `unit`.
#[must_use]
pub(super) fn tenure(before: &Person, unit: UnitId, stay: Stay, today: NaiveDate) -> Tenure {
    let left = match stay {
        Stay::Unsaid => before.tenure.left,
        Stay::Serving => None,
        Stay::Until(day) => Some(day),
    };
    let mut earlier = before.tenure.earlier.clone();
    let yesterday = today.pred_opt().unwrap_or(today);
    let serves = left.is_none_or(|last| last >= today);
    match before.tenure.left {
        // Who comes back owes nothing for the days between.
        Some(last) if last < yesterday && serves => {
            end(&mut earlier, Some(before.unit), last);
            end(&mut earlier, None, yesterday);
        }
        _ if unit != before.unit => end(&mut earlier, Some(before.unit), yesterday),
        _ => {}
    }
    // Moved back on the day on which they were moved.
    if earlier.last().is_some_and(|posting| posting.unit == Some(unit)) {
        earlier.pop();
    }
    Tenure {
        earlier,
        left,
        ..before.tenure
    }
}

/// Ends a posting, unless it did not last a day.
fn end(earlier: &mut Vec<Posting>, unit: Option<UnitId>, until: NaiveDate) {
    if earlier.last().is_none_or(|posting| posting.until < until) {
        earlier.push(Posting { unit, until });
    }
}

#[cfg(test)]
mod tests {
    use jishi_core::model::{PersonId, PersonKind, Rank, Role, Timestamp};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(unit: UnitId) -> Person {
        Person {
            id: PersonId::new(Timestamp(0)),
            name: "韦丽".into(),
            unit,
            post: String::new(),
            rank: Rank::None,
            kind: PersonKind::Ordinary,
            role: Role::Cadre,
            tenure: Tenure::default(),
        }
    }

    /// What imports on some days make of somebody.
    fn after(person: &mut Person, imports: &[(&str, UnitId, Stay)]) {
        for (today, unit, stay) in imports {
            person.tenure = tenure(person, *unit, *stay, day(today));
            person.unit = *unit;
        }
    }

    #[test]
    fn who_is_moved_belongs_to_the_new_unit_from_the_day_of_the_import() {
        let [a, b] = [1, 2].map(|n| UnitId::new(Timestamp(n)));
        let mut moved = person(a);
        after(
            &mut moved,
            &[("2026-03-10", b, Stay::Unsaid), ("2026-03-10", b, Stay::Unsaid)],
        );
        assert_eq!(moved.unit_on(day("2026-03-09")), Some(a));
        assert_eq!(moved.unit_on(day("2026-03-10")), Some(b));
        after(&mut moved, &[("2026-04-01", a, Stay::Unsaid)]);
        assert_eq!(moved.unit_on(day("2026-03-31")), Some(b));
        assert_eq!(moved.unit_on(day("2026-04-01")), Some(a));
        assert_eq!(moved.unit_on(day("2026-03-09")), Some(a));
    }

    #[test]
    fn a_slip_mended_on_its_own_day_leaves_no_trace() {
        let [a, b, c] = [1, 2, 3].map(|n| UnitId::new(Timestamp(n)));
        let mut person = person(a);
        let slips = [
            ("2026-03-10", b, Stay::Unsaid),
            ("2026-03-10", c, Stay::Unsaid),
            ("2026-03-10", a, Stay::Unsaid),
        ];
        after(&mut person, &slips);
        assert!(person.tenure.is_plain(), "{:?}", person.tenure);
    }

    #[test]
    fn who_leaves_and_comes_back_owes_nothing_for_the_days_between() {
        let [a, b] = [1, 2].map(|n| UnitId::new(Timestamp(n)));
        let mut person = person(a);
        let until = Stay::Until(day("2026-03-31"));
        after(
            &mut person,
            &[("2026-03-10", a, until), ("2026-05-04", a, Stay::Unsaid)],
        );
        assert!(person.has_left(day("2026-04-01")), "what was said holds");
        after(&mut person, &[("2026-06-01", b, Stay::Serving)]);
        for (on, unit) in [
            ("2026-03-31", Some(a)),
            ("2026-04-01", None),
            ("2026-05-31", None),
            ("2026-06-01", Some(b)),
        ] {
            assert_eq!(person.unit_on(day(on)), unit, "{on}");
        }
        assert!(!person.has_left(NaiveDate::MAX));
    }

    #[test]
    fn a_last_day_that_was_wrong_is_said_anew() {
        let a = UnitId::new(Timestamp(1));
        let mut person = person(a);
        let last = |text| Stay::Until(day(text));
        after(
            &mut person,
            &[
                ("2026-04-10", a, last("2026-03-31")),
                ("2026-04-20", a, last("2026-04-15")),
            ],
        );
        assert_eq!(person.unit_on(day("2026-04-15")), Some(a));
        assert_eq!(person.unit_on(day("2026-04-16")), None);
        after(&mut person, &[("2026-04-16", a, Stay::Serving)]);
        assert!(
            person.tenure.is_plain(),
            "who comes back the next day was never away"
        );
    }
}
