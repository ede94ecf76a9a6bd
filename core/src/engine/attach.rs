//! Files on their way into a draft: looked at, prepared, and stored with their place on the draft in one transaction.

use super::{AttachFile, AttachPhoto, AttachVoice, Attached, Draft, Engine, Fault, Form};
use crate::{
    media::{content_type, prepare_video, sniff},
    model::{
        Attachment, LessonFile, MomentFault, MomentId, Sha256, VIDEO_MAX_BYTES, VOICE_MAX_MS, WAVEFORM_BARS,
        check_attachments, file_name,
    },
    ports::{Clock, KeyVault},
    protocol::MediaSize,
    store::{DraftRow, NewMedia},
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// Prepares a photo, which may take the host a while, and attaches it.
    pub(super) async fn attach_photo(&self, attach: AttachPhoto) -> Result<Attached, Fault> {
        let photo = self.photos.prepare(&attach.bytes).await?;
        let full = &photo.full;
        let attachment = Attachment::Photo {
            sha256: full.sha256,
            bytes: full.bytes.len() as u64,
            width: full.width,
            height: full.height,
        };
        let file = |size, bytes| NewMedia {
            sha256: full.sha256,
            size,
            mime: "image/jpeg",
            bytes,
        };
        let files = [
            file(MediaSize::Full, &full.bytes),
            file(MediaSize::Thumb, &photo.thumb.bytes),
        ];
        self.attach(attach.draft, &attachment, &files)
    }

    pub(super) fn attach_voice(&self, attach: AttachVoice) -> Result<Draft, Fault> {
        let recording = attach.recording;
        let kind = sniff(&recording.bytes)
            .filter(|kind| kind.is_audio())
            .ok_or(Fault::NotARecording)?;
        let attachment = Attachment::Voice {
            sha256: Sha256::of(&recording.bytes),
            bytes: recording.bytes.len() as u64,
            duration_ms: recording.duration_ms.clamp(1, VOICE_MAX_MS),
            waveform: condense(&recording.waveform),
        };
        let attached = self.attach_whole(attach.draft, &attachment, kind.mime(), &recording.bytes)?;
        Ok(attached.draft)
    }

    /// Attaches a video or a document as its content says.
    pub(super) fn attach_file(&self, attach: AttachFile) -> Result<Attached, Fault> {
        let (draft, name) = (attach.draft, file_name(&attach.name));
        let mime = content_type(&attach.bytes).map_err(|_| Fault::Moment(MomentFault::DocumentKind))?;
        if mime.starts_with("video/") {
            if attach.bytes.len() as u64 > VIDEO_MAX_BYTES {
                return Err(Fault::Moment(MomentFault::VideoSize));
            }
            let video = prepare_video(attach.bytes).ok_or(Fault::NotAVideo)?;
            let attachment = Attachment::Video {
                sha256: Sha256::of(&video.bytes),
                bytes: video.bytes.len() as u64,
                duration_ms: video.duration_ms,
                width: video.width,
                height: video.height,
            };
            return self.attach_whole(draft, &attachment, video.mime, &video.bytes);
        }
        let attachment = Attachment::Document {
            sha256: Sha256::of(&attach.bytes),
            bytes: attach.bytes.len() as u64,
            mime: mime.into(),
            name,
        };
        self.attach_whole(draft, &attachment, mime, &attach.bytes)
    }

    /// Attaches a file that is kept in one size.
    fn attach_whole(
        &self,
        draft: MomentId,
        attachment: &Attachment,
        mime: &'static str,
        bytes: &[u8],
    ) -> Result<Attached, Fault> {
        let file = NewMedia {
            sha256: attachment.sha256(),
            size: MediaSize::Full,
            mime,
            bytes,
        };
        self.attach(draft, attachment, &[file])
    }

    fn attach(
        &self,
        draft: MomentId,
        attachment: &Attachment,
        files: &[NewMedia<'_>],
    ) -> Result<Attached, Fault> {
        let DraftRow { draft: row, form, .. } = self.store.draft(draft)?;
        if form == Some(Form::Lesson) && LessonFile::of(1, attachment).is_none() {
            return Err(Fault::NotForALesson);
        }
        // The same photo chosen twice is one photo.
        if row
            .attachments
            .iter()
            .any(|other| other.sha256() == attachment.sha256())
        {
            return Ok(Attached {
                draft: row,
                added: None,
            });
        }
        let mut all = row.attachments;
        all.push(attachment.clone());
        check_attachments(&all).map_err(Fault::Moment)?;
        self.store.attach(draft, attachment, files, self.clock.now())?;
        Ok(Attached {
            draft: self.store.draft(draft)?.draft,
            added: Some(attachment.sha256()),
        })
    }
}

/// A waveform in at most [`WAVEFORM_BARS`] steps, each the loudest of its span.
fn condense(waveform: &[u8]) -> Vec<u8> {
    let step = waveform.len().div_ceil(WAVEFORM_BARS).max(1);
    waveform
        .chunks(step)
        .map(|span| span.iter().copied().max().unwrap_or(0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_waveform_keeps_its_peak_and_fits(waveform: Vec<u8>) {
            let bars = condense(&waveform);
            prop_assert!(bars.len() <= WAVEFORM_BARS);
            prop_assert_eq!(bars.iter().max(), waveform.iter().max());
        }
    }
}
