//! What a camera says of its photo: whatever stands there, the photo is prepared, whole, upright or turned, and says nothing of
//! it any more.
#![no_main]

use std::sync::OnceLock;

use jishi_core::media::{PreparedPhoto, prepare_photo};

/// A small photo without a word of its camera.
const PHOTO: &[u8] = include_bytes!("../corpus/photo/grey.jpg");
/// As much as fits into one segment, with its length and its name.
const BLOCK_MAX: usize = 65_535 - 2 - NAME.len();
const NAME: &[u8] = b"Exif\0\0";

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    static PLAIN: OnceLock<(u32, u32)> = OnceLock::new();
    let size = |photo: &PreparedPhoto| (photo.full.width, photo.full.height);
    let plain = *PLAIN.get_or_init(|| size(&prepare_photo(PHOTO).expect("a photo")));
    let block = &data[..data.len().min(BLOCK_MAX)];
    let (start, rest) = PHOTO.split_at(2);
    let length = u16::try_from(2 + NAME.len() + block.len()).expect("cut to fit");
    let told = [start, b"\xff\xe1", &length.to_be_bytes(), NAME, block, rest].concat();
    let photo = prepare_photo(&told).expect("what a camera says of it does not spoil a photo");
    assert!([plain, (plain.1, plain.0)].contains(&size(&photo)));
    for jpeg in [&photo.full, &photo.thumb] {
        assert!(!jpeg.bytes.windows(NAME.len()).any(|part| part == NAME));
    }
}
