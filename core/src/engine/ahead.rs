//! What a person will want where there is no signal: the files of lessons that they have yet to read. They are fetched beside
//! the exchange, which goes on with them only while it rests.

use std::{collections::HashSet, rc::Rc};

use futures_util::{
    FutureExt as _,
    future::{Fuse, FusedFuture as _, LocalBoxFuture},
};

use super::{Engine, Fault, GetMedia};
use crate::{
    model::LessonFile,
    ports::{Clock, KeyVault},
    protocol::MediaSize,
};

/// The largest file that is fetched without being asked for, in bytes: the way may be somebody's own mobile data.
const UNASKED_MAX: u64 = 5_000_000;

/// The fetching, if it is under way. It outlives each rest: a file begun is not begun again because something came between.
pub(super) struct Ahead(Fuse<LocalBoxFuture<'static, ()>>);

impl Default for Ahead {
    fn default() -> Self {
        Self(Fuse::terminated())
    }
}

impl Ahead {
    /// Begins, unless it is under way or nothing has come that would have files.
    pub(super) fn begin<C: Clock + 'static, V: KeyVault + 'static>(&mut self, engine: &Rc<Engine<C, V>>) {
        if self.0.is_terminated() && engine.ahead_due.replace(false) {
            let engine = engine.clone();
            self.0 = async move { engine.fetch_ahead().await }.boxed_local().fuse();
        }
    }

    /// Goes on; never ends where nothing is under way. May be dropped and called again without losing what came.
    pub(super) async fn go_on(&mut self) {
        if self.0.is_terminated() {
            std::future::pending().await
        }
        (&mut self.0).await;
    }
}

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// Fetches them one after another, until all are here or one cannot be had now.
    async fn fetch_ahead(&self) {
        let mut tried = HashSet::new();
        loop {
            let get = match self.next_ahead(&tried) {
                Ok(Some(get)) => get,
                Ok(None) => return,
                Err(fault) => {
                    tracing::warn!(%fault, "files of lessons are not fetched ahead");
                    return;
                }
            };
            tried.insert(get);
            match self.media(get).await {
                // What is refused is refused alone.
                Ok(_) | Err(Fault::Refused(_)) => {}
                Err(fault) => {
                    tracing::info!(%fault, "files of lessons will be fetched later");
                    self.ahead_due.set(true);
                    return;
                }
            }
        }
    }

    fn next_ahead(&self, tried: &HashSet<GetMedia>) -> Result<Option<GetMedia>, Fault> {
        for lesson in self.lessons_to_read()? {
            for file in lesson.files.iter().filter(|file| file.bytes <= UNASKED_MAX) {
                let get = as_shown(file);
                if !tried.contains(&get) && !self.store.has_media(get.sha256, get.size)? {
                    return Ok(Some(get));
                }
            }
        }
        Ok(None)
    }
}

/// A file in the size in which a lesson shows it.
fn as_shown(file: &LessonFile) -> GetMedia {
    let size = if file.is_picture() {
        MediaSize::Feed
    } else {
        MediaSize::Full
    };
    GetMedia {
        sha256: file.sha256,
        size,
    }
}
