//! Photos between the picker and the draft: each has its place at once, and they are prepared one after the other.

use dioxus::{html::FileData, prelude::*};
use jishi_core::{
    engine::{AttachPhoto, Draft, Fault},
    media::{PHOTO_MAX_BYTES, PhotoFault},
    model::{Attachment, MomentFault, PHOTOS_MAX},
};

use super::attached::take_over;
use crate::state::{Engine, use_engine};

/// A photo that was chosen and is not yet attached.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingPhoto {
    /// Tells it apart from the others.
    pub id: u32,
    /// What its file is called. It is not shown before it is small: the page would answer nothing while a large one is decoded.
    pub name: String,
    /// Why it cannot be attached; `None` while it is being prepared.
    pub fault: Option<Fault>,
    /// Taken away while it is being prepared: it is not shown, and nothing is sent before it is off the draft again.
    pub dropped: bool,
}

/// The photos on their way into a draft.
#[derive(Clone, Copy)]
pub(super) struct Pictures {
    /// Chosen, not yet attached.
    pub pending: Signal<Vec<PendingPhoto>>,
    add: Callback<Vec<FileData>>,
}

impl Pictures {
    /// Prepares and attaches these.
    pub fn add(self, files: Vec<FileData>) {
        self.add.call(files);
    }

    /// Takes one away, prepared or not.
    pub fn drop_pending(mut self, id: u32) {
        self.pending.write().retain_mut(|photo| {
            photo.dropped |= photo.id == id;
            !photo.dropped || photo.fault.is_none()
        });
    }
}

/// The way of photos into `draft`.
pub(super) fn use_pictures(draft: Signal<Draft>, mut fault: Signal<Option<Fault>>) -> Pictures {
    let engine = use_engine();
    let mut pending = use_signal(Vec::<PendingPhoto>::new);
    let mut count = use_signal(|| 0u32);
    let add = use_callback(move |files: Vec<FileData>| {
        let attached = draft
            .peek()
            .attachments
            .iter()
            .filter(|a| matches!(a, Attachment::Photo { .. }))
            .count();
        let coming = pending.peek().iter().filter(|photo| !photo.dropped).count();
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
                pending.write().push(PendingPhoto {
                    id: count(),
                    name: file.name(),
                    fault: None,
                    dropped: false,
                });
                (count(), file)
            })
            .collect();
        let engine = engine.clone();
        spawn(async move {
            for (id, file) in batch {
                prepare(&engine, draft, pending, id, file).await;
            }
        });
    });
    Pictures { pending, add }
}

async fn prepare(
    engine: &Engine,
    draft: Signal<Draft>,
    mut pending: Signal<Vec<PendingPhoto>>,
    id: u32,
    file: FileData,
) {
    let wanted = move || {
        pending
            .peek()
            .iter()
            .any(|photo| photo.id == id && !photo.dropped)
    };
    let mut refuse = move |why: Fault| {
        if let Some(photo) = pending.write().iter_mut().find(|photo| photo.id == id) {
            photo.fault = Some(why);
        }
        pending
            .write()
            .retain(|photo| !photo.dropped || photo.fault.is_none());
    };
    if !wanted() {
        return pending.write().retain(|photo| photo.id != id);
    }
    if file.size() > PHOTO_MAX_BYTES {
        // Not even read: a phone may not have the memory.
        let megabytes = u32::try_from(file.size().div_ceil(1_000_000)).unwrap_or(u32::MAX);
        return refuse(Fault::Photo(PhotoFault::TooManyBytes { megabytes }));
    }
    let moment = draft.peek().id;
    let attach = |bytes| AttachPhoto { draft: moment, bytes };
    match engine.ask_about(&file, attach).await {
        Ok(with_photo) => take_over(engine, draft, with_photo, wanted()).await,
        Err(why) => return refuse(why),
    }
    pending.write().retain(|photo| photo.id != id);
}
