//! A roster as an office saves it.
#![no_main]

use std::collections::HashSet;

use encoding_rs::GB18030;
use jishi_core::model::UnitKind;
use jishi_server::roster::read_roster;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let read = read_roster(data);
    if let Ok(rows) = &read {
        assert!(!rows.is_empty());
        let mut numbers = HashSet::new();
        for row in rows {
            assert!(numbers.insert(&row.staff_no), "each number once");
            assert!(!row.name.is_empty() && row.name.chars().count() <= 100);
            assert!(row.unit.iter().all(|name| !name.is_empty()) && row.unit[0] == rows[0].unit[0]);
            assert_eq!(row.unit.len() == 1, row.unit_kind == UnitKind::County);
        }
    }
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    // The way in which an office program saves it makes no difference.
    if !text.starts_with('\u{feff}') {
        assert_eq!(read_roster(&[b"\xef\xbb\xbf", data].concat()), read);
        let (saved, _, unmappable) = GB18030.encode(text);
        let back = GB18030.decode_without_bom_handling_and_without_replacement(&saved);
        if !unmappable && back.as_deref() == Some(text) && std::str::from_utf8(&saved).is_err() {
            assert_eq!(read_roster(&saved), read);
        }
    }
}
