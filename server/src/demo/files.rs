//! Files of the demo that are not drawn: a voice note spoken by a machine, a film of a drawn picture, a sheet of paper.

use jishi_core::media::video_facts;
use jishi_core::model::{Attachment, Sha256};
use jishi_core::protocol::Problem;
use serde::Deserialize;

use crate::service::fail;

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum File {
    Voice,
    Video,
    Document,
}

/// How long the voice note is, and how loud from beginning to end.
const VOICE_MS: u32 = 12_160;
const WAVEFORM: [u8; 48] = [
    145, 162, 190, 204, 228, 181, 128, 177, 82, 134, 130, 107, 155, 90, 191, 205, 145, 255, 110, 111, 149,
    141, 75, 117, 15, 145, 145, 124, 113, 137, 142, 98, 140, 0, 142, 115, 125, 103, 131, 92, 140, 176, 152,
    140, 93, 128, 97, 0,
];

impl File {
    pub(super) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Voice => include_bytes!("../../../assets/demo/files/voice.m4a"),
            Self::Video => include_bytes!("../../../assets/demo/files/clip.mp4"),
            Self::Document => include_bytes!("../../../assets/demo/files/duty.pdf"),
        }
    }

    /// As it hangs on a moment, once its bytes were sent.
    pub(super) fn attachment(self) -> Result<Attachment, Problem> {
        let (sha256, bytes) = (Sha256::of(self.bytes()), self.bytes().len() as u64);
        Ok(match self {
            Self::Voice => Attachment::Voice {
                sha256,
                bytes,
                duration_ms: VOICE_MS,
                waveform: WAVEFORM.into(),
            },
            Self::Video => {
                let facts = video_facts(self.bytes()).ok_or_else(|| fail("the demo's video is none"))?;
                Attachment::Video {
                    sha256,
                    bytes,
                    duration_ms: facts.duration_ms,
                    width: facts.width,
                    height: facts.height,
                }
            }
            Self::Document => Attachment::Document {
                sha256,
                bytes,
                mime: "application/pdf".into(),
                name: "森林防火值班表.pdf".into(),
            },
        })
    }
}
