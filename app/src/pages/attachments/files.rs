//! Videos and documents between the picker and the draft: each stands there by its name while it is looked at and kept.

use dioxus::{html::FileData, prelude::*};
use jishi_core::{
    engine::{AttachFile, Draft, Fault},
    model::{MomentFault, VIDEO_MAX_BYTES},
};

use super::attached::take_over;
use crate::state::{Engine, use_engine};

/// A video or document that was chosen and is not yet attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingFile {
    /// Tells it apart from the others.
    pub id: u32,
    /// What it is called.
    pub name: String,
    /// Taken away while it is looked at: it is not shown, and nothing is sent before it is off the draft again.
    pub dropped: bool,
}

/// The files on their way into a draft.
#[derive(Clone, Copy)]
pub(super) struct Files {
    /// Chosen, not yet attached.
    pub pending: Signal<Vec<PendingFile>>,
    add: Callback<Vec<FileData>>,
}

impl Files {
    /// Attaches these, one after the other.
    pub fn add(self, files: Vec<FileData>) {
        self.add.call(files);
    }

    /// Takes away one that is not yet attached.
    pub fn drop_pending(mut self, id: u32) {
        if let Some(file) = self.pending.write().iter_mut().find(|file| file.id == id) {
            file.dropped = true;
        }
    }
}

/// The way of files into `draft`; what cannot be attached is told in `fault`.
pub(super) fn use_files(draft: Signal<Draft>, mut fault: Signal<Option<Fault>>) -> Files {
    let engine = use_engine();
    let mut pending = use_signal(Vec::<PendingFile>::new);
    let mut count = use_signal(|| 0u32);
    let add = use_callback(move |files: Vec<FileData>| {
        let batch: Vec<_> = files
            .into_iter()
            .map(|file| {
                count += 1;
                pending.write().push(PendingFile {
                    id: count(),
                    name: file.name(),
                    dropped: false,
                });
                (count(), file)
            })
            .collect();
        let engine = engine.clone();
        spawn(async move {
            for (id, file) in batch {
                let wanted = move || pending.peek().iter().any(|file| file.id == id && !file.dropped);
                match attach(&engine, draft, wanted, &file).await {
                    Err(why) if wanted() => fault.set(Some(why)),
                    _ => {}
                }
                pending.write().retain(|file| file.id != id);
            }
        });
    });
    Files { pending, add }
}

async fn attach(
    engine: &Engine,
    draft: Signal<Draft>,
    wanted: impl Fn() -> bool,
    file: &FileData,
) -> Result<(), Fault> {
    // What is larger than anything that is taken is not even read: a phone may not have the memory.
    if file.size() > VIDEO_MAX_BYTES {
        return Err(Fault::Moment(MomentFault::VideoSize));
    }
    if !wanted() {
        return Ok(());
    }
    let attach = |bytes| AttachFile {
        draft: draft.peek().id,
        name: file.name(),
        bytes,
    };
    let with_file = engine.ask_about(file, attach).await?;
    take_over(engine, draft, with_file, wanted()).await;
    Ok(())
}
