//! Times of day.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Minutes since the civil day began, 0 to 1,439; written `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct MinuteOfDay(pub u16);

impl MinuteOfDay {
    /// Where the afternoon begins.
    pub const NOON: Self = Self(720);
}

/// The text is no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time of day is written HH:MM, from 00:00 to 23:59")]
pub struct NotMinuteOfDay;

impl std::str::FromStr for MinuteOfDay {
    type Err = NotMinuteOfDay;

    fn from_str(text: &str) -> Result<Self, NotMinuteOfDay> {
        let [h1, h2, b':', m1, m2] = *text.as_bytes() else {
            return Err(NotMinuteOfDay);
        };
        let digit = |byte: u8| {
            byte.is_ascii_digit()
                .then(|| u16::from(byte - b'0'))
                .ok_or(NotMinuteOfDay)
        };
        let (hour, minute) = (digit(h1)? * 10 + digit(h2)?, digit(m1)? * 10 + digit(m2)?);
        if hour > 23 || minute > 59 {
            return Err(NotMinuteOfDay);
        }
        Ok(Self(hour * 60 + minute))
    }
}

impl std::fmt::Display for MinuteOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for MinuteOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MinuteOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for MinuteOfDay {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$"))
            .description(Some("Time of day in the county, HH:MM"))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for MinuteOfDay {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back() {
        for (text, minute) in [("00:00", 0), ("08:30", 510), ("23:59", 1_439)] {
            assert_eq!(text.parse(), Ok(MinuteOfDay(minute)));
            assert_eq!(MinuteOfDay(minute).to_string(), text);
        }
        for text in ["", "8:30", "24:00", "08:60", "08:3x", "08-30", "+8:30", "08:300"] {
            assert_eq!(text.parse::<MinuteOfDay>(), Err(NotMinuteOfDay), "{text}");
        }
    }
}
