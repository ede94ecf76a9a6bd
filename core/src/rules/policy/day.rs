//! Days in policies: text on the wire, in a policy file also a date as TOML writes it.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{Deserialize as _, Deserializer, Error, MapAccess, Visitor, value::MapAccessDeserializer};

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    deserializer.deserialize_any(Day)
}

struct Day;

impl<'de> Visitor<'de> for Day {
    type Value = NaiveDate;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<NaiveDate, E> {
        text.parse()
            .map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }

    /// The only form in which `toml_edit` hands on a date.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<NaiveDate, A::Error> {
        let value = toml_edit::Datetime::deserialize(MapAccessDeserializer::new(map))?;
        value
            .date
            .filter(|_| value.time.is_none() && value.offset.is_none())
            .and_then(|date| NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into()))
            .ok_or_else(|| A::Error::invalid_value(serde::de::Unexpected::Other("a time"), &self))
    }
}
