//! Taking back what was refused, to write it anew: it goes into the draft or the form in which it was written.

use super::{Change, Draft, Edit, Engine, Fault, Form};
use crate::{
    media::jpeg_size,
    model::{Action, Attachment, LessonFile, MomentId, Timestamp},
    ports::{Clock, KeyVault},
    protocol::MediaSize,
    store::Becomes,
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// Puts a draft in the place of a refused operation; `NotFound` for what is not written in one.
    pub(super) fn take_back(&self, edit: Edit, now: Timestamp) -> Result<Draft, Fault> {
        let mut draft = Draft {
            id: MomentId::new(now),
            text: String::new(),
            place: None,
            attachments: vec![],
            fields: edit.fields,
        };
        let becomes = match self.store.refused(edit.operation)?.action {
            Action::PostMoment { moment } => {
                (draft.text, draft.place, draft.attachments) =
                    (moment.text, moment.place, moment.attachments);
                Becomes::Moment
            }
            Action::DeliverTask {
                task,
                text,
                attachments,
                place,
            } => {
                (draft.text, draft.place, draft.attachments) = (text, place, attachments);
                Becomes::Result(task)
            }
            Action::PublishLesson { lesson } => {
                draft.text = lesson.body;
                let attached = lesson.files.into_iter().map(|file| self.attached(file, now));
                draft.attachments = attached.collect::<Result<_, _>>()?;
                Becomes::Form(Form::Lesson)
            }
            Action::GiveTask { task } => {
                draft.text = task.text;
                Becomes::Form(Form::Task { parent: task.parent })
            }
            Action::AskLeave { leave } => {
                draft.text = leave.reason;
                Becomes::Form(Form::Leave)
            }
            Action::AskCorrection { correction } => {
                draft.text = correction.reason;
                Becomes::Form(Form::Correction {
                    day: correction.day,
                    shift: correction.shift,
                })
            }
            _ => return Err(Fault::NotFound),
        };
        self.store.take_back(edit.operation, &draft, becomes, now)?;
        self.tell(Change::Feed);
        self.tell(Change::Records);
        self.outbox_changed()?;
        Ok(draft)
    }

    /// A file of a lesson as it hung on its draft.
    fn attached(&self, file: LessonFile, now: Timestamp) -> Result<Attachment, Fault> {
        let LessonFile {
            sha256,
            bytes,
            mime,
            name,
        } = file;
        if mime != "image/jpeg" {
            return Ok(Attachment::Document {
                sha256,
                bytes,
                mime,
                name,
            });
        }
        let picture = self.store.media(sha256, MediaSize::Full, now)?;
        let size = picture.and_then(|picture| jpeg_size(&picture.bytes));
        let (width, height) = size.ok_or(Fault::NotFound)?;
        Ok(Attachment::Photo {
            sha256,
            bytes,
            width,
            height,
        })
    }
}
