//! The headers of an upload, and of a range.
#![no_main]

use jishi_server::fuzzing::headers;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    headers(data);
}
