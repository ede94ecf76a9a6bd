//! Policy and calendar files as people write them.
#![no_main]

use jishi_core::rules::{calendar, policy};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Err(faults) = policy::file::read(text) {
        assert!(!faults.is_empty(), "a refusal says why");
    }
    let _ = calendar::file::read(text);
}
