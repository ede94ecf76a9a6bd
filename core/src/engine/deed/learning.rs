//! Deeds of learning.

use super::{Doer, written};
use crate::{
    engine::{Deed, Fault},
    model::{Action, Attachment, Lesson, LessonFile, LessonId, Reading, ReadingId, clean_text},
};

impl Doer<'_> {
    /// A lesson with the files of the draft in which it was written; what else was done stays as it is.
    pub(in crate::engine) fn with_files(action: Action, attachments: &[Attachment]) -> Result<Action, Fault> {
        let Action::PublishLesson { mut lesson } = action else {
            return Ok(action);
        };
        let files = (1..).zip(attachments);
        let files: Option<_> = files
            .map(|(number, attachment)| LessonFile::of(number, attachment))
            .collect();
        lesson.files = files.ok_or(Fault::NotForALesson)?;
        Ok(Action::PublishLesson { lesson })
    }

    pub(super) fn learning(self, deed: Deed) -> Option<Action> {
        Some(match deed {
            Deed::PublishLesson {
                topic,
                title,
                body,
                draft: _,
                opens,
                closes,
                minimum_seconds,
            } => Action::PublishLesson {
                lesson: Lesson {
                    id: LessonId::new(self.now),
                    topic,
                    title: written(&title),
                    body: clean_text(&body),
                    files: vec![],
                    opens,
                    closes,
                    minimum_seconds,
                    publisher: self.me,
                    published_at: self.now,
                    withdrawn_at: None,
                },
            },
            Deed::WithdrawLesson { lesson } => Action::WithdrawLesson { lesson },
            Deed::ReadLesson {
                lesson,
                started_at,
                seconds,
            } => Action::ReadLesson {
                reading: Reading {
                    id: ReadingId::new(self.now),
                    person: self.me,
                    lesson,
                    started_at,
                    finished_at: self.now,
                    seconds,
                },
            },
            _ => return None,
        })
    }
}
