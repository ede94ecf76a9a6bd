//! The section `[leave]`.

use std::collections::BTreeMap;

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::{Datelike as _, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::model::{LeaveKind, Rank};

/// How leave is asked for and granted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeavePolicy {
    /// The kinds that can be asked for.
    pub kinds: BTreeMap<LeaveKind, LeaveKindPolicy>,
    /// Who grants how much: the first step whose days suffice names the lowest rank that may. Days rise; the last has none.
    pub approval: Vec<ApprovalStep>,
}

/// One kind of leave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LeaveKindPolicy {
    /// Which days are counted.
    pub counts: Counts,
    /// Most days in a civil year; without, there is no balance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_per_year: Option<u16>,
    /// The same by years of work, rising, in place of `days_per_year`: who has worked for less than the first step has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days_by_years: Vec<YearsOfWork>,
    /// Days offered when it is asked for the first time.
    pub usual_days: u16,
    /// Whether a reason has to be given.
    pub reason: bool,
}

impl LeaveKindPolicy {
    /// Most days in a civil year for somebody who has worked since `works_since`, as it is on `day`; `None` without a limit.
    /// A step holds from the month after its years are full, as the rules for officials have it (机关事业单位工作人员
    /// 带薪年休假实施办法 of 2008, article 3). Since when somebody works may not be known: then the highest step holds.
    #[must_use]
    pub fn days_in_year(&self, works_since: Option<NaiveDate>, day: NaiveDate) -> Option<u16> {
        let Some(highest) = self.days_by_years.last() else {
            return self.days_per_year;
        };
        let Some(since) = works_since else {
            return Some(highest.days);
        };
        let month = day.with_day(1).unwrap_or(day);
        let is_full = |step: &&YearsOfWork| {
            let full = since.checked_add_months(Months::new(u32::from(step.years) * 12));
            full.is_some_and(|full| full < month)
        };
        let reached = self.days_by_years.iter().take_while(is_full).last();
        Some(reached.map_or(0, |step| step.days))
    }

    /// The most that anybody can have in a year; `None` without a limit.
    #[must_use]
    pub fn most_days(&self) -> Option<u16> {
        self.days_by_years
            .last()
            .map_or(self.days_per_year, |step| Some(step.days))
    }
}

/// What somebody has after so many years of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct YearsOfWork {
    /// Full years of work.
    pub years: u16,
    /// Most days in a civil year.
    pub days: u16,
}

/// Which days of a leave are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Working days of the county's calendar.
    WorkingDays,
    /// All.
    CalendarDays,
}

/// Who may grant leaves up to a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApprovalStep {
    /// Up to so many counted days; without, any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to_days: Option<u16>,
    /// The lowest rank that may grant it.
    pub rank: Rank,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::judge::testing::date;

    #[test]
    fn a_step_holds_from_the_month_after_its_years_are_full() {
        let step = |years, days| YearsOfWork { years, days };
        let annual = LeaveKindPolicy {
            counts: Counts::WorkingDays,
            days_per_year: None,
            days_by_years: vec![step(1, 5), step(10, 10), step(20, 15)],
            usual_days: 1,
            reason: false,
        };
        let since = Some(date("2016-07-15"));
        for (day, days) in [
            ("2016-07-15", 0),
            ("2017-07-31", 0),
            ("2017-08-01", 5),
            ("2026-07-31", 5),
            ("2026-08-01", 10),
            ("2036-08-01", 15),
        ] {
            assert_eq!(annual.days_in_year(since, date(day)), Some(days), "{day}");
        }
        // Full on the last day of July: from August.
        let since = Some(date("2016-07-31"));
        assert_eq!(annual.days_in_year(since, date("2026-08-01")), Some(10));
        // Full on the first of a month is not full before it.
        let since = Some(date("2016-08-01"));
        assert_eq!(annual.days_in_year(since, date("2026-08-31")), Some(5));
        assert_eq!(
            annual.days_in_year(None, date("2026-08-01")),
            Some(15),
            "in doubt for them"
        );
    }
}
