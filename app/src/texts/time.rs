//! Points in time and lengths as people say them. Dates and times are those of the county's clocks, which may be others than
//! the phone's.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use jishi_core::model::Timestamp;

use super::Texts;
use crate::t;

const MINUTE: i64 = 60_000;

/// Milliseconds by which the county's clocks are ahead of UTC.
fn ahead(texts: &Texts) -> i64 {
    i64::from(texts.utc_offset_minutes()) * MINUTE
}

fn in_county(texts: &Texts, at: Timestamp) -> NaiveDateTime {
    let shown = at.plus(ahead(texts));
    DateTime::from_timestamp_millis(shown.0)
        .unwrap_or_default()
        .naive_utc()
}

/// Hours and minutes: `09:12`.
#[must_use]
pub fn clock_time(texts: &Texts, at: Timestamp) -> String {
    let at = in_county(texts, at);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// How long ago, as one says it on the day: `3 分钟前`, `昨天 18:20`, `11月3日 09:12`.
/// A time that lies ahead, because clocks differ, is given in full and not as a riddle.
#[must_use]
pub fn relative_time(texts: &Texts, now: Timestamp, then: Timestamp) -> String {
    let passed = now.since(then);
    if (-MINUTE..MINUTE).contains(&passed) {
        return t!(texts, "time-just-now");
    }
    if (MINUTE..60 * MINUTE).contains(&passed) {
        return t!(texts, "time-minutes-ago", minutes = passed / MINUTE);
    }
    let (today, day) = (in_county(texts, now), in_county(texts, then));
    let time = clock_time(texts, then);
    if day.date() == today.date() {
        t!(texts, "time-today", time = time)
    } else if day.date() + TimeDelta::days(1) == today.date() {
        t!(texts, "time-yesterday", time = time)
    } else if day.year() == today.year() {
        t!(
            texts,
            "time-this-year",
            month = day.month(),
            day = day.day(),
            time = time
        )
    } else {
        full_time(texts, then)
    }
}

/// A day and a time, as short as can be: `今天 18:00`, `11月27日 18:00`.
#[must_use]
pub fn day_time(texts: &Texts, now: Timestamp, at: Timestamp) -> String {
    let (today, day) = (in_county(texts, now), in_county(texts, at));
    let time = clock_time(texts, at);
    if day.date() == today.date() {
        t!(texts, "time-today", time = time)
    } else if day.year() == today.year() {
        t!(
            texts,
            "time-this-year",
            month = day.month(),
            day = day.day(),
            time = time
        )
    } else {
        full_time(texts, at)
    }
}

/// The moment at which a clock in the county shows this.
#[must_use]
pub fn at(texts: &Texts, day: NaiveDate, time: NaiveTime) -> Timestamp {
    let shown = day.and_time(time).and_utc().timestamp_millis();
    Timestamp(shown - ahead(texts))
}

/// What calendar and clock in the county show.
#[must_use]
pub fn day_and_time(texts: &Texts, at: Timestamp) -> (NaiveDate, NaiveTime) {
    let shown = in_county(texts, at);
    (shown.date(), shown.time())
}

/// Date and time in full.
#[must_use]
pub fn full_time(texts: &Texts, at: Timestamp) -> String {
    let day = in_county(texts, at);
    let (year, time) = (day.year().to_string(), clock_time(texts, at));
    t!(
        texts,
        "time-full",
        year = year,
        month = day.month(),
        day = day.day(),
        time = time
    )
}

/// A length of sound: `7″`, `1′05″`, as Chinese phones write it.
#[must_use]
pub fn duration(millis: u32) -> String {
    let seconds = millis.div_ceil(1000);
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}″"),
        (minutes, seconds) => format!("{minutes}′{seconds:02}″"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Locale;

    /// 2026-11-23 10:00 in the county.
    const NOW: Timestamp = Timestamp(1_795_399_200_000);

    fn say(locale: Locale, ago_minutes: i64) -> String {
        relative_time(&Texts::new(locale), NOW, NOW.plus(-ago_minutes * MINUTE))
    }

    #[test]
    fn times_are_said_as_on_the_day() {
        let zh = |minutes| say(Locale::Chinese, minutes);
        assert_eq!(zh(0), "刚刚");
        assert_eq!(zh(3), "3 分钟前");
        assert_eq!(zh(59), "59 分钟前");
        assert_eq!(zh(60), "今天 09:00");
        assert_eq!(zh(600), "今天 00:00");
        assert_eq!(zh(601), "昨天 23:59");
        assert_eq!(zh(24 * 60 * 20), "11月3日 10:00");
        assert_eq!(zh(24 * 60 * 400), "2025年10月19日 10:00");
        assert_eq!(zh(-30), "今天 10:30");
    }

    #[test]
    fn and_in_english() {
        let en = |minutes| say(Locale::English, minutes);
        assert_eq!(en(0), "just now");
        assert_eq!(en(1), "1 min ago");
        assert_eq!(en(3), "3 min ago");
        assert_eq!(en(601), "yesterday 23:59");
        assert_eq!(en(24 * 60 * 20), "3 Nov 10:00");
        assert_eq!(en(24 * 60 * 400), "19 Oct 2025 10:00");
    }

    #[test]
    fn deadlines_are_said_as_short_as_can_be() {
        let texts = Texts::new(Locale::Chinese);
        let say = |minutes: i64| day_time(&texts, NOW, NOW.plus(minutes * MINUTE));
        assert_eq!(say(-3), "今天 09:57");
        assert_eq!(say(480), "今天 18:00");
        assert_eq!(say(24 * 60), "11月24日 10:00");
        assert_eq!(say(24 * 60 * 60), "2027年1月22日 10:00");
    }

    #[test]
    fn a_clock_in_the_county_shows_what_was_chosen() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default();
        let texts = Texts::new(Locale::Chinese);
        assert_eq!(at(&texts, day, ten), NOW);
        assert_eq!(day_and_time(&texts, NOW), (day, ten));
    }

    #[test]
    fn the_countys_calendar_says_how_far_its_clocks_are_ahead() {
        let texts = Texts::new(Locale::Chinese).ahead_of_utc(390);
        assert_eq!(clock_time(&texts, NOW), "08:30");
        let (day, time) = day_and_time(&texts, NOW);
        assert_eq!(at(&texts, day, time), NOW);
        // Half past one of the same night: still the day before where clocks are behind.
        let early = NOW.plus(-510 * MINUTE);
        assert_eq!(relative_time(&texts, NOW, early), "今天 00:00");
        assert_eq!(relative_time(&texts, NOW, early.plus(-MINUTE)), "昨天 23:59");
    }

    #[test]
    fn lengths_are_rounded_up() {
        assert_eq!(duration(1), "1″");
        assert_eq!(duration(59_001), "1′00″");
        assert_eq!(duration(65_000), "1′05″");
    }
}
