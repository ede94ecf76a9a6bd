//! The calendar as the county's clerk writes it: `assets/calendar/cn.toml`, which explains itself.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use toml_edit::{Item, TableLike};

use super::{Calendar, CalendarYear, is_weekend};
use crate::rules::file::{FileFault, Source, joined};

/// Reads a calendar.
///
/// # Errors
/// Every fault of the file, in the order of its lines; of a text that is no TOML, the first.
pub fn read(text: &str) -> Result<Calendar, Vec<FileFault>> {
    let (source, document) = Source::parse(text).map_err(|fault| vec![fault])?;
    let mut reader = Reader {
        source,
        faults: Vec::new(),
    };
    let calendar = reader.calendar(document.as_table());
    if reader.faults.is_empty() {
        return Ok(calendar);
    }
    reader.faults.sort_by_key(|fault| (fault.line, fault.column));
    Err(reader.faults)
}

/// Reads on after a fault with whatever is left, so that all are found at once.
struct Reader<'a> {
    source: Source<'a>,
    faults: Vec<FileFault>,
}

impl Reader<'_> {
    fn calendar(&mut self, file: &dyn TableLike) -> Calendar {
        self.only("", file, &["utc_offset", "years"]);
        let offset = self.text("", file, "utc_offset");
        let utc_offset_minutes = offset_minutes(&offset).unwrap_or_else(|| {
            if !offset.is_empty() {
                self.fault(
                    "utc_offset",
                    "has to be written \"+08:00\", from -12:00 to +14:00",
                );
            }
            0
        });
        let mut years = BTreeMap::new();
        match file.get("years").map(Item::as_table_like) {
            Some(Some(sections)) => {
                for (name, item) in sections.iter() {
                    if let Some((year, section)) = self.year_section(name, item) {
                        years.insert(year, self.year(year, section));
                    }
                }
            }
            Some(None) => self.fault("years", "has to be sections: [years.2026]"),
            None => self.fault("years", "is missing"),
        }
        Calendar {
            utc_offset_minutes,
            years,
        }
    }

    fn year_section<'i>(&mut self, name: &str, item: &'i Item) -> Option<(i32, &'i dyn TableLike)> {
        let key = joined("years", name);
        let year = name
            .parse()
            .ok()
            .filter(|year| (1949..=9999).contains(year) && name.len() == 4);
        if year.is_none() {
            self.fault(&key, "has to be a year of four digits: [years.2026]");
        }
        let section = item.as_table_like();
        if section.is_none() {
            self.fault(&key, "has to be a section: [years.2026]");
        }
        year.zip(section)
    }

    fn year(&mut self, year: i32, section: &dyn TableLike) -> CalendarYear {
        let key = joined("years", &year.to_string());
        self.only(&key, section, &["notice", "holidays", "makeup"]);
        let notice = self.text(&key, section, "notice");
        let holidays = self.dates(&key, section, "holidays", year);
        let makeup = self.dates(&key, section, "makeup", year);
        if holidays.is_empty() && section.contains_key("holidays") {
            self.fault(
                &joined(&key, "holidays"),
                "has to name the days off; no year is without",
            );
        }
        let makeup_key = joined(&key, "makeup");
        for (number, day) in &makeup {
            let key = format!("{makeup_key}[{number}]");
            if !is_weekend(*day) {
                self.fault(
                    &key,
                    format!("has to be a Saturday or Sunday, but {day} is neither"),
                );
            }
            if holidays.iter().any(|(_, holiday)| holiday == day) {
                self.fault(
                    &key,
                    format!("{day} is among the holidays too; one of the two has to go"),
                );
            }
        }
        let days = |list: Vec<(usize, NaiveDate)>| list.into_iter().map(|(_, day)| day).collect();
        CalendarYear {
            notice,
            holidays: days(holidays),
            makeup: days(makeup),
            since: None,
        }
    }

    /// The dates of a list, each with its number from 1.
    fn dates(
        &mut self,
        section: &str,
        table: &dyn TableLike,
        name: &str,
        year: i32,
    ) -> Vec<(usize, NaiveDate)> {
        let key = joined(section, name);
        let Some(item) = table.get(name) else {
            self.fault(&key, "is missing");
            return Vec::new();
        };
        let Some(list) = item.as_array() else {
            self.fault(&key, "has to be a list of dates: [2026-01-01, 2026-01-02]");
            return Vec::new();
        };
        let mut dates: Vec<(usize, NaiveDate)> = Vec::with_capacity(list.len());
        for (number, value) in (1..).zip(list.iter()) {
            let key = format!("{key}[{number}]");
            let Some(day) = value.as_datetime().and_then(civil_date) else {
                self.fault(&key, "has to be a date without quotes or time: 2026-01-01");
                continue;
            };
            if day.year() != year {
                self.fault(&key, format!("{day} is not a day of {year}"));
            }
            if let Some((_, before)) = dates.last() {
                if day == *before {
                    self.fault(&key, format!("{day} is there twice"));
                } else if day < *before {
                    self.fault(
                        &key,
                        format!("{day} comes after {before}; the earlier has to come first"),
                    );
                }
            }
            dates.push((number, day));
        }
        dates
    }

    /// A text that says something; empty after a fault.
    fn text(&mut self, section: &str, table: &dyn TableLike, name: &str) -> String {
        let key = joined(section, name);
        match table.get(name).map(Item::as_str) {
            Some(Some(text)) if !text.trim().is_empty() => text.into(),
            Some(Some(_)) => {
                self.fault(&key, "must not be empty");
                String::new()
            }
            Some(None) => {
                self.fault(&key, "has to be text in quotes");
                String::new()
            }
            None => {
                self.fault(&key, "is missing");
                String::new()
            }
        }
    }

    fn only(&mut self, section: &str, table: &dyn TableLike, allowed: &[&str]) {
        for (name, _) in table.iter().filter(|(name, _)| !allowed.contains(name)) {
            let reason = format!("is no key of this file; allowed here: {}", allowed.join(", "));
            self.fault(&joined(section, name), reason);
        }
    }

    fn fault(&mut self, key: &str, reason: impl Into<String>) {
        self.faults.push(self.source.fault(key, reason));
    }
}

fn civil_date(value: &toml_edit::Datetime) -> Option<NaiveDate> {
    if value.time.is_some() || value.offset.is_some() {
        return None;
    }
    let date = value.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

fn offset_minutes(text: &str) -> Option<i16> {
    let (sign, time) = match text.split_at_checked(1)? {
        ("+", time) => (1, time),
        ("-", time) => (-1, time),
        _ => return None,
    };
    // Civil times reach from 00:00 to 23:59; offsets do not go that far.
    let crate::model::MinuteOfDay(minutes) = time.parse().ok()?;
    let offset = sign * i16::try_from(minutes).ok()?;
    (-720..=840).contains(&offset).then_some(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_of_the_clock() {
        for (text, minutes) in [
            ("+08:00", Some(480)),
            ("-03:30", Some(-210)),
            ("+00:00", Some(0)),
            ("+14:00", Some(840)),
            ("+14:01", None),
            ("-12:01", None),
            ("08:00", None),
            ("+8:00", None),
            ("+08：00", None),
            ("", None),
            ("时", None),
        ] {
            assert_eq!(offset_minutes(text), minutes, "{text}");
        }
    }
}
