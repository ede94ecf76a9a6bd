//! Every number and every key of the shipped file, spoilt one at a time.

use std::ops::Range;

use jishi_core::rules::policy::read;
use toml_edit::{Document, Item, TableLike, Value};

use crate::{EVIDENCE_ONLY, WANGMO, line_of};

/// Something in the file that can be spoilt.
struct Target {
    key: String,
    bytes: Range<usize>,
}

#[derive(Default)]
struct Targets {
    numbers: Vec<Target>,
    names: Vec<Target>,
}

impl Targets {
    fn of(text: &str) -> Self {
        let mut targets = Self::default();
        targets.table("", Document::parse(text).unwrap().as_table());
        targets
    }

    fn table(&mut self, section: &str, table: &dyn TableLike) {
        for (name, item) in table.iter() {
            let key = match section {
                "" => name.to_owned(),
                section => format!("{section}.{name}"),
            };
            self.names.push(Target {
                key: key.clone(),
                bytes: table.key(name).unwrap().span().unwrap(),
            });
            match item {
                Item::Value(value) => self.value(key, value),
                Item::Table(table) => self.table(&key, table),
                _ => panic!("{key} is a shape that the files do not use"),
            }
        }
    }

    fn value(&mut self, key: String, value: &Value) {
        match value {
            Value::Integer(_) | Value::Float(_) => self.numbers.push(Target {
                key,
                bytes: value.span().unwrap(),
            }),
            Value::Array(array) => {
                for (number, value) in (1..).zip(array.iter()) {
                    self.value(format!("{key}[{number}]"), value);
                }
            }
            Value::InlineTable(table) => self.table(&key, table),
            _ => {}
        }
    }
}

fn refused(text: &str, target: &Target, new: &str, key: &str, reason: &str) {
    let mut spoilt = text.to_owned();
    spoilt.replace_range(target.bytes.clone(), new);
    let faults = read(&spoilt).expect_err(&format!("{key} = {new} was taken"));
    let line = line_of(text, target.bytes.start);
    let [fault] = faults.as_slice() else {
        panic!("{key}: {faults:#?}");
    };
    assert_eq!((fault.line, fault.key.as_str()), (line, key), "{fault}");
    assert!(fault.reason.contains(reason), "{fault}");
}

#[test]
fn text_in_place_of_any_number_is_refused_on_its_line() {
    for (text, least) in [(WANGMO, 60), (EVIDENCE_ONLY, 14)] {
        let numbers = Targets::of(text).numbers;
        assert!(numbers.len() >= least, "only {} numbers found", numbers.len());
        for number in &numbers {
            refused(text, number, "\"many\"", &number.key, "number");
        }
    }
}

#[test]
fn the_limits_of_every_number_are_told() {
    for text in [WANGMO, EVIDENCE_ONLY] {
        let limits = read(text).unwrap().limits();
        let mut told: Vec<_> = limits.into_iter().map(|limit| limit.key).collect();
        let numbers = Targets::of(text).numbers.into_iter().map(|number| number.key);
        let mut all: Vec<_> = numbers.filter(|key| key != "version").collect();
        told.sort_unstable();
        all.sort_unstable();
        assert_eq!(told, all);
    }
    let limits = read(WANGMO).unwrap().limits();
    let of = |key: &str| {
        let limit = limits.iter().find(|limit| limit.key == key).unwrap();
        (limit.least.as_str(), limit.most.as_str())
    };
    assert_eq!(of("attendance.points.late"), ("-1000", "0"));
    assert_eq!(
        of("attendance.grace_minutes"),
        ("0", "104"),
        "by the shortest shift"
    );
    assert_eq!(of("stars.marks[2]"), ("61", "100"), "by the mark before it");
    assert_eq!(
        of("retention.place_days"),
        ("55", "3650"),
        "by doubts and appeals"
    );
}

/// Only the version may be any number from 1.
#[test]
fn no_number_is_without_bounds() {
    for text in [WANGMO, EVIDENCE_ONLY] {
        for number in &Targets::of(text).numbers {
            for new in ["65000", "-65000"] {
                let mut spoilt = text.to_owned();
                spoilt.replace_range(number.bytes.clone(), new);
                if number.key == "version" && new == "65000" {
                    continue;
                }
                let faults = read(&spoilt).expect_err(&format!("{} = {new} was taken", number.key));
                let line = line_of(text, number.bytes.start);
                assert!(
                    faults
                        .iter()
                        .any(|fault| fault.line == line && fault.key == number.key),
                    "{} = {new}: {faults:#?}",
                    number.key
                );
            }
        }
    }
}

#[test]
fn any_misspelt_key_is_refused_on_its_line() {
    for (text, least) in [(WANGMO, 120), (EVIDENCE_ONLY, 50)] {
        let names = Targets::of(text).names;
        assert!(names.len() >= least, "only {} keys found", names.len());
        for name in &names {
            let old = &text[name.bytes.clone()];
            let key = format!("{}_x", name.key);
            refused(text, name, &format!("{old}_x"), &key, "allowed");
        }
    }
}
