//! Reading a roster: UTF-8 with or without BOM, or GB18030, as Excel in China saves it.

use std::collections::HashMap;

use chrono::NaiveDate;
use csv::{ReaderBuilder, StringRecord, Trim};
use encoding_rs::GB18030;
use jishi_core::model::{PersonKind, Rank, Role, UnitKind};

use super::RosterFault;
use super::columns::{Column, Places};
use super::words::{self, allowed, find};

/// Longest value of a column, in characters.
const VALUE_MAX: usize = 100;
/// Most levels of units.
const DEPTH_MAX: usize = 8;

/// One person of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// Unique number.
    pub staff_no: String,
    /// Name; may repeat.
    pub name: String,
    /// Names of units from the county down to theirs.
    pub unit: Vec<String>,
    /// What the last of these is.
    pub unit_kind: UnitKind,
    /// Post.
    pub post: String,
    /// Rank.
    pub rank: Rank,
    /// How they are employed.
    pub kind: PersonKind,
    /// What they do in the system.
    pub role: Role,
    /// Whether they stay.
    pub stay: Stay,
    /// The first day of their working life; `None` if the file does not say, and what was said before holds.
    pub works_since: Option<NaiveDate>,
}

/// What a roster says of somebody's last day of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// Nothing: the file has no such column, and what was said before holds.
    Unsaid,
    /// They serve, and no end is known.
    Serving,
    /// They serve until this day, and no longer.
    Until(NaiveDate),
}

/// Reads a roster.
///
/// # Errors
/// The first [`RosterFault`].
pub fn read_roster(bytes: &[u8]) -> Result<Vec<RosterRow>, RosterFault> {
    let text = decode(bytes)?;
    let mut reader = ReaderBuilder::new()
        .trim(Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| broken(&error))?.clone();
    let places = Places::find(&header)?;
    let mut rows = Vec::new();
    let mut checks = Checks::default();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error))?;
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = Line {
            number: record.position().map_or(0, csv::Position::line),
            record,
            places: &places,
        };
        let row = line.read()?;
        checks.add(&line, &row)?;
        rows.push(row);
    }
    if rows.is_empty() {
        Err(RosterFault::Empty)
    } else {
        Ok(rows)
    }
}

fn decode(bytes: &[u8]) -> Result<String, RosterFault> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.trim_start_matches('\u{feff}').to_owned());
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned)
        .ok_or(RosterFault::Encoding)
}

fn broken(error: &csv::Error) -> RosterFault {
    RosterFault::Line {
        line: error.position().map_or(1, csv::Position::line),
        cause: error.to_string(),
    }
}

struct Line<'a> {
    number: u64,
    record: StringRecord,
    places: &'a Places,
}

impl Line<'_> {
    fn read(&self) -> Result<RosterRow, RosterFault> {
        let unit: Vec<String> = self
            .text(Column::Unit)?
            .split(['/', '／'])
            .map(|name| name.trim().to_owned())
            .collect();
        if unit.len() > DEPTH_MAX || unit.iter().any(String::is_empty) {
            let allowed = "a path of names from the county down, such as 青岚县/云溪镇/石门村";
            return Err(self.fault(Column::Unit, allowed));
        }
        Ok(RosterRow {
            staff_no: self.text(Column::StaffNo)?,
            name: self.text(Column::Name)?,
            unit,
            unit_kind: self.word(Column::UnitKind, words::UNIT_KINDS)?,
            post: self.optional(Column::Post)?,
            rank: self.word(Column::Rank, words::RANKS)?,
            kind: self.word(Column::Kind, words::KINDS)?,
            role: self.word(Column::Role, words::ROLES)?,
            stay: self.stay()?,
            works_since: self.date(
                Column::WorksSince,
                "the day on which they began to work, such as 2010-07-01; or nothing",
            )?,
        })
    }

    fn value(&self, column: Column) -> &str {
        self.places.value(&self.record, column).unwrap_or_default()
    }

    fn stay(&self) -> Result<Stay, RosterFault> {
        if self.places.value(&self.record, Column::LeftOn).is_none() {
            return Ok(Stay::Unsaid);
        }
        let allowed = "the last day of service, such as 2026-03-31; or nothing";
        let left = self.date(Column::LeftOn, allowed)?;
        Ok(left.map_or(Stay::Serving, Stay::Until))
    }

    /// As people write a date, and as Excel turns it; `None` where nothing stands.
    fn date(&self, column: Column, allowed: &str) -> Result<Option<NaiveDate>, RosterFault> {
        let text = self.value(column);
        if text.is_empty() {
            return Ok(None);
        }
        let read = |format: &&str| NaiveDate::parse_from_str(text, format).ok();
        let day = ["%Y-%m-%d", "%Y/%m/%d"].iter().find_map(read);
        day.map(Some).ok_or_else(|| self.fault(column, allowed))
    }

    fn text(&self, column: Column) -> Result<String, RosterFault> {
        let text = self.optional(column)?;
        if text.is_empty() {
            Err(self.fault(column, "something must stand there"))
        } else {
            Ok(text)
        }
    }

    fn optional(&self, column: Column) -> Result<String, RosterFault> {
        let text = self.value(column);
        if text.chars().count() > VALUE_MAX || text.chars().any(char::is_control) {
            let allowed = format!("at most {VALUE_MAX} characters, on one line");
            return Err(self.fault(column, allowed));
        }
        Ok(text.to_owned())
    }

    fn word<T: Copy>(&self, column: Column, words: &'static [(T, &[&str])]) -> Result<T, RosterFault> {
        find(words, self.value(column)).ok_or_else(|| self.fault(column, allowed(words)))
    }

    fn fault(&self, column: Column, allowed: impl Into<String>) -> RosterFault {
        RosterFault::Value {
            line: self.number,
            column: column.name(),
            value: self.value(column).chars().take(VALUE_MAX).collect(),
            allowed: allowed.into(),
        }
    }
}

/// What must fit between the lines.
#[derive(Default)]
struct Checks {
    numbers: HashMap<String, u64>,
    units: HashMap<Vec<String>, (UnitKind, u64)>,
    county: Option<String>,
}

impl Checks {
    fn add(&mut self, line: &Line<'_>, row: &RosterRow) -> Result<(), RosterFault> {
        if let Some(first) = self.numbers.insert(row.staff_no.clone(), line.number) {
            return Err(line.fault(
                Column::StaffNo,
                format!("each number once; it stands in line {first} too"),
            ));
        }
        let known = self
            .units
            .entry(row.unit.clone())
            .or_insert((row.unit_kind, line.number));
        if known.0 != row.unit_kind {
            return Err(line.fault(
                Column::UnitKind,
                format!("line {} says otherwise of this unit", known.1),
            ));
        }
        if (row.unit.len() == 1) != (row.unit_kind == UnitKind::County) {
            return Err(line.fault(
                Column::UnitKind,
                "the first name of a path is the county, and only that",
            ));
        }
        let county = self.county.get_or_insert_with(|| row.unit[0].clone());
        if *county != row.unit[0] {
            let allowed = format!("one county in a file; the lines above are of {county}");
            return Err(line.fault(Column::Unit, allowed));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "工号,姓名,单位,单位类别,职务,级别,人员类别,角色\n";

    fn read(text: &str) -> Result<Vec<RosterRow>, String> {
        read_roster(text.as_bytes()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn chinese_and_english_mean_the_same_in_every_encoding() {
        let chinese = format!("{HEADER}001,韦丽,青岚县/云溪镇/石门村,村,驻村干部,股级,驻村干部,干部\n");
        let english = "name,staff_no,unit,unit_kind,post,rank,kind,role\r\n\
            韦丽,001,青岚县／云溪镇/石门村,village,驻村干部,section,village_stationed,cadre\r\n";
        let rows = read(&chinese).unwrap();
        assert_eq!(rows[0].unit, ["青岚县", "云溪镇", "石门村"]);
        assert_eq!(rows[0].rank, Rank::Section);
        assert_eq!(rows, read(english).unwrap());
        assert_eq!(rows, read(&format!("\u{feff}{chinese}")).unwrap());
        let (gb18030, _, _) = GB18030.encode(&chinese);
        assert_eq!(rows, read_roster(&gb18030).unwrap());
    }

    #[test]
    fn the_last_day_of_service_may_be_said_and_need_not() {
        let rows = read(&format!("{HEADER}1,a,青岚县,县,,,,\n")).unwrap();
        assert_eq!(rows[0].stay, Stay::Unsaid);
        let header = HEADER.replace('\n', ",离岗日期\n");
        let rows = read(&format!(
            "{header}1,a,青岚县,县,,,,,\n2,b,青岚县,县,,,,,2026-03-31\n3,c,青岚县,县,,,,,2026/3/31\n"
        ));
        let stays: Vec<Stay> = rows.unwrap().iter().map(|row| row.stay).collect();
        let last = Stay::Until("2026-03-31".parse().unwrap());
        assert_eq!(stays, [Stay::Serving, last, last]);
        let message = read(&format!("{header}1,a,青岚县,县,,,,,三月底\n")).unwrap_err();
        assert!(
            message.starts_with("line 2, column left_on: “三月底” is not allowed; the last day"),
            "{message}"
        );
        assert!(
            read(&header.replace('\n', ",left_on\n"))
                .unwrap_err()
                .contains("the column left_on (离岗日期) must be there once")
        );
    }

    #[test]
    fn since_when_they_work_may_be_said_and_need_not() {
        let header = HEADER.replace('\n', ",参加工作时间\n");
        let rows = read(&format!(
            "{header}1,a,青岚县,县,,,,,\n2,b,青岚县,县,,,,,2010/7/1\n"
        ))
        .unwrap();
        let since: Vec<_> = rows.iter().map(|row| row.works_since).collect();
        assert_eq!(since, [None, Some("2010-07-01".parse().unwrap())]);
        let message = read(&format!("{header}1,a,青岚县,县,,,,,十年前\n")).unwrap_err();
        assert!(
            message.starts_with("line 2, column works_since: “十年前” is not allowed"),
            "{message}"
        );
    }

    #[test]
    fn a_fault_says_where_it_is_and_what_is_allowed() {
        let table = [
            (
                "001,韦丽,青岚县,县,,大,,",
                "line 2, column rank: “大” is not allowed; allowed: none = 无; section = 股级",
            ),
            (
                "001,,青岚县,县,,,,",
                "line 2, column name: “” is not allowed; something must stand there",
            ),
            (
                "001,韦丽,青岚县//x,村,,,,",
                "line 2, column unit: “青岚县//x” is not allowed",
            ),
            (
                "001,韦丽,青岚县/x,县,,,,",
                "line 2, column unit_kind: “县” is not allowed; the first name",
            ),
            (
                "1,a,青岚县,县,,,,\n1,b,青岚县,县,,,,",
                "line 3, column staff_no: “1” is not allowed; each number once; it stands in line 2",
            ),
            (
                "1,a,青岚县/x,村,,,,\n2,b,青岚县/x,镇,,,,",
                "line 3, column unit_kind: “镇” is not allowed; line 2 says",
            ),
            (
                "1,a,青岚县,县,,,,\n2,b,别县,县,,,,",
                "line 3, column unit: “别县” is not allowed; one county",
            ),
        ];
        for (lines, expected) in table {
            let message = read(&format!("{HEADER}{lines}\n")).unwrap_err();
            assert!(message.starts_with(expected), "{message}");
        }
        assert!(
            read("工号,姓名\n")
                .unwrap_err()
                .contains("the column unit (单位) must be there once")
        );
        assert_eq!(read(HEADER).unwrap_err(), "the file lists nobody");
        assert_eq!(read_roster(&[0xff, 0xff, 0x00]), Err(RosterFault::Encoding));
    }
}
