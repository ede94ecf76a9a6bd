//! The county's calendar: statutory holidays (法定节假日) and make-up workdays (补班), by the State Council's yearly notice.
//! A year without one is [`DayKind::Unpublished`]: nothing is guessed, and no deduction is made on such a day.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::model::{MinuteOfDay, Timestamp};

mod years;

/// The county's calendar and its time zone; the phone's own does not matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Minutes by which the county's civil time is ahead of UTC. China keeps 480 all year.
    pub utc_offset_minutes: i16,
    /// What each published year has.
    #[serde(deserialize_with = "years::read")]
    pub years: BTreeMap<i32, CalendarYear>,
}

/// One year as its notice has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// Number of the notice: 国办发明电〔2025〕7号.
    pub notice: String,
    /// Days off, weekends among them, rising.
    pub holidays: Vec<NaiveDate>,
    /// Weekend days on which one works, rising.
    pub makeup: Vec<NaiveDate>,
}

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

impl Calendar {
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
        } else if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
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
