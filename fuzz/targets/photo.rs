//! A photo as a phone prepares it: bounded, decoded, turned, made small.
#![no_main]

use jishi_core::media::{content_type, prepare_photo};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    if let Ok(photo) = prepare_photo(data) {
        // What leaves a phone is what every server takes.
        assert_eq!(content_type(&photo.full.bytes), Ok("image/jpeg"));
    }
}
