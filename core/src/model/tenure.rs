//! Where somebody serves, from when and until when (任职), and since when they work at all. What they did is judged by the
//! unit that they belonged to on that day, whatever the roster says today.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Person, UnitId, day};

/// What came before the present unit, and what comes after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tenure {
    /// Earlier postings in the order of their days, each from the day after the one before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Posting>,
    /// The first day of their working life (参加工作时间), here or elsewhere, by which leave is measured; `None` if the
    /// roster does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub works_since: Option<NaiveDate>,
    /// The last day of service, of those who have left or will.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub left: Option<NaiveDate>,
}

/// An earlier posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Posting {
    /// The unit; `None` for days on which they did not serve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Its last day.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub until: NaiveDate,
}

/// Days on which somebody belonged to one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The unit; `None` for days on which they did not serve.
    pub unit: Option<UnitId>,
    /// The first day.
    pub first: NaiveDate,
    /// The last day, not before the first.
    pub last: NaiveDate,
}

impl Tenure {
    /// One unit from the beginning, and no end in sight: as most people have it.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.earlier.is_empty() && self.left.is_none() && self.works_since.is_none()
    }
}

impl Person {
    /// The days of their service by unit, in their order; after the last day of service there are none.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch> + '_ {
        let end = self.tenure.left.unwrap_or(NaiveDate::MAX);
        let present = Posting {
            unit: Some(self.unit),
            until: NaiveDate::MAX,
        };
        let mut first = Some(NaiveDate::MIN);
        let postings = self.tenure.earlier.iter().copied().chain([present]);
        postings.filter_map(move |posting| {
            let stretch = Stretch {
                unit: posting.unit,
                first: first?,
                last: posting.until.min(end),
            };
            first = posting.until.succ_opt();
            (stretch.first <= stretch.last).then_some(stretch)
        })
    }

    /// The unit to which they belong on a day; `None` on days on which they do not serve.
    #[must_use]
    pub fn unit_on(&self, day: NaiveDate) -> Option<UnitId> {
        let mut stretches = self.stretches();
        let found = stretches.find(|stretch| stretch.first <= day && day <= stretch.last);
        found.and_then(|stretch| stretch.unit)
    }

    /// Whether their last day of service lies before `day`.
    #[must_use]
    pub fn has_left(&self, day: NaiveDate) -> bool {
        self.tenure.left.is_some_and(|last| last < day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rank, Role};
    use crate::rules::judge::testing::{County, date};

    #[test]
    fn each_day_has_the_unit_of_that_day() {
        let mut county = County::new();
        let mut person = county.add_person(county.bureau, Rank::None, Role::Cadre);
        assert_eq!(person.unit_on(NaiveDate::MIN), Some(county.bureau));
        assert_eq!(person.unit_on(NaiveDate::MAX), Some(county.bureau));
        let posting = |unit, until| Posting {
            unit,
            until: date(until),
        };
        person.tenure = Tenure {
            earlier: vec![
                posting(Some(county.village), "2026-03-09"),
                posting(None, "2026-03-19"),
                posting(Some(county.township), "2026-03-31"),
            ],
            left: Some(date("2026-06-30")),
            works_since: None,
        };
        for (day, unit) in [
            ("2020-01-01", Some(county.village)),
            ("2026-03-09", Some(county.village)),
            ("2026-03-10", None),
            ("2026-03-19", None),
            ("2026-03-20", Some(county.township)),
            ("2026-03-31", Some(county.township)),
            ("2026-04-01", Some(county.bureau)),
            ("2026-06-30", Some(county.bureau)),
            ("2026-07-01", None),
        ] {
            assert_eq!(person.unit_on(date(day)), unit, "{day}");
            assert_eq!(person.has_left(date(day)), day > "2026-06-30", "{day}");
        }
        // Who left before they were moved never came there.
        person.tenure.left = Some(date("2026-03-25"));
        assert_eq!(person.unit_on(date("2026-03-25")), Some(county.township));
        assert_eq!(person.unit_on(date("2026-03-26")), None);
        assert_eq!(person.unit_on(date("2026-04-01")), None);
    }

    #[test]
    fn a_person_of_before_reads_as_having_one_unit_and_no_end() {
        let mut county = County::new();
        let person = county.add_person(county.bureau, Rank::None, Role::Cadre);
        let text = serde_json::to_string(&person).unwrap();
        assert!(!text.contains("tenure"), "nothing is said of most people: {text}");
        assert_eq!(serde_json::from_str::<Person>(&text).unwrap(), person);
    }
}
