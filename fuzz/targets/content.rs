//! What a file is by its content, and whether it tells more than it should.
#![no_main]

use jishi_core::{
    media::{MediaKind, content_type, sniff},
    model::{DOCUMENT_TYPES, VIDEO_TYPES},
};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let kind = sniff(data);
    let Ok(mime) = content_type(data) else {
        assert_ne!(kind, Some(MediaKind::Jpeg), "photos are taken");
        return;
    };
    match kind {
        Some(MediaKind::Jpeg) => assert_eq!(mime, "image/jpeg"),
        Some(kind) if kind.is_audio() => assert!(mime == kind.mime() || mime.starts_with("video/")),
        Some(_) | None => assert!(DOCUMENT_TYPES.contains(&mime) || VIDEO_TYPES.contains(&mime)),
    }
    // Nothing that a browser would run is taken for text.
    if mime == "text/plain" {
        let text = std::str::from_utf8(data).expect("text is UTF-8");
        assert!(!text.contains('\0') && !text.trim_start().starts_with('<'));
    }
}
