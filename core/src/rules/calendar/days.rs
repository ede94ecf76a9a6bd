//! Days in a row.

use chrono::{Datelike as _, NaiveDate};

use super::{Calendar, CalendarYear, DayKind, is_weekend};

/// A year whose notice is not out: nobody can say which of its days are working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the holidays of {year} have not been published")]
pub struct Unpublished {
    /// Which year; the first of several.
    pub year: i32,
}

impl Calendar {
    /// The days from `first` to `last`, both included, and what each is. Empty if `last` is earlier. Allocates nothing.
    #[must_use]
    pub fn days(&self, first: NaiveDate, last: NaiveDate) -> Days<'_> {
        Days {
            calendar: self,
            next: (first <= last).then_some(first),
            last,
            year: None,
        }
    }

    /// How many working days lie from `first` to `last`, both included.
    ///
    /// # Errors
    /// If a day among them lies in a year whose notice is not out.
    pub fn working_days(&self, first: NaiveDate, last: NaiveDate) -> Result<u32, Unpublished> {
        let mut count = 0;
        for (day, kind) in self.days(first, last) {
            match kind.is_working() {
                Some(working) => count += u32::from(working),
                None => return Err(Unpublished { year: day.year() }),
            }
        }
        Ok(count)
    }

    /// The first working day that is not before `day`.
    ///
    /// # Errors
    /// If a year without notice comes first.
    pub fn working_day_from(&self, day: NaiveDate) -> Result<NaiveDate, Unpublished> {
        for (day, kind) in self.days(day, NaiveDate::MAX) {
            match kind.is_working() {
                Some(true) => return Ok(day),
                Some(false) => {}
                None => return Err(Unpublished { year: day.year() }),
            }
        }
        Err(Unpublished {
            year: NaiveDate::MAX.year(),
        })
    }
}

/// Days in a row and what each is; see [`Calendar::days`]. Each step costs the same, however long the year's lists are.
#[derive(Clone, Debug)]
pub struct Days<'a> {
    calendar: &'a Calendar,
    next: Option<NaiveDate>,
    last: NaiveDate,
    year: Option<Rest<'a>>,
}

/// What is still to come of one year.
#[derive(Clone, Debug)]
struct Rest<'a> {
    year: i32,
    lists: Option<(&'a [NaiveDate], &'a [NaiveDate])>,
}

impl<'a> Rest<'a> {
    fn from(calendar: &'a Calendar, day: NaiveDate) -> Self {
        let not_before = |dates: &'a [NaiveDate]| {
            let passed = dates.partition_point(|date| *date < day);
            dates.get(passed..).unwrap_or_default()
        };
        let lists = |year: &'a CalendarYear| (not_before(&year.holidays), not_before(&year.makeup));
        Self {
            year: day.year(),
            lists: calendar.years.get(&day.year()).map(lists),
        }
    }

    fn kind(&mut self, day: NaiveDate) -> DayKind {
        let Some((holidays, makeup)) = &mut self.lists else {
            return DayKind::Unpublished;
        };
        if takes(holidays, day) {
            DayKind::Holiday
        } else if takes(makeup, day) {
            DayKind::Makeup
        } else if is_weekend(day) {
            DayKind::Weekend
        } else {
            DayKind::Workday
        }
    }
}

/// Whether `day` is the next of these dates; it is taken off then.
fn takes(dates: &mut &[NaiveDate], day: NaiveDate) -> bool {
    match dates.split_first() {
        Some((next, rest)) if *next == day => {
            *dates = rest;
            true
        }
        _ => false,
    }
}

impl Iterator for Days<'_> {
    type Item = (NaiveDate, DayKind);

    fn next(&mut self) -> Option<Self::Item> {
        let day = self.next?;
        self.next = day.succ_opt().filter(|next| *next <= self.last);
        if self.year.as_ref().is_none_or(|rest| rest.year != day.year()) {
            self.year = Some(Rest::from(self.calendar, day));
        }
        let rest = self.year.as_mut()?;
        Some((day, rest.kind(day)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Two years in a row, and a third with a gap between.
    fn calendar() -> Calendar {
        let year = |holidays: &[&str], makeup: &[&str]| CalendarYear {
            notice: "A notice".into(),
            holidays: holidays.iter().map(|text| day(text)).collect(),
            makeup: makeup.iter().map(|text| day(text)).collect(),
            since: None,
        };
        Calendar {
            utc_offset_minutes: 480,
            years: [
                (
                    2029,
                    year(&["2029-01-01", "2029-12-30", "2029-12-31"], &["2029-12-29"]),
                ),
                (
                    2030,
                    year(&["2030-01-01", "2030-02-04", "2030-02-05"], &["2030-02-09"]),
                ),
                (2032, year(&["2032-01-01"], &[])),
            ]
            .into(),
        }
    }

    fn days() -> impl Strategy<Value = NaiveDate> {
        (0..1_600u64).prop_map(|after| day("2028-11-15") + chrono::Days::new(after))
    }

    proptest! {
        #[test]
        fn a_row_of_days_says_of_each_what_the_day_alone_says(first in days(), last in days()) {
            let calendar = calendar();
            let row: Vec<_> = calendar.days(first, last).collect();
            let alone: Vec<_> = first
                .iter_days()
                .take_while(|day| *day <= last)
                .map(|day| (day, calendar.kind(day)))
                .collect();
            prop_assert_eq!(row, alone);
        }

        #[test]
        fn working_days_add_up(first in days(), middle in days(), last in days()) {
            let mut days = [first, middle, last];
            days.sort_unstable();
            let [first, middle, last] = days;
            let calendar = calendar();
            let whole = calendar.working_days(first, last);
            let parts = calendar
                .working_days(first, middle)
                .and_then(|before| Ok(before + calendar.working_days(middle + chrono::Days::new(1), last)?));
            prop_assert_eq!(whole, parts);
        }

        #[test]
        fn the_next_working_day_is_one_and_none_lies_before_it(from in days()) {
            let calendar = calendar();
            match calendar.working_day_from(from) {
                Ok(found) => {
                    prop_assert_eq!(calendar.kind(found).is_working(), Some(true));
                    prop_assert_eq!(calendar.working_days(from, found), Ok(1));
                }
                Err(Unpublished { year }) => {
                    prop_assert!(year >= from.year());
                    prop_assert!(!calendar.years.contains_key(&year));
                }
            }
        }
    }

    #[test]
    fn a_make_up_day_counts_and_a_holiday_does_not() {
        let calendar = calendar();
        for (first, last, expected) in [
            ("2029-12-29", "2029-12-31", Ok(1)),
            ("2029-12-28", "2030-01-02", Ok(3)),
            ("2030-02-04", "2030-02-10", Ok(4)),
            ("2030-02-10", "2030-02-04", Ok(0)),
            ("2028-12-31", "2029-01-02", Err(Unpublished { year: 2028 })),
            ("2030-12-31", "2032-01-02", Err(Unpublished { year: 2031 })),
        ] {
            assert_eq!(
                calendar.working_days(day(first), day(last)),
                expected,
                "{first} to {last}"
            );
        }
    }

    #[test]
    fn the_last_day_of_all_ends_the_row() {
        assert_eq!(calendar().days(NaiveDate::MAX, NaiveDate::MAX).count(), 1);
    }
}
