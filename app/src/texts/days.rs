//! Days and half days as people say them.

use chrono::{Datelike as _, NaiveDate, Weekday};
use jishi_core::model::{Half, HalfDay, LeaveSpan};

use super::Texts;
use crate::t;

/// A day with its weekday: `11月24日 周二`.
#[must_use]
pub fn day(texts: &Texts, day: NaiveDate) -> String {
    t!(
        texts,
        "day",
        date = date(texts, day),
        weekday = weekday(texts, day.weekday())
    )
}

/// A day alone: `11月24日`.
#[must_use]
pub fn date(texts: &Texts, day: NaiveDate) -> String {
    let name = month_short(texts, day.month());
    t!(texts, "day-date", name = name, day = day.day())
}

/// A month: `2026年11月`.
#[must_use]
pub fn month(texts: &Texts, day: NaiveDate) -> String {
    let name = month_short(texts, day.month());
    t!(texts, "day-month", year = day.year().to_string(), name = name)
}

/// A half of a day: `11月24日 周二 上午`.
#[must_use]
pub fn half_day(texts: &Texts, half_day: HalfDay) -> String {
    let half = match half_day.half {
        Half::Morning => t!(texts, "half-morning"),
        Half::Afternoon => t!(texts, "half-afternoon"),
    };
    t!(texts, "half-day", day = day(texts, half_day.day), half = half)
}

/// From one half day to another, as short as it can be said.
#[must_use]
pub fn span(texts: &Texts, span: LeaveSpan) -> String {
    let (from, to) = (span.from, span.to);
    if from == to {
        half_day(texts, from)
    } else if from.day == to.day {
        t!(texts, "span-day", day = day(texts, from.day))
    } else if (from.half, to.half) == (Half::Morning, Half::Afternoon) {
        t!(
            texts,
            "span",
            from = day(texts, from.day),
            to = day(texts, to.day)
        )
    } else {
        t!(
            texts,
            "span",
            from = half_day(texts, from),
            to = half_day(texts, to)
        )
    }
}

/// Half days as a number of days: `1.5`.
#[must_use]
pub fn days(half_days: u32) -> String {
    let half = if half_days % 2 == 1 { ".5" } else { "" };
    format!("{}{half}", half_days / 2)
}

/// Half days as days: `1.5 天`.
#[must_use]
pub fn half_days(texts: &Texts, count: u32) -> String {
    let number = days(count);
    // English says one day, and everything else in the plural.
    t!(
        texts,
        "days",
        number = number,
        count = if count == 2 { 1 } else { 2 }
    )
}

/// A weekday in the head of a calendar.
#[must_use]
pub fn weekday_short(texts: &Texts, weekday: Weekday) -> String {
    match weekday {
        Weekday::Mon => t!(texts, "weekday-mon-short"),
        Weekday::Tue => t!(texts, "weekday-tue-short"),
        Weekday::Wed => t!(texts, "weekday-wed-short"),
        Weekday::Thu => t!(texts, "weekday-thu-short"),
        Weekday::Fri => t!(texts, "weekday-fri-short"),
        Weekday::Sat => t!(texts, "weekday-sat-short"),
        Weekday::Sun => t!(texts, "weekday-sun-short"),
    }
}

fn weekday(texts: &Texts, weekday: Weekday) -> String {
    match weekday {
        Weekday::Mon => t!(texts, "weekday-mon"),
        Weekday::Tue => t!(texts, "weekday-tue"),
        Weekday::Wed => t!(texts, "weekday-wed"),
        Weekday::Thu => t!(texts, "weekday-thu"),
        Weekday::Fri => t!(texts, "weekday-fri"),
        Weekday::Sat => t!(texts, "weekday-sat"),
        Weekday::Sun => t!(texts, "weekday-sun"),
    }
}

fn month_short(texts: &Texts, month: u32) -> String {
    t!(texts, "month-short", month = month)
}
