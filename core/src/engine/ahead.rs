//! What a person will want where there is no signal: the files of lessons that they have yet to read. They are fetched while
//! the exchange rests, and wait for whatever else is to be sent.

use std::collections::HashSet;

use super::{Engine, Fault, GetMedia};
use crate::{
    model::{LessonFile, Record, RecordId, RecordKind},
    ports::{Clock, KeyVault},
    protocol::MediaSize,
};

/// The largest file that is fetched without being asked for, in bytes: the way may be somebody's own mobile data.
const UNASKED_MAX: u64 = 5_000_000;

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// Fetches them one after another, until all are here or one cannot be had now. Safe to drop at any point.
    pub(super) async fn look_ahead(&self) {
        if self.store.enrolment().is_ok_and(|enrolment| enrolment.is_none()) {
            return;
        }
        let mut tried = HashSet::new();
        loop {
            match self.next_ahead(&tried) {
                Ok(Some(get)) => {
                    tried.insert(get);
                    match self.media(get).await {
                        // What is refused is refused alone.
                        Ok(_) | Err(Fault::Refused(_)) => {}
                        Err(fault) => {
                            tracing::info!(%fault, "files of lessons will be fetched later");
                            return;
                        }
                    }
                }
                Ok(None) => return,
                Err(fault) => {
                    tracing::warn!(%fault, "files of lessons are not fetched ahead");
                    return;
                }
            }
        }
    }

    fn next_ahead(&self, tried: &HashSet<GetMedia>) -> Result<Option<GetMedia>, Fault> {
        let unread = self.unread()?;
        for record in self.store.records_of_kind(RecordKind::Lesson)? {
            let Record::Lesson { lesson } = record else {
                continue;
            };
            if !unread.contains(&RecordId(lesson.id.0)) {
                continue;
            }
            for file in lesson.files.iter().filter(|file| file.bytes <= UNASKED_MAX) {
                let get = shown(file);
                if !tried.contains(&get) && !self.store.has_media(get.sha256, get.size)? {
                    return Ok(Some(get));
                }
            }
        }
        Ok(None)
    }

    fn unread(&self) -> Result<HashSet<RecordId>, Fault> {
        let lessons = self.lessons()?.into_iter();
        Ok(lessons
            .filter(|lesson| lesson.to_read)
            .map(|lesson| RecordId(lesson.id.0))
            .collect())
    }
}

/// A file in the size in which a lesson shows it.
fn shown(file: &LessonFile) -> GetMedia {
    let size = if file.mime == "image/jpeg" {
        MediaSize::Feed
    } else {
        MediaSize::Full
    };
    GetMedia {
        sha256: file.sha256,
        size,
    }
}
