//! Photos between the picker and the draft: each is shown at once and prepared one after the other.

use std::rc::Rc;

use dioxus::{html::FileData, prelude::*};
use jishi_core::{
    engine::{AttachPhoto, Draft, Fault},
    model::{Attachment, MomentFault, PHOTOS_MAX},
};

use super::attached::take_over;
use crate::{
    media_url::MediaUrl,
    state::{Engine, use_engine},
};

/// A photo that was chosen and is not yet attached.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingPhoto {
    /// Tells it apart from the others.
    pub id: u32,
    /// To show it before it is prepared; a host may have none.
    pub preview: Option<Rc<MediaUrl>>,
    /// Why it cannot be attached; `None` while it is being prepared.
    pub fault: Option<Fault>,
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
        self.pending.write().retain(|photo| photo.id != id);
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
        let room = PHOTOS_MAX.saturating_sub(attached + pending.peek().len());
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
                    preview: None,
                    fault: None,
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
    let wanted = move || pending.peek().iter().any(|photo| photo.id == id);
    let mut refuse = move |why: Fault| {
        if let Some(photo) = pending.write().iter_mut().find(|photo| photo.id == id) {
            photo.fault = Some(why);
        }
    };
    let Ok(bytes) = file.read_bytes().await else {
        return refuse(Fault::HostFailed(jishi_core::engine::Capability::Photos));
    };
    if !wanted() {
        return;
    }
    // A photo has megabytes, and the page answers nothing while they are copied.
    let bytes = Vec::from(bytes);
    let preview = MediaUrl::of_picture(&file).map(Rc::new);
    if let Some(photo) = pending.write().iter_mut().find(|photo| photo.id == id) {
        photo.preview = preview;
    }
    let moment = draft.peek().id;
    match engine.ask(AttachPhoto { draft: moment, bytes }).await {
        Ok(with_photo) => take_over(engine, draft, with_photo, wanted()).await,
        Err(why) => return refuse(why),
    }
    pending.write().retain(|photo| photo.id != id);
}
