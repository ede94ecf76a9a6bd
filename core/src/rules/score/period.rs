//! The stretches of time over which points are added up.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::model::day;

/// Civil days from the first to the last, both in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Period {
    /// The first day.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub first: NaiveDate,
    /// The last day, not before the first.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub last: NaiveDate,
}

/// The lengths in which the county adds up: month by month, compared by quarter, stars by half-year, assessed by year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// 日.
    Day,
    /// 月累积.
    Month,
    /// 季度评比.
    Quarter,
    /// 半年星级评定.
    HalfYear,
    /// 年度考核.
    Year,
}

impl Span {
    /// The name in a query string, which is that on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::Year => "year",
        }
    }

    const fn months(self) -> Option<u32> {
        match self {
            Self::Day => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::HalfYear => Some(6),
            Self::Year => Some(12),
        }
    }
}

impl Period {
    /// One day.
    #[must_use]
    pub const fn day(day: NaiveDate) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// The stretch of that length in which `day` lies.
    #[must_use]
    pub fn around(day: NaiveDate, span: Span) -> Self {
        let Some(months) = span.months() else {
            return Self::day(day);
        };
        let first = day
            .with_day(1)
            .and_then(|first| first.checked_sub_months(Months::new(day.month0() % months)))
            .unwrap_or(day);
        let last = first
            .checked_add_months(Months::new(months))
            .and_then(|next| next.pred_opt())
            .unwrap_or(NaiveDate::MAX);
        Self { first, last }
    }

    /// The stretch of the same length before this one.
    #[must_use]
    pub fn before(self, span: Span) -> Self {
        Self::around(self.first.pred_opt().unwrap_or(self.first), span)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Its days in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// What both have in common, if anything.
    #[must_use]
    pub fn within(self, other: Self) -> Option<Self> {
        let both = Self {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        };
        (both.first <= both.last).then_some(both)
    }

    /// Longer by so many days at both ends.
    #[must_use]
    pub fn widened(self, days: u64) -> Self {
        Self {
            first: self
                .first
                .checked_sub_days(Days::new(days))
                .unwrap_or(NaiveDate::MIN),
            last: self
                .last
                .checked_add_days(Days::new(days))
                .unwrap_or(NaiveDate::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days() -> impl Strategy<Value = NaiveDate> {
        (0_i32..40_000).prop_map(|days| NaiveDate::from_epoch_days(days).unwrap())
    }

    fn spans() -> impl Strategy<Value = Span> {
        prop::sample::select(vec![
            Span::Day,
            Span::Month,
            Span::Quarter,
            Span::HalfYear,
            Span::Year,
        ])
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_span_has_its_wire_name() {
        for span in [Span::Day, Span::Month, Span::Quarter, Span::HalfYear, Span::Year] {
            assert_eq!(serde_json::to_value(span).unwrap(), span.name());
        }
    }

    #[test]
    fn the_county_counts_like_this() {
        let day = date("2026-08-31");
        for (span, first, last) in [
            (Span::Day, "2026-08-31", "2026-08-31"),
            (Span::Month, "2026-08-01", "2026-08-31"),
            (Span::Quarter, "2026-07-01", "2026-09-30"),
            (Span::HalfYear, "2026-07-01", "2026-12-31"),
            (Span::Year, "2026-01-01", "2026-12-31"),
        ] {
            let expected = Period {
                first: date(first),
                last: date(last),
            };
            assert_eq!(Period::around(day, span), expected);
        }
    }

    proptest! {
        #[test]
        fn every_day_lies_in_its_own_stretch_and_stretches_follow_each_other(day in days(), span in spans()) {
            let here = Period::around(day, span);
            prop_assert!(here.contains(day));
            prop_assert_eq!(Period::around(here.first, span), here);
            prop_assert_eq!(Period::around(here.last, span), here);
            prop_assert_eq!(here.before(span).last.succ_opt(), Some(here.first));
        }

        #[test]
        fn longer_stretches_are_made_of_shorter_ones(day in days()) {
            let mut all = [Span::Day, Span::Month, Span::Quarter, Span::HalfYear, Span::Year]
                .map(|span| Period::around(day, span));
            all.reverse();
            for pair in all.windows(2) {
                prop_assert_eq!(pair[1].within(pair[0]), Some(pair[1]));
            }
        }
    }
}
