//! The tiles in which photos stand, and are chosen.

use dioxus::prelude::*;
use jishi_core::{engine::Draft, model::PHOTOS_MAX, protocol::MediaSize};

use super::{AttachAction, PendingPhoto};
use crate::{
    components::{Icon, Picture, Shape, photos},
    t,
    texts::{Sentence as _, use_texts},
};

/// The photos in their tiles, and the way to more.
#[component]
pub fn Photos(
    draft: ReadSignal<Draft>,
    pending: ReadSignal<Vec<PendingPhoto>>,
    onaction: EventHandler<AttachAction>,
) -> Element {
    let texts = use_texts();
    // A file input tells nothing when the same file is chosen again; a new one does.
    let mut round = use_signal(|| 0u32);
    let attached = photos(&draft.read().attachments);
    let total = attached.len() + pending.read().len();
    let faults = pending
        .read()
        .iter()
        .filter_map(|photo| photo.fault.clone())
        .collect::<Vec<_>>();
    rsx! {
        div { class: "tiles",
            for (index, photo) in attached.iter().copied().enumerate() {
                div { key: "{photo.sha256}", class: "tile",
                    Picture {
                        sha256: photo.sha256,
                        size: MediaSize::Thumb,
                        label: t!(texts, "photo-label", index = index + 1, total = total),
                    }
                    Remove {
                        label: t!(texts, "photo-remove", index = index + 1),
                        onremove: move |()| onaction.call(AttachAction::Detach(photo.sha256)),
                    }
                }
            }
            for photo in pending.read().iter().cloned() {
                PendingTile { key: "{photo.id}", photo, onaction }
            }
            if total < PHOTOS_MAX {
                label { class: "tile is-add",
                    Icon { shape: Shape::Photo }
                    span { {t!(texts, "compose-add-photo")} }
                    for key in [round()] {
                        input {
                            key: "{key}",
                            class: "is-hidden",
                            r#type: "file",
                            accept: "image/*",
                            multiple: true,
                            onchange: move |event| {
                                let files = event.files();
                                round += 1;
                                if !files.is_empty() {
                                    onaction.call(AttachAction::Photos(files));
                                }
                            },
                        }
                    }
                }
            }
        }
        for fault in faults {
            p { class: "tiles-fault", role: "alert", {fault.sentence(&texts)} }
        }
    }
}

#[component]
fn PendingTile(photo: PendingPhoto, onaction: EventHandler<AttachAction>) -> Element {
    let texts = use_texts();
    let id = photo.id;
    rsx! {
        div { class: "tile", role: "status",
            if let Some(preview) = &photo.preview {
                img { class: "picture", src: preview.as_str(), alt: "" }
            } else {
                span { class: "picture bone" }
            }
            if photo.fault.is_some() {
                span { class: "tile-veil is-refused", Icon { shape: Shape::Refused } {t!(texts, "photo-refused")} }
            } else {
                span { class: "tile-veil", Icon { shape: Shape::Clock } {t!(texts, "photo-preparing")} }
            }
            Remove { label: t!(texts, "photo-drop"), onremove: move |()| onaction.call(AttachAction::DropPhoto(id)) }
        }
    }
}

#[component]
fn Remove(label: String, onremove: EventHandler<()>) -> Element {
    rsx! {
        button { class: "tile-remove", r#type: "button", "aria-label": label, onclick: move |_| onremove.call(()),
            span { class: "tile-cross", Icon { shape: Shape::Close } }
        }
    }
}
