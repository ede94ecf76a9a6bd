//! Photos between the picker and the draft: each has its place at once, and those chosen together are prepared one after the other.

use dioxus::{html::FileData, prelude::*};
use futures_channel::oneshot;
use jishi_core::{
    engine::{AttachPhoto, Attached, Draft, Fault},
    media::{PHOTO_MAX_BYTES, PhotoFault},
    model::{Attachment, MomentFault, PHOTOS_MAX},
};

use super::{
    attached::take_over,
    pending::{List, use_pending},
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
    let pending = use_pending();
    let add = use_callback(move |files: Vec<FileData>| {
        let attached = draft
            .peek()
            .attachments
            .iter()
            .filter(|a| matches!(a, Attachment::Photo { .. }))
            .count();
        let coming = pending.all.peek().iter().filter(|photo| photo.is_shown()).count();
        let room = PHOTOS_MAX.saturating_sub(attached + coming);
        if files.len() > room {
            let photos = PHOTOS_MAX - room + files.len();
            fault.set(Some(Fault::Moment(MomentFault::TooManyPhotos { photos })));
        }
        let batch: Vec<_> = files
            .into_iter()
            .take(room)
            .map(|file| (pending.choose(file.name()), file))
            .collect();
        let engine = engine.clone();
        spawn(async move {
            for (id, file) in batch {
                let Some(unwanted) = pending.begin(id) else {
                    continue;
                };
                match prepare(&engine, draft, &file, unwanted).await {
                    Ok(with_photo) => {
                        take_over(&engine, draft, with_photo, pending.wants(id)).await;
                        pending.end(id);
                    }
                    Err(why) => pending.refuse(id, why),
                }
            }
        });
    });
    Pictures { pending, add }
}

async fn prepare(
    engine: &Engine,
    draft: Signal<Draft>,
    file: &FileData,
    unwanted: oneshot::Receiver<()>,
) -> Result<Attached, Fault> {
    if file.size() > PHOTO_MAX_BYTES {
        // Not even read: a phone may not have the memory.
        let megabytes = u32::try_from(file.size().div_ceil(1_000_000)).unwrap_or(u32::MAX);
        return Err(Fault::Photo(PhotoFault::TooManyBytes { megabytes }));
    }
    let draft = draft.peek().id;
    let attach = |bytes| AttachPhoto { draft, bytes };
    engine.ask_about(file, unwanted, attach).await
}
