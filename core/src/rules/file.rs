//! Files of rules as people write them, in TOML: where each key stands, so that a fault can be found without searching.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, TomlError, Value};

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {}{reason}", self.colon())]
pub struct FileFault {
    /// The line, from 1.
    pub line: usize,
    /// The character in that line, from 1.
    pub column: usize,
    /// The key with dots, elements of lists counted from 1: `attendance.shifts[2].ends`. Empty where the text is no TOML.
    pub key: String,
    /// What is wrong and what is allowed, in English.
    pub reason: String,
}

impl FileFault {
    const fn colon(&self) -> KeyAndColon<'_> {
        KeyAndColon(self.key.as_str())
    }
}

struct KeyAndColon<'a>(&'a str);

impl std::fmt::Display for KeyAndColon<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            "" => Ok(()),
            key => write!(f, "{key}: "),
        }
    }
}

/// Signs that mean something in TOML in their half-width form only.
const FULL_WIDTH: [char; 9] = ['“', '”', '‘', '’', '，', '＝', '［', '］', '：'];

/// A file and where its keys stand.
pub(crate) struct Source<'a> {
    text: &'a str,
    places: Vec<Place>,
}

/// Where a key and its value stand, in bytes. A section's value is its header.
struct Place {
    key: String,
    name: Range<usize>,
    value: Range<usize>,
}

impl<'a> Source<'a> {
    /// Takes a file apart.
    pub(crate) fn parse(text: &'a str) -> Result<(Self, Document<&'a str>), FileFault> {
        let mut source = Self {
            text,
            places: Vec::new(),
        };
        let document = Document::parse(text).map_err(|error| source.no_toml(&error))?;
        source.note_all("", document.as_table());
        Ok((source, document))
    }

    /// A fault of a key. Of a key that is not there: at the nearest section above it.
    pub(crate) fn fault(&self, key: &str, reason: impl Into<String>) -> FileFault {
        let mut above = key;
        let at = loop {
            if let Some(place) = self.places.iter().find(|place| place.key == above) {
                break if place.value.is_empty() {
                    place.name.start
                } else {
                    place.value.start
                };
            }
            match above.rfind(['.', '[']) {
                Some(end) => above = &above[..end],
                None => break 0,
            }
        };
        self.fault_at(at, key, reason)
    }

    /// A fault at a byte of the file.
    pub(crate) fn fault_at(&self, at: usize, key: &str, reason: impl Into<String>) -> FileFault {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        FileFault {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            key: key.into(),
            reason: reason.into(),
        }
    }

    /// The key that stands at these bytes; empty outside every key, and for no bytes, which stand for the whole file.
    pub(crate) fn key_at(&self, bytes: &Range<usize>) -> &str {
        let holds =
            |outer: &Range<usize>| !bytes.is_empty() && outer.start <= bytes.start && bytes.end <= outer.end;
        self.places
            .iter()
            .flat_map(|place| [(&place.name, &place.key), (&place.value, &place.key)])
            .filter(|(range, _)| holds(range))
            .min_by_key(|(range, _)| range.len())
            .map_or("", |(_, key)| key)
    }

    fn no_toml(&self, error: &TomlError) -> FileFault {
        let at = error.span().map_or(self.text.len(), |span| span.start);
        let mut fault = self.fault_at(at, "", format!("this is not TOML: {}", error.message()));
        // The commonest slip on a Chinese keyboard, and the one that is hardest to see.
        let line = self.text.lines().nth(fault.line - 1).unwrap_or_default();
        if let Some(wide) = line.chars().find(|c| FULL_WIDTH.contains(c)) {
            fault
                .reason
                .push_str(&format!("; outside quotes, {wide} has to be half-width"));
        }
        fault
    }

    fn note_all(&mut self, prefix: &str, table: &dyn TableLike) {
        for (name, item) in table.iter() {
            let key = joined(prefix, name);
            let name = table.key(name).and_then(toml_edit::Key::span).unwrap_or_default();
            self.places.push(Place {
                key: key.clone(),
                name,
                value: item.span().unwrap_or_default(),
            });
            self.note_below(&key, item);
        }
    }

    fn note_below(&mut self, key: &str, item: &Item) {
        match item {
            Item::Value(value) => self.note_value(key, value),
            Item::Table(table) => self.note_all(key, table),
            Item::ArrayOfTables(tables) => {
                for (number, table) in (1..).zip(tables.iter()) {
                    let key = format!("{key}[{number}]");
                    self.note_element(&key, table.span());
                    self.note_all(&key, table);
                }
            }
            Item::None => {}
        }
    }

    fn note_value(&mut self, key: &str, value: &Value) {
        match value {
            Value::Array(array) => {
                for (number, value) in (1..).zip(array.iter()) {
                    let key = format!("{key}[{number}]");
                    self.note_element(&key, value.span());
                    self.note_value(&key, value);
                }
            }
            Value::InlineTable(table) => self.note_all(key, table),
            _ => {}
        }
    }

    fn note_element(&mut self, key: &str, value: Option<Range<usize>>) {
        let value = value.unwrap_or_default();
        self.places.push(Place {
            key: key.into(),
            name: value.clone(),
            value,
        });
    }
}

/// A key below a section; the file itself has the empty key.
pub(crate) fn joined(section: &str, name: &str) -> String {
    if section.is_empty() {
        name.into()
    } else {
        format!("{section}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# 说明\nname = \"甲\"\n\n[a]\nlist = [1, 22]\n  \"一\" = { b = 3 }\n\n[[c]]\nd = 4\n[[c]]\nd = 5\n";

    #[test]
    fn every_key_is_found_where_it_stands() {
        let (source, _) = Source::parse(TEXT).unwrap();
        for (key, line, column) in [
            ("name", 2, 8),
            ("a", 4, 1),
            ("a.list", 5, 8),
            ("a.list[2]", 5, 12),
            ("a.一.b", 6, 15),
            ("c[1].d", 9, 5),
            ("c[2].d", 11, 5),
        ] {
            let fault = source.fault(key, "");
            assert_eq!((fault.line, fault.column), (line, column), "{key}");
        }
    }

    #[test]
    fn a_key_that_is_not_there_is_reported_at_the_section_above() {
        let (source, _) = Source::parse(TEXT).unwrap();
        assert_eq!(source.fault("a.missing.too", "").line, 4);
        assert_eq!(source.fault("a.list[9]", "").line, 5);
        assert_eq!(source.fault("nowhere", "").line, 1);
    }

    #[test]
    fn bytes_lead_back_to_their_key() {
        let (source, _) = Source::parse(TEXT).unwrap();
        let at = TEXT.find("22").unwrap();
        assert_eq!(source.key_at(&(at..at + 2)), "a.list[2]");
        let at = TEXT.find("一").unwrap();
        assert_eq!(source.key_at(&(at..at + 3)), "a.一");
        assert_eq!(source.key_at(&(0..TEXT.len())), "");
        let (source, _) = Source::parse("a = 1\n").unwrap();
        assert_eq!(source.key_at(&(0..1)), "a");
        assert_eq!(source.key_at(&(0..0)), "");
    }

    #[test]
    fn text_that_is_no_toml_is_named_by_its_line() {
        for (text, line, column) in [
            ("a = 1\nb = = 2\n", 2, 5),
            ("a = 1\na = 2\n", 2, 1),
            ("[a\n", 1, 3),
        ] {
            let fault = Source::parse(text).err().unwrap();
            assert_eq!((fault.line, fault.column), (line, column), "{fault}");
            assert!(fault.reason.starts_with("this is not TOML: "), "{fault}");
        }
    }

    #[test]
    fn full_width_signs_are_pointed_out() {
        for text in ["a = “b”\n", "c = 1\na ＝ 1\n", "a = [1，2]\n"] {
            let fault = Source::parse(text).err().unwrap();
            assert!(fault.reason.ends_with("has to be half-width"), "{fault}");
            assert_eq!(fault.line, text.lines().count(), "{fault}");
        }
    }

    #[test]
    fn a_fault_reads_as_a_sentence() {
        let mut fault = FileFault {
            line: 3,
            column: 8,
            key: "a.b".into(),
            reason: "has to be a date".into(),
        };
        assert_eq!(fault.to_string(), "line 3, column 8: a.b: has to be a date");
        fault.key.clear();
        assert_eq!(fault.to_string(), "line 3, column 8: has to be a date");
    }
}
