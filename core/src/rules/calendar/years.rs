//! Years as keys. JSON writes them as text, and inside a tagged enum serde hands them over as it found them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de};

use super::CalendarYear;

/// Years by their number, whether that comes as a number or as text.
pub(super) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<i32, CalendarYear>, D::Error> {
    let years = BTreeMap::<Year, CalendarYear>::deserialize(deserializer)?;
    Ok(years.into_iter().map(|(Year(year), what)| (year, what)).collect())
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Year(i32);

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YearVisitor)
    }
}

struct YearVisitor;

impl de::Visitor<'_> for YearVisitor {
    type Value = Year;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a year")
    }

    fn visit_i64<E: de::Error>(self, year: i64) -> Result<Year, E> {
        i32::try_from(year).map(Year).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, year: u64) -> Result<Year, E> {
        i32::try_from(year).map(Year).map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, year: &str) -> Result<Year, E> {
        year.parse().map(Year).map_err(E::custom)
    }
}
