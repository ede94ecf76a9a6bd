//! Points.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Points in hundredths, so that sums are exact; on the wire and in policy files a decimal number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Points(pub i32);

impl Points {
    /// None.
    pub const ZERO: Self = Self(0);

    /// Whole points.
    #[must_use]
    pub const fn whole(points: i32) -> Self {
        Self(points.saturating_mul(100))
    }

    /// As a decimal number. Exact: hundredths below 2^31 fit an `f64`, and the nearest decimal comes back.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// From a decimal number.
    ///
    /// # Errors
    /// If it has more than two decimal places, or is too large.
    pub fn from_f64(points: f64) -> Result<Self, NotPoints> {
        let hundredths = (points * 100.0).round();
        // Not a number is neither small enough nor near enough.
        let fits = hundredths.abs() <= f64::from(i32::MAX) && (hundredths - points * 100.0).abs() <= 1e-6;
        if !fits {
            return Err(NotPoints);
        }
        #[expect(clippy::cast_possible_truncation, reason = "whole and within i32, as just tested")]
        Ok(Self(hundredths as i32))
    }
}

/// The number cannot be points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("points have at most two decimal places")]
pub struct NotPoints;

impl std::ops::Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, |sum, points| sum + points)
    }
}

impl std::fmt::Display for Points {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match size % 100 {
            0 => write!(f, "{sign}{}", size / 100),
            rest if rest % 10 == 0 => write!(f, "{sign}{}.{}", size / 100, rest / 10),
            rest => write!(f, "{sign}{}.{rest:02}", size / 100),
        }
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_f64())
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_f64(f64::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Points {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::Number)
            .description(Some("Points, with at most two decimal places"))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Points {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn written_as_people_write_them() {
        for (hundredths, text) in [
            (0, "0"),
            (100, "1"),
            (-50, "-0.5"),
            (125, "1.25"),
            (-105, "-1.05"),
        ] {
            assert_eq!(Points(hundredths).to_string(), text);
        }
    }

    #[test]
    fn three_decimal_places_are_refused() {
        for number in [0.125, 1e9, f64::NAN, f64::INFINITY] {
            assert_eq!(Points::from_f64(number), Err(NotPoints), "{number}");
        }
    }

    proptest! {
        #[test]
        fn numbers_and_back(hundredths: i32) {
            let points = Points(hundredths);
            let text = serde_json::to_string(&points).unwrap();
            prop_assert_eq!(serde_json::from_str::<Points>(&text).unwrap(), points);
        }
    }
}
