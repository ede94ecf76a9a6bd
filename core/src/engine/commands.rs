//! Each command, done.

use uuid::Uuid;

use super::{
    Act, AttachPhoto, AttachVoice, Change, Command, Deed, Delivery, Detach, Discard, Draft, Edit, Engine,
    Fault, GetMedia, GetPreview, MediaBytes, OpenResult, Post, PreviewDraft, Reply, Retry,
};
use crate::{
    http::CallFault,
    media::{prepare_photo, sniff},
    model::{Attachment, MomentId, Sha256, VOICE_MAX_MS, WAVEFORM_BARS},
    ports::{Clock, KeyVault},
    protocol::{MediaSize, Protocol as _},
    store::NewMedia,
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    pub(super) async fn perform(&self, command: Command) -> Result<Reply, Fault> {
        let now = self.clock.now();
        Ok(match command {
            Command::Session(_) => Reply::Session(self.session()?),
            Command::Enrol(enrol) => Reply::Enrol(self.enrol(enrol).await?),
            Command::Feed(get) => {
                Reply::Feed(self.store.feed(&*self.directory()?, now, get.before, get.limit)?)
            }
            Command::Moment(get) => {
                Reply::Moment(Box::new(self.store.feed_item(&*self.directory()?, now, get.0)?))
            }
            Command::OpenDraft(_) => Reply::OpenDraft(match self.store.latest_draft()? {
                Some(row) => row.draft,
                None => {
                    let id = MomentId::new(now);
                    self.store.save_draft(id, "", None, now)?;
                    self.store.draft(id)?.draft
                }
            }),
            Command::SaveDraft(save) => {
                self.store
                    .save_draft(save.draft, &save.text, save.place.as_ref(), now)?;
                Reply::SaveDraft(())
            }
            Command::AttachPhoto(attach) => Reply::AttachPhoto(self.attach_photo(&attach)?),
            Command::AttachVoice(attach) => Reply::AttachVoice(self.attach_voice(attach)?),
            Command::Detach(Detach { draft, sha256 }) => {
                self.store.detach(draft, sha256, now)?;
                Reply::Detach(self.store.draft(draft)?.draft)
            }
            Command::DiscardDraft(discard) => {
                self.store.discard_draft(discard.0)?;
                Reply::DiscardDraft(())
            }
            Command::Post(Post(draft)) => {
                self.act(Deed::PostMoment { draft }).await?;
                Reply::Post(draft)
            }
            Command::Act(Act(deed)) => Reply::Act(self.act(deed).await?),
            Command::Preview(GetPreview(deed)) => Reply::Preview(self.preview(deed)?),
            Command::PreviewDraft(PreviewDraft(draft)) => {
                Reply::PreviewDraft(self.preview(Deed::PostMoment { draft })?)
            }
            Command::OpenResult(OpenResult(task)) => {
                Reply::OpenResult(self.store.result_draft(task, MomentId::new(now), now)?.draft)
            }
            Command::Refusals(_) => Reply::Refusals(self.refusals()?),
            Command::Attendance(_) => Reply::Attendance(Box::new(self.attendance()?)),
            Command::Today(_) => Reply::Today(Box::new(self.today()?)),
            Command::Todo(_) => Reply::Todo(Box::new(self.todo()?)),
            Command::Leaves(_) => Reply::Leaves(self.leaves()?),
            Command::Lessons(_) => Reply::Lessons(self.lessons()?),
            Command::Lesson(get) => Reply::Lesson(Box::new(self.lesson(get.0)?)),
            Command::Tasks(_) => Reply::Tasks(self.tasks()?),
            Command::Task(get) => Reply::Task(Box::new(self.task(get.0)?)),
            Command::Score(get) => Reply::Score(self.score(get)?),
            Command::Policy(_) => Reply::Policy(self.sections()?),
            Command::People(get) => Reply::People(self.people(get)?),
            Command::UnitDay(get) => Reply::UnitDay(Box::new(self.unit_day(get).await?)),
            Command::PersonScore(get) => Reply::PersonScore(self.person_score(get).await?),
            Command::Ranking(get) => Reply::Ranking(Box::new(self.ranking(get).await?)),
            Command::LearningOverview(get) => Reply::LearningOverview(self.learning_overview(get).await?),
            Command::Media(get) => Reply::Media(self.media(get).await?),
            Command::Retry(Retry(operation)) => {
                self.retry(operation)?;
                Reply::Retry(())
            }
            Command::Edit(Edit(operation)) => {
                let draft = self.store.take_back(operation, MomentId::new(now), now)?;
                self.tell(Change::Feed);
                self.outbox_changed()?;
                Reply::Edit(draft)
            }
            Command::Discard(Discard(operation)) => {
                self.discard(operation)?;
                Reply::Discard(())
            }
            Command::SyncNow(_) => {
                self.pull_due.set(true);
                self.wake();
                Reply::SyncNow(())
            }
            Command::SyncState(_) => {
                self.recount()?;
                Reply::SyncState(self.sync_state.borrow().clone())
            }
        })
    }

    /// Counts what waits, and tells if that is news.
    pub(super) fn recount(&self) -> Result<(), Fault> {
        let (waiting, refused) = self.store.outbox_counts()?;
        let state = {
            let mut state = self.sync_state.borrow_mut();
            if (state.waiting, state.refused) == (waiting, refused) {
                return Ok(());
            }
            (state.waiting, state.refused) = (waiting, refused);
            state.clone()
        };
        self.tell(Change::Sync(state));
        Ok(())
    }

    /// Tells how far something is.
    pub(super) fn tell_delivery(&self, subject: Uuid) -> Result<(), Fault> {
        let delivery = self.store.delivery(subject)?.unwrap_or(Delivery::Waiting);
        self.tell(Change::Delivery(subject, delivery));
        Ok(())
    }

    fn attach_photo(&self, attach: &AttachPhoto) -> Result<Draft, Fault> {
        let photo = prepare_photo(&attach.bytes).map_err(Fault::Photo)?;
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

    fn attach_voice(&self, attach: AttachVoice) -> Result<Draft, Fault> {
        let recording = attach.recording;
        let kind = sniff(&recording.bytes)
            .filter(|kind| kind.is_audio())
            .ok_or(Fault::NotARecording)?;
        let sha256 = Sha256::of(&recording.bytes);
        let attachment = Attachment::Voice {
            sha256,
            bytes: recording.bytes.len() as u64,
            duration_ms: recording.duration_ms.clamp(1, VOICE_MAX_MS),
            waveform: condense(&recording.waveform),
        };
        let file = NewMedia {
            sha256,
            size: MediaSize::Full,
            mime: kind.mime(),
            bytes: &recording.bytes,
        };
        self.attach(attach.draft, &attachment, &[file])
    }

    fn attach(
        &self,
        draft: MomentId,
        attachment: &Attachment,
        files: &[NewMedia<'_>],
    ) -> Result<Draft, Fault> {
        let row = self.store.draft(draft)?.draft;
        // The same photo chosen twice is one photo.
        if row
            .attachments
            .iter()
            .any(|other| other.sha256() == attachment.sha256())
        {
            return Ok(row);
        }
        self.store.attach(draft, attachment, files, self.clock.now())?;
        Ok(self.store.draft(draft)?.draft)
    }

    /// Asks the server with a token, and once more with a new one if it was not taken.
    pub(super) async fn with_token<T>(
        &self,
        call: impl AsyncFn(String) -> Result<T, CallFault>,
    ) -> Result<T, Fault> {
        match call(self.token().await?).await {
            Err(CallFault::Problem(problem)) if problem.status == 401 => {
                self.token.replace(None);
                Ok(call(self.token().await?).await?)
            }
            other => Ok(other?),
        }
    }

    async fn media(&self, get: GetMedia) -> Result<MediaBytes, Fault> {
        let now = self.clock.now();
        if let Some(media) = self.store.media(get.sha256, get.size, now)? {
            return Ok(media);
        }
        let bytes = self
            .with_token(async |token| self.server.media(&token, get.sha256, get.size).await)
            .await?;
        let kind = sniff(&bytes).ok_or(Fault::Trouble(super::Trouble::NotOurServer))?;
        let file = NewMedia {
            sha256: get.sha256,
            size: get.size,
            mime: kind.mime(),
            bytes: &bytes,
        };
        if let Err(fault) = self.store.cache_media(&file, now) {
            // A cache that cannot grow is no reason not to show the photo.
            tracing::warn!(%fault, "file not cached");
        }
        Ok(MediaBytes {
            mime: kind.mime().into(),
            bytes,
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
