//! Videos that a real encoder wrote, as `./dev test` has them made.

use std::{fs, path::PathBuf};

use jishi_core::media::prepare_video;

const PLACE: &[u8] = b"+30.1234+110.1234/";

fn clip(name: &str) -> Vec<u8> {
    let folder = std::env::var_os("JISHI_VIDEO_FIXTURES")
        .map(PathBuf::from)
        .expect("JISHI_VIDEO_FIXTURES names no folder of videos: run this test through ./dev test");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn names_the_place(bytes: &[u8]) -> bool {
    bytes.windows(PLACE.len()).any(|part| part == PLACE)
}

#[test]
fn length_size_and_kind_are_those_with_which_they_were_made() {
    for (name, mime, duration_ms, size) in [
        ("clip.mp4", "video/mp4", 2000, (640, 360)),
        ("upright.mov", "video/quicktime", 3000, (360, 640)),
        ("long.mp4", "video/mp4", 61_000, (64, 64)),
    ] {
        let video = prepare_video(clip(name)).unwrap_or_else(|| panic!("{name} was not taken"));
        assert_eq!(video.mime, mime, "{name}");
        assert_eq!(video.duration_ms, duration_ms, "{name}");
        assert_eq!((video.width, video.height), size, "{name}");
    }
}

#[test]
fn the_place_does_not_leave_the_phone() {
    let taken = clip("upright.mov");
    assert!(
        names_the_place(&taken),
        "the encoder no longer writes the place: mend scripts/lib/clips.py"
    );
    assert!(!names_the_place(&prepare_video(taken).unwrap().bytes));
}
