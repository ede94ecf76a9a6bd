//! The boxes of a video, and taking its place out of it.
#![no_main]

use jishi_core::media::{VideoFacts, prepare_video, video_facts};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let facts = video_facts(data);
    let Some(video) = prepare_video(data.to_vec()) else {
        assert_eq!(facts, None);
        return;
    };
    assert_eq!(video.bytes.len(), data.len(), "nothing moves");
    // It is the same film, with nothing beside it.
    let expected = facts.map(|facts| VideoFacts {
        has_notes: false,
        ..facts
    });
    assert_eq!(video_facts(&video.bytes), expected);
    let again = prepare_video(video.bytes.clone()).map(|again| again.bytes);
    assert_eq!(again, Some(video.bytes));
}
