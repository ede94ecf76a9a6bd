//! The boxes of a video, and taking its place out of it.
#![no_main]

use jishi_core::media::{prepare_video, video_facts};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let _ = video_facts(data);
    if let Some(video) = prepare_video(data.to_vec()) {
        assert_eq!(video.bytes.len(), data.len(), "nothing moves");
    }
}
