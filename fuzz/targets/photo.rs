//! A photo as a phone prepares it: bounded, decoded, turned, made small.
#![no_main]

use jishi_core::{
    media::{FULL_EDGE, Jpeg, THUMB_EDGE, content_type, prepare_photo},
    model::Sha256,
};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let Ok(photo) = prepare_photo(data) else {
        return;
    };
    for (jpeg, edge) in [(&photo.full, FULL_EDGE), (&photo.thumb, THUMB_EDGE)] {
        assert!((1..=edge).contains(&jpeg.width) && (1..=edge).contains(&jpeg.height));
        assert_eq!(jpeg.sha256, Sha256::of(&jpeg.bytes));
        // What leaves a phone is what every server takes, and says nothing of place and camera.
        assert_eq!(content_type(&jpeg.bytes), Ok("image/jpeg"));
        assert!(!jpeg.bytes.windows(6).any(|part| part == b"Exif\0\0"));
    }
    // It is whole and upright: prepared again it has the same size. That of the small one is enough.
    let size = |jpeg: &Jpeg| (jpeg.width, jpeg.height);
    let again = prepare_photo(&photo.thumb.bytes).expect("what was prepared is a photo");
    assert_eq!(size(&again.full), size(&photo.thumb));
}
