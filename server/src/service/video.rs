//! Videos, as the server takes them: as the app prepares them, whoever sends.

use jishi_core::media::video_facts;
use jishi_core::model::VIDEO_MAX_MS;
use jishi_core::protocol::{Problem, ProblemKind};

/// Width and height by the file's own header, if it is taken.
pub(super) fn pixels(bytes: &[u8]) -> Result<(u32, u32), Problem> {
    let refuse = |kind: ProblemKind, detail: &str| Err(Problem::from(kind).detail(detail));
    let Some(facts) = video_facts(bytes) else {
        let detail = "videos are MP4 or QuickTime, and tell their length and size";
        return refuse(ProblemKind::UnsupportedMedia, detail);
    };
    if facts.duration_ms > VIDEO_MAX_MS {
        return refuse(ProblemKind::TooLarge, "at most 60 seconds");
    }
    if facts.has_notes {
        let detail = "the file has notes of the camera, which may tell where it was; they are taken out before it is sent";
        return refuse(ProblemKind::UnsupportedMedia, detail);
    }
    Ok((facts.width, facts.height))
}
