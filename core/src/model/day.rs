//! Civil days in engine messages: [`borsh`] does not know those of [`chrono`].

use borsh::io::{Error, ErrorKind, Read, Result, Write};
use borsh::{BorshDeserialize, BorshSerialize};
use chrono::{Datelike as _, NaiveDate};

/// A day, or none, or several.
pub(crate) trait Days: Sized {
    /// Days since the Common Era began in place of each.
    type Numbers: BorshSerialize + BorshDeserialize;

    fn numbers(&self) -> Self::Numbers;

    /// `None` if one of them is no day.
    fn of(numbers: Self::Numbers) -> Option<Self>;
}

impl Days for NaiveDate {
    type Numbers = i32;

    fn numbers(&self) -> i32 {
        self.num_days_from_ce()
    }

    fn of(number: i32) -> Option<Self> {
        Self::from_num_days_from_ce_opt(number)
    }
}

impl Days for Option<NaiveDate> {
    type Numbers = Option<i32>;

    fn numbers(&self) -> Option<i32> {
        self.map(|day| day.numbers())
    }

    fn of(number: Option<i32>) -> Option<Self> {
        number.map_or(Some(None), |number| NaiveDate::of(number).map(Some))
    }
}

impl Days for Vec<NaiveDate> {
    type Numbers = Vec<i32>;

    fn numbers(&self) -> Vec<i32> {
        self.iter().map(Days::numbers).collect()
    }

    fn of(numbers: Vec<i32>) -> Option<Self> {
        numbers.into_iter().map(NaiveDate::of).collect()
    }
}

pub(crate) fn write<D: Days, W: Write>(days: &D, writer: &mut W) -> Result<()> {
    days.numbers().serialize(writer)
}

pub(crate) fn read<D: Days, R: Read>(reader: &mut R) -> Result<D> {
    let numbers = D::Numbers::deserialize_reader(reader)?;
    D::of(numbers).ok_or_else(|| Error::from(ErrorKind::InvalidData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
    struct Year {
        #[borsh(serialize_with = "write", deserialize_with = "read")]
        begins: NaiveDate,
        #[borsh(serialize_with = "write", deserialize_with = "read")]
        ends: Option<NaiveDate>,
        #[borsh(serialize_with = "write", deserialize_with = "read")]
        holidays: Vec<NaiveDate>,
    }

    #[test]
    fn days_survive_and_what_is_no_day_is_refused() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for ends in [None, Some(day("2026-12-31")), Some(NaiveDate::MAX)] {
            let year = Year {
                begins: NaiveDate::MIN,
                ends,
                holidays: vec![day("2026-02-17"), day("2026-10-01")],
            };
            let bytes = borsh::to_vec(&year).unwrap();
            assert_eq!(borsh::from_slice::<Year>(&bytes).unwrap(), year);
        }
        let beyond = borsh::to_vec(&(i32::MAX, None::<i32>, Vec::<i32>::new())).unwrap();
        assert!(borsh::from_slice::<Year>(&beyond).is_err());
    }
}
