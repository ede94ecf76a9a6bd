//! Each command, done.

use uuid::Uuid;

use super::{
    Act, Arrange, Change, Command, Deed, Delivery, Detach, Discard, Engine, Fault, Follow, GetMedia,
    GetPreview, MediaBytes, OpenForm, OpenResult, Post, Reply, Retry, SendNow, SetWifiOnly,
};
use crate::{
    http::CallFault,
    media::content_type,
    model::MomentId,
    ports::{Clock, KeyVault},
    protocol::Protocol as _,
    store::NewMedia,
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    pub(super) async fn perform(&self, command: Command) -> Result<Reply, Fault> {
        let now = self.now()?;
        Ok(match command {
            Command::Session(_) => Reply::Session(self.session()?),
            Command::Enrol(enrol) => Reply::Enrol(self.enrol(enrol).await?),
            Command::AskDevice(ask) => Reply::AskDevice(self.ask_device(ask).await?),
            Command::CheckAsked(_) => Reply::CheckAsked(self.check_asked().await?),
            Command::StopAsking(_) => Reply::StopAsking(self.stop_asking().await?),
            Command::Devices(get) => Reply::Devices(self.devices(get).await?),
            Command::Feed(get) => Reply::Feed(self.store.feed(&*self.directory()?, now, &get)?),
            Command::Moment(get) => {
                Reply::Moment(Box::new(self.store.feed_item(&*self.directory()?, now, get.0)?))
            }
            Command::OpenDraft(_) => Reply::OpenDraft(match self.store.latest_draft()? {
                Some(row) => row.draft,
                None => {
                    let id = MomentId::new(now);
                    self.store.save_draft(id, "", None)?;
                    self.store.draft(id)?.draft
                }
            }),
            Command::SaveDraft(save) => {
                self.store
                    .save_draft(save.draft, &save.text, save.place.as_ref())?;
                Reply::SaveDraft(())
            }
            Command::OpenForm(OpenForm(form)) => {
                Reply::OpenForm(self.store.form_draft(form, MomentId::new(now))?.draft)
            }
            Command::SaveForm(save) => {
                self.store.save_form(save.draft, &save.text, &save.fields)?;
                Reply::SaveForm(())
            }
            Command::AttachPhoto(attach) => Reply::AttachPhoto(self.attach_photo(attach).await?),
            Command::AttachVoice(attach) => Reply::AttachVoice(self.attach_voice(attach)?),
            Command::AttachFile(attach) => Reply::AttachFile(self.attach_file(attach)?),
            Command::Detach(Detach { draft, sha256 }) => {
                self.store.detach(draft, sha256)?;
                Reply::Detach(self.store.draft(draft)?.draft)
            }
            Command::Arrange(Arrange { draft, order }) => {
                self.store.arrange(draft, &order)?;
                Reply::Arrange(self.store.draft(draft)?.draft)
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
            Command::OpenResult(OpenResult(task)) => {
                Reply::OpenResult(self.store.result_draft(task, MomentId::new(now))?.draft)
            }
            Command::Refusals(_) => Reply::Refusals(self.refusals()?),
            Command::Attendance(_) => Reply::Attendance(Box::new(self.attendance()?)),
            Command::Today(_) => Reply::Today(Box::new(self.today()?)),
            Command::Todo(_) => Reply::Todo(Box::new(self.todo()?)),
            Command::News(_) => Reply::News(self.news()?),
            Command::ReadNews(read) => {
                self.mark_read(&read.0)?;
                Reply::ReadNews(())
            }
            Command::Leaves(_) => Reply::Leaves(self.leaves()?),
            Command::Lessons(_) => Reply::Lessons(self.lessons()?),
            Command::Lesson(get) => Reply::Lesson(Box::new(self.lesson(get.0)?)),
            Command::KeepReading(keep) => {
                let me = self.directory()?.me.id;
                self.store.keep_reading(keep.lesson, me, &keep.begun)?;
                Reply::KeepReading(())
            }
            Command::Tasks(_) => Reply::Tasks(self.tasks()?),
            Command::Task(get) => Reply::Task(Box::new(self.task(get.0)?)),
            Command::Score(get) => Reply::Score(self.score(get)?),
            Command::UtcOffset(_) => Reply::UtcOffset(self.store.settings()?.calendar.utc_offset_minutes),
            Command::Policy(_) => Reply::Policy(self.sections()?),
            Command::Workplace(get) => Reply::Workplace(Box::new(self.workplace(get)?)),
            Command::People(get) => Reply::People(self.people(get)?),
            Command::UnitDay(get) => Reply::UnitDay(Box::new(self.unit_day(get).await?)),
            Command::PersonScore(get) => Reply::PersonScore(self.person_score(get).await?),
            Command::Ranking(get) => Reply::Ranking(Box::new(self.ranking(get).await?)),
            Command::LearningOverview(get) => Reply::LearningOverview(self.learning_overview(get).await?),
            Command::LookedAt(_) => Reply::LookedAt(self.looked_at().await?),
            Command::MomentTrace(get) => Reply::MomentTrace(self.moment_trace(get.0).await?),
            Command::Place(get) => Reply::Place(self.place(get.0).await?),
            Command::OwnData(_) => Reply::OwnData(self.own_data()?),
            Command::Receipts(_) => Reply::Receipts(self.receipts()?),
            Command::Media(get) => Reply::Media(self.media(get).await?),
            Command::Retry(Retry(operation)) => {
                self.retry(operation).await?;
                Reply::Retry(())
            }
            Command::Edit(edit) => Reply::Edit(self.edit(edit, now)?),
            Command::Discard(Discard(operation)) => {
                self.discard(operation)?;
                Reply::Discard(())
            }
            Command::Follow(Follow { person, on }) => {
                self.store.follow(self.directory()?.me.id, person, on)?;
                self.tell(Change::Feed);
                Reply::Follow(())
            }
            Command::WifiOnly(SetWifiOnly(chosen)) => {
                self.choose_wifi_only(chosen)?;
                Reply::WifiOnly(())
            }
            Command::SendNow(SendNow(operation)) => {
                let subject = self.store.send_over_any_line(operation)?;
                self.tell_delivery(subject)?;
                self.wake();
                Reply::SendNow(())
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

    pub(super) async fn media(&self, get: GetMedia) -> Result<MediaBytes, Fault> {
        let now = self.now()?;
        if let Some(media) = self.store.media(get.sha256, get.size, now)? {
            return Ok(media);
        }
        let bytes = self
            .with_token(async |token| self.server.media(&token, get.sha256, get.size).await)
            .await?;
        let mime = content_type(&bytes).map_err(|_| Fault::Trouble(super::Trouble::NotOurServer))?;
        let file = NewMedia {
            sha256: get.sha256,
            size: get.size,
            mime,
            bytes: &bytes,
        };
        if let Err(fault) = self.store.cache_media(&file, now) {
            // A cache that cannot grow is no reason not to show the photo.
            tracing::warn!(%fault, "file not cached");
        }
        Ok(MediaBytes {
            mime: mime.into(),
            bytes,
        })
    }
}
