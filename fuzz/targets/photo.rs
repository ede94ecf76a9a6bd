//! A photo as a phone prepares it: bounded, decoded, turned, made small.
#![no_main]

use jishi_core::{
    media::{
        FULL_EDGE, Jpeg, THUMB_EDGE, bare_jpeg, check_picked, content_type, orientation, prepare_photo,
        unturned,
    },
    model::Sha256,
};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    // What a browser's codecs are given is judged without decoding it, and must be judged alike.
    let picked = check_picked(data);
    if let Ok((kind, _)) = picked {
        assert_eq!(orientation(kind, &unturned(kind, data)), 1);
    }
    let _ = bare_jpeg(data);
    let Ok(photo) = prepare_photo(data) else {
        return;
    };
    picked.expect("what is decoded here may be decoded by a browser");
    for (jpeg, edge) in [(&photo.full, FULL_EDGE), (&photo.thumb, THUMB_EDGE)] {
        assert!((1..=edge).contains(&jpeg.width) && (1..=edge).contains(&jpeg.height));
        assert_eq!(jpeg.sha256, Sha256::of(&jpeg.bytes));
        // What leaves a phone is what every server takes, and says nothing of place and camera.
        assert_eq!(content_type(&jpeg.bytes), Ok("image/jpeg"));
        assert!(!jpeg.bytes.windows(6).any(|part| part == b"Exif\0\0"));
        assert_eq!(bare_jpeg(&jpeg.bytes).as_ref(), Some(&jpeg.bytes));
    }
    // It is whole and upright: prepared again it has the same size. That of the small one is enough.
    let size = |jpeg: &Jpeg| (jpeg.width, jpeg.height);
    let again = prepare_photo(&photo.thumb.bytes).expect("what was prepared is a photo");
    assert_eq!(size(&again.full), size(&photo.thumb));
}
