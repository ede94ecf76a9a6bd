//! A roster as an office saves it.
#![no_main]

use jishi_server::roster::read_roster;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let _ = read_roster(data);
}
