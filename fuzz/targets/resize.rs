//! A photo as a server makes its smaller sizes.
#![no_main]

use jishi_core::media::{prepare_photo, resize_jpeg};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

const EDGE: u32 = 320;

fn fuzz(data: &[u8]) {
    let Ok(small) = resize_jpeg(data, EDGE) else {
        return;
    };
    let seen = prepare_photo(&small).expect("a smaller size is a photo").full;
    assert!(seen.width <= EDGE && seen.height <= EDGE);
    assert!(!small.windows(6).any(|part| part == b"Exif\0\0"));
    assert_eq!(
        resize_jpeg(data, EDGE),
        Ok(small),
        "the same bytes give the same file"
    );
}
