//! Photos between the picker and the draft: each has its place at once, and those chosen together are prepared one after the other.

use dioxus::{html::FileData, prelude::*};
use jishi_core::{
    engine::{AttachPhoto, Draft, Fault},
    media::{PHOTO_MAX_BYTES, PhotoFault},
    model::{Attachment, MomentFault, PHOTOS_MAX},
};

use super::{
    attached::take_over,
    pending::{List, Pending},
};
use crate::state::{Engine, use_engine};

/// The photos on their way into a draft.
#[derive(Clone, Copy)]
pub(super) struct Pictures {
    /// Chosen, not yet attached.
    pub pending: List,
    add: Callback<Vec<FileData>>,
}

impl Pictures {
    /// Prepares and attaches these.
    pub fn add(self, files: Vec<FileData>) {
        self.add.call(files);
    }
}

/// The way of photos into `draft`.
pub(super) fn use_pictures(draft: Signal<Draft>, mut fault: Signal<Option<Fault>>) -> Pictures {
    let engine = use_engine();
    let pending = List(use_signal(Vec::new));
    let mut count = use_signal(|| 0u32);
    let add = use_callback(move |files: Vec<FileData>| {
        let mut list = pending.0;
        let attached = draft
            .peek()
            .attachments
            .iter()
            .filter(|a| matches!(a, Attachment::Photo { .. }))
            .count();
        let coming = list.peek().iter().filter(|photo| photo.is_shown()).count();
        let room = PHOTOS_MAX.saturating_sub(attached + coming);
        if files.len() > room {
            let photos = PHOTOS_MAX - room + files.len();
            fault.set(Some(Fault::Moment(MomentFault::TooManyPhotos { photos })));
        }
        let batch: Vec<_> = files
            .into_iter()
            .take(room)
            .map(|file| {
                count += 1;
                list.write().push(Pending::new(count(), file.name()));
                (count(), file)
            })
            .collect();
        let engine = engine.clone();
        spawn(async move {
            for (id, file) in batch {
                if pending.begin(id) {
                    prepare(&engine, draft, pending, id, file).await;
                }
            }
        });
    });
    Pictures { pending, add }
}

async fn prepare(engine: &Engine, draft: Signal<Draft>, pending: List, id: u32, file: FileData) {
    if file.size() > PHOTO_MAX_BYTES {
        // Not even read: a phone may not have the memory.
        let megabytes = u32::try_from(file.size().div_ceil(1_000_000)).unwrap_or(u32::MAX);
        return pending.refuse(id, Fault::Photo(PhotoFault::TooManyBytes { megabytes }));
    }
    let moment = draft.peek().id;
    let attach = |bytes| AttachPhoto { draft: moment, bytes };
    match engine.ask_about(&file, attach).await {
        Ok(with_photo) => take_over(engine, draft, with_photo, pending.wants(id)).await,
        Err(why) => return pending.refuse(id, why),
    }
    pending.end(id);
}
