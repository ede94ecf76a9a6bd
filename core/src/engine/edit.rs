//! Writing anew what was refused: it goes into a draft, or the form in which it was written, and stays refused until that is
//! sent in its place.

use super::{Draft, Edit, Engine, Fault, Form};
use crate::{
    media::jpeg_size,
    model::{Action, Attachment, LessonFile, Timestamp},
    ports::{Clock, KeyVault},
    protocol::MediaSize,
    store::{Becomes, Store},
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// Opens the draft in which a refused operation is written anew; `NotFound` for what is not written in one.
    pub(super) fn edit(&self, edit: Edit, now: Timestamp) -> Result<Draft, Fault> {
        let mut draft = Draft {
            id: Store::rewritten(edit.operation),
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
        Ok(self.store.rewrite(edit.operation, draft, becomes)?)
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
