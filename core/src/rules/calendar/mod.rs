//! The county's calendar: statutory holidays (法定节假日) and make-up workdays (补班), by the State Council's yearly notice.
//! A year without one is [`DayKind::Unpublished`]: nothing is guessed, and no deduction is made on such a day.

mod days;
#[cfg(feature = "policy-file")]
mod file;

pub use days::{Days, Unpublished};
#[cfg(feature = "policy-file")]
pub use file::read;

use std::collections::BTreeMap;

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::{DateTime, Datelike as _, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::model::{MinuteOfDay, Timestamp, day};

mod years;

/// The county's calendar and its time zone; the phone's own does not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Minutes by which the county's civil time is ahead of UTC. China keeps 480 all year.
    pub utc_offset_minutes: i16,
    /// What each published year has.
    #[serde(deserialize_with = "years::read")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, CalendarYear>))]
    pub years: BTreeMap<i32, CalendarYear>,
}

/// One year as its notice has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// Number of the notice: 国办发明电〔2025〕7号. Where a later one changed it, both.
    pub notice: String,
    /// Days off, rising: every day of each stretch that has a festival in it, its weekend days among them.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub holidays: Vec<NaiveDate>,
    /// Weekend days on which one works, rising.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub makeup: Vec<NaiveDate>,
    /// The day on which the county got it, or its last amendment, where the year had begun by then. What is booked of
    /// earlier days is news on this day, so the time to contest it or to make up for it runs from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub since: Option<NaiveDate>,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// An ordinary working day.
    Workday,
    /// A Saturday or Sunday.
    Weekend,
    /// A day off by the notice.
    Holiday,
    /// A weekend day on which one works.
    Makeup,
    /// Its year's notice is not out.
    Unpublished,
}

impl CalendarYear {
    /// Whether it says of every day what another does.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        (&self.notice, &self.holidays, &self.makeup) == (&other.notice, &other.holidays, &other.makeup)
    }
}

impl DayKind {
    /// Whether one works on it; `None` if nobody can say yet.
    #[must_use]
    pub const fn is_working(self) -> Option<bool> {
        match self {
            Self::Workday | Self::Makeup => Some(true),
            Self::Weekend | Self::Holiday => Some(false),
            Self::Unpublished => None,
        }
    }
}

impl std::fmt::Display for DayKind {
    /// The name that it has on the wire.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Workday => "workday",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
            Self::Makeup => "makeup",
            Self::Unpublished => "unpublished",
        })
    }
}

impl Default for Calendar {
    /// Before a county's own is known: the time that China keeps all year, and no year published.
    fn default() -> Self {
        Self {
            utc_offset_minutes: 480,
            years: BTreeMap::new(),
        }
    }
}

impl Calendar {
    /// The first year without data that has a day in such a stretch of days, both ends in it.
    #[must_use]
    pub fn unpublished_in(&self, first: NaiveDate, last: NaiveDate) -> Option<i32> {
        (first.year()..=last.year()).find(|year| !self.years.contains_key(year))
    }

    /// The day from which anybody could know what was due on `day`: that day, or later if its year was not published.
    #[must_use]
    pub fn known_from(&self, day: NaiveDate) -> NaiveDate {
        let since = self.years.get(&day.year()).and_then(|year| year.since);
        since.map_or(day, |since| since.max(day))
    }

    /// What a day is.
    #[must_use]
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        let Some(year) = self.years.get(&day.year()) else {
            return DayKind::Unpublished;
        };
        if year.holidays.binary_search(&day).is_ok() {
            DayKind::Holiday
        } else if year.makeup.binary_search(&day).is_ok() {
            DayKind::Makeup
        } else if is_weekend(day) {
            DayKind::Weekend
        } else {
            DayKind::Workday
        }
    }

    /// The county's civil day and time of day at a point in time; the edges of time for points that no calendar reaches.
    #[must_use]
    pub fn civil(&self, at: Timestamp) -> (NaiveDate, MinuteOfDay) {
        let local = at.0.saturating_add(i64::from(self.utc_offset_minutes) * 60_000);
        let clock = DateTime::from_timestamp_millis(local).unwrap_or(if local < 0 {
            DateTime::<chrono::Utc>::MIN_UTC
        } else {
            DateTime::<chrono::Utc>::MAX_UTC
        });
        let minute = u16::try_from(local.rem_euclid(86_400_000) / 60_000).unwrap_or(0);
        (clock.date_naive(), MinuteOfDay(minute))
    }

    /// The civil day at a point in time.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> NaiveDate {
        self.civil(at).0
    }

    /// The point in time at which a civil day reaches `minute`; 1,440 is the end of the day.
    #[must_use]
    pub fn at(&self, day: NaiveDate, minute: u16) -> Timestamp {
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
        Timestamp(midnight + (i64::from(minute) - i64::from(self.utc_offset_minutes)) * 60_000)
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn calendar(utc_offset_minutes: i16) -> Calendar {
        let day = |text: &str| text.parse().unwrap();
        let year = CalendarYear {
            notice: "A notice".into(),
            holidays: vec![day("2030-02-02"), day("2030-02-03"), day("2030-02-04")],
            makeup: vec![day("2030-02-09")],
            since: None,
        };
        Calendar {
            utc_offset_minutes,
            years: [(2030, year)].into(),
        }
    }

    #[test]
    fn what_a_day_is() {
        for (day, kind, working) in [
            ("2030-02-01", DayKind::Workday, Some(true)),
            ("2030-02-02", DayKind::Holiday, Some(false)),
            ("2030-02-04", DayKind::Holiday, Some(false)),
            ("2030-02-09", DayKind::Makeup, Some(true)),
            ("2030-02-10", DayKind::Weekend, Some(false)),
            ("2031-02-09", DayKind::Unpublished, None),
        ] {
            let found = calendar(480).kind(day.parse().unwrap());
            assert_eq!((found, found.is_working()), (kind, working), "{day}");
        }
    }

    #[test]
    fn the_county_is_already_in_the_next_day_when_utc_is_not() {
        // 2030-01-01 16:30 UTC.
        let at = Timestamp(1_893_515_400_000);
        assert_eq!(
            calendar(480).civil(at),
            ("2030-01-02".parse().unwrap(), MinuteOfDay(30))
        );
        assert_eq!(calendar(0).day(at), "2030-01-01".parse().unwrap());
    }

    #[test]
    fn the_edges_of_time_have_a_day_too() {
        let calendar = calendar(480);
        assert!(calendar.day(Timestamp(i64::MIN)) < calendar.day(Timestamp(0)));
        assert!(calendar.day(Timestamp(0)) < calendar.day(Timestamp(i64::MAX)));
    }

    proptest! {
        #[test]
        fn day_and_minute_come_back_from_the_point_in_time(
            days in -40_000i32..80_000, minute in 0u16..1_440, offset in -720i16..=840,
        ) {
            let day = NaiveDate::from_num_days_from_ce_opt(719_163 + days).unwrap();
            let calendar = calendar(offset);
            let at = calendar.at(day, minute);
            prop_assert_eq!(calendar.civil(at), (day, MinuteOfDay(minute)));
            prop_assert_eq!(calendar.civil(at.plus(59_999)), (day, MinuteOfDay(minute)));
            prop_assert_eq!(calendar.day(at), day);
            prop_assert_eq!(calendar.at(day, 1_440), calendar.at(day.succ_opt().unwrap(), 0));
        }

        #[test]
        fn a_point_in_time_lies_in_the_minute_that_is_said_of_it(
            millis in -4_000_000_000_000i64..8_000_000_000_000, offset in -720i16..=840,
        ) {
            let calendar = calendar(offset);
            let (day, minute) = calendar.civil(Timestamp(millis));
            let into = Timestamp(millis).since(calendar.at(day, minute.0));
            prop_assert!((0..60_000).contains(&into), "{} ms", into);
        }

        #[test]
        fn kinds_are_what_the_lists_say(days in 0u64..365) {
            let calendar = calendar(480);
            let year = &calendar.years[&2030];
            let day: NaiveDate = "2030-01-01".parse::<NaiveDate>().unwrap() + chrono::Days::new(days);
            let kind = calendar.kind(day);
            prop_assert_eq!(year.holidays.contains(&day), kind == DayKind::Holiday);
            prop_assert_eq!(year.makeup.contains(&day), kind == DayKind::Makeup);
            let ordinary = !year.holidays.contains(&day) && !year.makeup.contains(&day);
            prop_assert_eq!(ordinary && is_weekend(day), kind == DayKind::Weekend);
        }
    }
}
