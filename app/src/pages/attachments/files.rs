//! Videos and documents between the picker and the draft: each stands there by its name while it is looked at and kept.

use dioxus::{html::FileData, prelude::*};
use futures_channel::oneshot;
use jishi_core::{
    engine::{AttachFile, Attached, Draft, Fault},
    model::{MomentFault, VIDEO_MAX_BYTES},
};

use super::{
    attached::take_over,
    pending::{List, use_pending},
};
use crate::state::{Engine, use_engine};

/// The files on their way into a draft.
#[derive(Clone, Copy)]
pub(super) struct Files {
    /// Chosen, not yet attached.
    pub pending: List,
    add: Callback<Vec<FileData>>,
}

impl Files {
    /// Attaches these, one after the other.
    pub fn add(self, files: Vec<FileData>) {
        self.add.call(files);
    }
}

/// The way of files into `draft`; what cannot be attached is told in `fault`.
pub(super) fn use_files(draft: Signal<Draft>, mut fault: Signal<Option<Fault>>) -> Files {
    let engine = use_engine();
    let pending = use_pending();
    let add = use_callback(move |files: Vec<FileData>| {
        let batch: Vec<_> = files
            .into_iter()
            .map(|file| (pending.choose(file.name()), file))
            .collect();
        let engine = engine.clone();
        spawn(async move {
            for (id, file) in batch {
                let Some(unwanted) = pending.begin(id) else {
                    continue;
                };
                match attach(&engine, draft, &file, unwanted).await {
                    Ok(with_file) => take_over(&engine, draft, with_file, pending.wants(id)).await,
                    Err(why) if pending.wants(id) => fault.set(Some(why)),
                    Err(_) => {}
                }
                pending.end(id);
            }
        });
    });
    Files { pending, add }
}

async fn attach(
    engine: &Engine,
    draft: Signal<Draft>,
    file: &FileData,
    unwanted: oneshot::Receiver<()>,
) -> Result<Attached, Fault> {
    // What is larger than anything that is taken is not even read: a phone may not have the memory.
    if file.size() > VIDEO_MAX_BYTES {
        return Err(Fault::Moment(MomentFault::VideoSize));
    }
    let (draft, name) = (draft.peek().id, file.name());
    let attach = |bytes| AttachFile {
        draft,
        name: name.clone(),
        bytes,
    };
    engine.ask_about(file, unwanted, attach).await
}
