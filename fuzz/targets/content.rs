//! What a file is by its content, and whether it tells more than it should.
#![no_main]

use jishi_core::media::{content_type, sniff};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let _ = sniff(data);
    let _ = content_type(data);
}
