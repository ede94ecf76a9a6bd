//! What hangs on a draft, and what is on its way to it.

use dioxus::{html::FileData, prelude::*};
use jishi_core::{
    engine::{Arrange, Attached, Detach, Draft, Fault},
    model::{Attachment, Sha256, arrange},
};

use super::{
    files::{Files, use_files},
    pending::{Pending, are_under_way},
    photos::{Pictures, use_pictures},
};
use crate::state::{Engine, use_engine};

/// What a person does with it.
#[derive(Clone, Debug, PartialEq)]
pub enum AttachAction {
    /// Chooses photos.
    Photos(Vec<FileData>),
    /// Takes away a photo that is not yet attached.
    DropPhoto(u32),
    /// Chooses videos or documents.
    Files(Vec<FileData>),
    /// Takes away one of them that is not yet attached.
    DropFile(u32),
    /// Takes off what is attached.
    Detach(Sha256),
    /// Puts what is attached into this order.
    Arrange(Vec<Sha256>),
}

/// The attachments of a draft that is being written.
#[derive(Clone, Copy)]
pub struct Attaching {
    draft: Signal<Draft>,
    fault: Signal<Option<Fault>>,
    engine: CopyValue<Engine>,
    pictures: Pictures,
    files: Files,
}

/// The attachments of `draft`; why one could not be attached or taken off is told in `fault`.
pub fn use_attaching(draft: Signal<Draft>, fault: Signal<Option<Fault>>) -> Attaching {
    let engine = use_engine();
    Attaching {
        draft,
        fault,
        engine: use_hook(|| CopyValue::new(engine)),
        pictures: use_pictures(draft, fault),
        files: use_files(draft, fault),
    }
}

impl Attaching {
    /// Photos chosen, not yet attached.
    pub fn photos(self) -> Signal<Vec<Pending>> {
        self.pictures.pending.all
    }

    /// Videos and documents chosen, not yet attached.
    pub fn files(self) -> Signal<Vec<Pending>> {
        self.files.pending.all
    }

    /// Whether something is still under way, so that the draft cannot be sent yet.
    pub fn are_under_way(self) -> bool {
        are_under_way(&self.photos().read()) || are_under_way(&self.files().read())
    }

    /// Does it.
    pub fn act(self, action: AttachAction) {
        match action {
            AttachAction::Photos(chosen) => self.pictures.add(chosen),
            AttachAction::DropPhoto(photo) => self.pictures.pending.drop(photo),
            AttachAction::Files(chosen) => self.files.add(chosen),
            AttachAction::DropFile(file) => self.files.pending.drop(file),
            AttachAction::Detach(sha256) => {
                spawn(async move {
                    self.detach(sha256).await;
                });
            }
            AttachAction::Arrange(order) => {
                spawn(async move { self.arrange(order).await });
            }
        }
    }

    /// Takes something off; whether it is.
    pub async fn detach(mut self, sha256: Sha256) -> bool {
        let (engine, id) = (self.engine.peek().clone(), self.draft.peek().id);
        match engine.ask(Detach { draft: id, sha256 }).await {
            Ok(left) => {
                self.draft.write().attachments = left.attachments;
                true
            }
            Err(why) => {
                self.fault.set(Some(why));
                false
            }
        }
    }

    async fn arrange(mut self, order: Vec<Sha256>) {
        // At once: whoever taps again goes on from there.
        arrange(&mut self.draft.write().attachments, &order, Attachment::sha256);
        let (engine, draft) = (self.engine.peek().clone(), self.draft.peek().id);
        match engine.ask(Arrange { draft, order }).await {
            Ok(arranged) => self.draft.write().attachments = arranged.attachments,
            Err(why) => self.fault.set(Some(why)),
        }
    }
}

/// Takes the attachments over; what was taken away while it came is taken off again before it is seen.
pub(super) async fn take_over(
    engine: &Engine,
    mut draft: Signal<Draft>,
    Attached {
        draft: with_it,
        added,
    }: Attached,
    wanted: bool,
) {
    let unwanted = added.filter(|_| !wanted).map(|sha256| Detach {
        draft: with_it.id,
        sha256,
    });
    if let Some(detach) = unwanted
        && let Ok(without) = engine.ask(detach).await
    {
        draft.write().attachments = without.attachments;
        return;
    }
    draft.write().attachments = with_it.attachments;
}
