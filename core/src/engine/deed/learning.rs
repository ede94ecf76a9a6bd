//! Deeds of learning.

use super::{Doer, written};
use crate::{
    engine::Deed,
    model::{Action, Lesson, LessonId, Reading, ReadingId, clean_text},
};

impl Doer<'_> {
    pub(super) fn learning(self, deed: Deed) -> Option<Action> {
        Some(match deed {
            Deed::PublishLesson {
                topic,
                title,
                body,
                files,
                opens,
                closes,
                minimum_seconds,
            } => Action::PublishLesson {
                lesson: Lesson {
                    id: LessonId::new(self.now),
                    topic,
                    title: written(&title),
                    body: clean_text(&body),
                    files,
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
