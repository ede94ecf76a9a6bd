//! Days of the demo, counted over working days, so that its attendance and leave fall on such.

use chrono::{Datelike as _, NaiveDate, Weekday};
use jishi_core::model::Timestamp;
use jishi_core::rules::calendar::{Calendar, CalendarYear};

/// The demo asks for leave so many working days ahead.
const AHEAD: i64 = -5;

/// Working days around today.
pub(super) struct Days<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) today: NaiveDate,
}

impl<'a> Days<'a> {
    pub(super) fn new(calendar: &'a Calendar, now: Timestamp) -> Self {
        Self {
            calendar,
            today: calendar.day(now),
        }
    }

    /// The years that the demo touches and nobody has published: of Mondays to Fridays, since an invented county may invent
    /// its holidays. Without them it could not be filled around a New Year whose notice is not out.
    pub(super) fn invented(&self) -> Calendar {
        let touched = [self.today, self.working(AHEAD)].map(|day| day.year());
        let lacking = touched
            .into_iter()
            .filter(|year| !self.calendar.years.contains_key(year));
        let plain = |year| {
            let year_of_weekdays = CalendarYear {
                notice: "演示用，只分工作日和周末".into(),
                holidays: vec![],
                makeup: vec![],
                since: None,
            };
            (year, year_of_weekdays)
        };
        Calendar {
            utc_offset_minutes: self.calendar.utc_offset_minutes,
            years: lacking.map(plain).collect(),
        }
    }

    /// The working day so many before today; 0 is today whatever it is, and those to come count below zero.
    pub(super) fn working(&self, ago: i64) -> NaiveDate {
        let mut day = self.today;
        let mut left = ago.unsigned_abs();
        while left > 0 {
            let next = if ago > 0 { day.pred_opt() } else { day.succ_opt() };
            let Some(next) = next else { return day };
            day = next;
            left -= u64::from(self.is_working(day));
        }
        day
    }

    /// A time of day, `HH:MM`, of such a day.
    pub(super) fn at(&self, ago: i64, time: &str) -> Timestamp {
        let minute = time
            .parse()
            .map_or(480, |minute: jishi_core::model::MinuteOfDay| minute.0);
        self.calendar.at(self.working(ago), minute)
    }

    /// Where the year is not published, a demo takes Mondays to Fridays.
    pub(super) fn is_working(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.calendar.kind(day).is_working().unwrap_or(!weekend)
    }
}
