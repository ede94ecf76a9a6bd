//! The calendar that ships, against a second source, and what is said of bad ones.

#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::{Datelike as _, NaiveDate};
use jishi_core::rules::calendar::{Calendar, DayKind, Unpublished, read};

const SHIPPED: &str = include_str!("../../assets/calendar/cn.toml");

fn shipped() -> Calendar {
    read(SHIPPED).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// All days of these years.
fn days_of(first: i32, last: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(first, 1, 1).unwrap();
    first.iter_days().take_while(move |day| day.year() <= last)
}

#[test]
fn twenty_years_are_published_and_no_others() {
    let calendar = shipped();
    assert_eq!(calendar.utc_offset_minutes, 480);
    assert!(calendar.years.keys().copied().eq(2007..=2026));
    let kinds: Vec<_> = days_of(2007, 2026).map(|day| calendar.kind(day)).collect();
    assert_eq!(kinds.len(), 7_305);
    assert!(!kinds.contains(&DayKind::Unpublished));
    for day in days_of(2006, 2006).chain(days_of(2027, 2027)) {
        assert_eq!(calendar.kind(day), DayKind::Unpublished, "{day}");
    }
    for (first, last, year) in [
        ("2006-12-31", "2007-01-04", 2006),
        ("2026-12-31", "2028-01-01", 2027),
    ] {
        assert_eq!(
            calendar.working_days(day(first), day(last)),
            Err(Unpublished { year })
        );
        assert_eq!(calendar.unpublished_in(day(first), day(last)), Some(year));
    }
    assert_eq!(
        calendar.unpublished_in(day("2007-01-01"), day("2026-12-31")),
        None
    );
}

/// The crate holiday-cn carries the State Council's notices as well, collected by other people. Its 2026 is empty.
#[test]
fn every_day_of_2007_to_2025_is_what_the_second_source_says() {
    let calendar = shipped();
    for day in days_of(2007, 2025) {
        let second = holiday_cn::is_workday(&day.to_string()).unwrap();
        assert_eq!(calendar.kind(day).is_working(), Some(second), "{day}");
    }
}

/// 国办发明电〔2025〕7号, as the newspapers of 5 November 2025 printed it.
#[test]
fn every_day_of_2026_is_what_the_notice_says() {
    let off = [
        ("2026-01-01", "2026-01-03"),
        ("2026-02-15", "2026-02-23"),
        ("2026-04-04", "2026-04-06"),
        ("2026-05-01", "2026-05-05"),
        ("2026-06-19", "2026-06-21"),
        ("2026-09-25", "2026-09-27"),
        ("2026-10-01", "2026-10-07"),
    ];
    let makeup = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"];
    let calendar = shipped();
    for day in days_of(2026, 2026) {
        let text = day.to_string();
        let expected = if off
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&text.as_str()))
        {
            DayKind::Holiday
        } else if makeup.contains(&&text[5..]) {
            DayKind::Makeup
        } else if day.weekday().number_from_monday() > 5 {
            DayKind::Weekend
        } else {
            DayKind::Workday
        };
        assert_eq!(calendar.kind(day), expected, "{day}");
    }
}

/// The Python package chinesecalendar 1.11.0, collected by other people again: what it has for 2026.
#[test]
fn every_day_of_2026_is_what_a_second_source_says() {
    let holidays = [
        "01-01", "01-02", "01-03", "02-15", "02-16", "02-17", "02-18", "02-19", "02-20", "02-21", "02-22",
        "02-23", "04-04", "04-05", "04-06", "05-01", "05-02", "05-03", "05-04", "05-05", "06-19", "06-20",
        "06-21", "09-25", "09-26", "09-27", "10-01", "10-02", "10-03", "10-04", "10-05", "10-06", "10-07",
    ];
    let makeup = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"];
    let calendar = shipped();
    for day in days_of(2026, 2026) {
        let text = day.to_string();
        let working = if day.weekday().number_from_monday() > 5 {
            makeup.contains(&&text[5..])
        } else {
            !holidays.contains(&&text[5..])
        };
        assert_eq!(calendar.kind(day).is_working(), Some(working), "{day}");
        let off = calendar.kind(day) == DayKind::Holiday;
        assert_eq!(off, holidays.contains(&&text[5..]), "{day}");
    }
}

#[test]
fn days_that_later_notices_changed() {
    let calendar = shipped();
    for (text, kind) in [
        // The 70th anniversary of the victory: 国发明电〔2015〕1号.
        ("2015-09-03", DayKind::Holiday),
        ("2015-09-04", DayKind::Holiday),
        ("2015-09-05", DayKind::Holiday),
        ("2015-09-06", DayKind::Makeup),
        // Four days of Labour Day instead of one: 国办发明电〔2019〕3号.
        ("2019-04-28", DayKind::Makeup),
        ("2019-05-02", DayKind::Holiday),
        ("2019-05-05", DayKind::Makeup),
        // The Spring Festival of the epidemic, prolonged to 2 February: 国办发明电〔2020〕1号.
        ("2020-01-31", DayKind::Holiday),
        ("2020-02-01", DayKind::Holiday),
        ("2020-02-03", DayKind::Workday),
        // Days that the next year's notice gives.
        ("2007-12-29", DayKind::Makeup),
        ("2007-12-31", DayKind::Holiday),
        ("2011-12-31", DayKind::Makeup),
        ("2018-12-31", DayKind::Holiday),
    ] {
        assert_eq!(calendar.kind(day(text)), kind, "{text}");
    }
}

/// A stretch of days off that has a festival in it is listed whole, so that its weekend days count as holidays too.
#[test]
fn no_weekend_day_touches_a_holiday() {
    let calendar = shipped();
    let days: Vec<_> = calendar.days(day("2007-01-01"), day("2026-12-31")).collect();
    for pair in days.windows(2) {
        let kinds = [pair[0].1, pair[1].1];
        assert!(
            !(kinds.contains(&DayKind::Weekend) && kinds.contains(&DayKind::Holiday)),
            "{pair:?}"
        );
    }
}

#[test]
fn each_year_names_its_notices() {
    for (year, entry) in shipped().years {
        let first = entry.notice.split('；').next().unwrap();
        assert!(
            first.starts_with(&format!("国办发明电〔{}〕", year - 1)),
            "{year}: {first}"
        );
        assert!(entry.notice.split('；').all(|one| one.ends_with('号')), "{year}");
    }
}

/// A small calendar without fault; line 2 is the offset, 5 the notice, 6 the holidays, 7 the make-up days.
const SMALL: &str = "# 说明
utc_offset = \"+08:00\"

[years.2030]
notice = \"A notice\"
holidays = [2030-01-01, 2030-02-04, 2030-02-05]
makeup = [2030-02-09, 2030-02-10]
";

#[test]
fn bad_calendars_are_refused_with_line_key_and_reason() {
    assert!(read(SMALL).is_ok());
    for (old, new, line, key, reason) in [
        (
            "\"+08:00\"",
            "\"8\"",
            2,
            "utc_offset",
            "has to be written \"+08:00\"",
        ),
        (
            "\"+08:00\"",
            "\"+15:00\"",
            2,
            "utc_offset",
            "from -12:00 to +14:00",
        ),
        ("\"+08:00\"", "480", 2, "utc_offset", "has to be text in quotes"),
        ("utc_offset = \"+08:00\"", "", 1, "utc_offset", "is missing"),
        (
            "utc_offset",
            "utc_ofset",
            2,
            "utc_ofset",
            "allowed here: utc_offset, years",
        ),
        (
            "[years.2030]",
            "[years.203]",
            4,
            "years.203",
            "a year of four digits",
        ),
        ("notice = \"A notice\"", "", 4, "years.2030.notice", "is missing"),
        (
            "\"A notice\"",
            "\" \"",
            5,
            "years.2030.notice",
            "must not be empty",
        ),
        (
            "notice",
            "note",
            5,
            "years.2030.note",
            "allowed here: notice, holidays, makeup",
        ),
        (
            "2030-02-04",
            "2031-02-04",
            6,
            "years.2030.holidays[2]",
            "2031-02-04 is not a day of 2030",
        ),
        (
            "2030-02-05",
            "2030-02-04",
            6,
            "years.2030.holidays[3]",
            "2030-02-04 is there twice",
        ),
        (
            "2030-02-05",
            "2030-01-31",
            6,
            "years.2030.holidays[3]",
            "comes after 2030-02-04",
        ),
        (
            "2030-02-05",
            "2030-02-05T08:00:00",
            6,
            "years.2030.holidays[3]",
            "a date without quotes or time",
        ),
        (
            "2030-02-05",
            "\"2030-02-05\"",
            6,
            "years.2030.holidays[3]",
            "a date without quotes",
        ),
        (
            "holidays = [2030-01-01, 2030-02-04, 2030-02-05]",
            "holidays = \"none\"",
            6,
            "years.2030.holidays",
            "a list of dates",
        ),
        (
            "holidays = [2030-01-01, 2030-02-04, 2030-02-05]",
            "holidays = []",
            6,
            "years.2030.holidays",
            "no year is without",
        ),
        (
            "2030-02-09",
            "2030-02-08",
            7,
            "years.2030.makeup[1]",
            "2030-02-08 is neither",
        ),
        (
            "2030-02-05]",
            "2030-02-05, 2030-02-10]",
            7,
            "years.2030.makeup[2]",
            "among the holidays too",
        ),
        ("2030-02-05", "2030-02-30", 6, "", "this is not TOML"),
    ] {
        let faults = read(&SMALL.replacen(old, new, 1)).unwrap_err();
        let found = faults
            .iter()
            .any(|fault| fault.line == line && fault.key == key && fault.reason.contains(reason));
        assert!(
            found,
            "{old} → {new}: line {line}, {key}: {reason}\nfound: {faults:#?}"
        );
    }
}

#[test]
fn all_faults_of_a_calendar_are_told_at_once_in_the_order_of_lines() {
    let text = SMALL
        .replace("+08:00", "+8")
        .replace("2030-02-04", "2030-12-04")
        .replace("2030-02-09", "2030-02-08");
    let lines: Vec<_> = read(&text).unwrap_err().iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [2, 6, 7]);
}
