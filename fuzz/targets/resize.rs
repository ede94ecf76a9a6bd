//! A photo as a server makes its smaller sizes.
#![no_main]

use jishi_core::media::resize_jpeg;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let _ = resize_jpeg(data, 320);
}
