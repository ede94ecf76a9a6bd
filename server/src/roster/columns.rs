//! The columns, by their English or Chinese names, in any order.

use csv::StringRecord;

use super::RosterFault;

/// Columns of a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    StaffNo,
    Name,
    Unit,
    UnitKind,
    Post,
    Rank,
    Kind,
    Role,
    LeftOn,
    WorksSince,
}

/// Those that have to be there; after them, those that may.
const COLUMNS: [(Column, &str, &str); 10] = [
    (Column::StaffNo, "staff_no", "工号"),
    (Column::Name, "name", "姓名"),
    (Column::Unit, "unit", "单位"),
    (Column::UnitKind, "unit_kind", "单位类别"),
    (Column::Post, "post", "职务"),
    (Column::Rank, "rank", "级别"),
    (Column::Kind, "kind", "人员类别"),
    (Column::Role, "role", "角色"),
    (Column::LeftOn, "left_on", "离岗日期"),
    (Column::WorksSince, "works_since", "参加工作时间"),
];

impl Column {
    pub(super) fn name(self) -> &'static str {
        COLUMNS[self as usize].1
    }
}

/// Where each column stands.
pub(super) struct Places([Option<usize>; 10]);

impl Places {
    pub(super) fn find(header: &StringRecord) -> Result<Self, RosterFault> {
        let mut places = [None; 10];
        for (place, (which, column, chinese)) in places.iter_mut().zip(COLUMNS) {
            let is_it = |title: &str| title.trim().eq_ignore_ascii_case(column) || title.trim() == chinese;
            let mut found = header.iter().enumerate().filter(|(_, title)| is_it(title));
            match (found.next(), found.next()) {
                (Some((index, _)), None) => *place = Some(index),
                (None, _) if matches!(which, Column::LeftOn | Column::WorksSince) => {}
                _ => return Err(RosterFault::Column { column, chinese }),
            }
        }
        Ok(Self(places))
    }

    /// What stands in a column; `None` where the file does not have it.
    pub(super) fn value<'a>(&self, record: &'a StringRecord, column: Column) -> Option<&'a str> {
        let index = self.0[column as usize]?;
        Some(record.get(index).unwrap_or_default().trim())
    }
}
