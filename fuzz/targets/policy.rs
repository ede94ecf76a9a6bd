//! Policy and calendar files as people write them.
#![no_main]

use std::fmt::Debug;

use jishi_core::rules::{calendar, file::FileFault, policy};
use serde::{Serialize, de::DeserializeOwned};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    checked(text, policy::read(text));
    checked(text, calendar::read(text));
}

/// A refusal says why and where, in the order of the lines; what is taken reaches every device as it was read.
fn checked<T: Serialize + DeserializeOwned + PartialEq + Debug>(text: &str, read: Result<T, Vec<FileFault>>) {
    match read {
        Ok(read) => {
            let json = serde_json::to_vec(&read).expect("what was read can be sent");
            let sent: T = serde_json::from_slice(&json).expect("and be taken");
            assert_eq!(sent, read);
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            assert!(faults.is_sorted_by_key(|fault| fault.line));
            let lines = text.split('\n').count();
            for fault in &faults {
                assert!((1..=lines).contains(&fault.line) && fault.column >= 1 && !fault.reason.is_empty());
            }
        }
    }
}
