//! The tiles in which photos stand, and are chosen.

use dioxus::prelude::*;
use jishi_core::{
    engine::Draft,
    model::{PHOTOS_MAX, Sha256},
    protocol::MediaSize,
};

use super::{AttachAction, Pending};
use crate::{
    components::{Icon, Picture, Shape, photos},
    t,
    texts::{Sentence as _, use_texts},
};

/// The photos in their tiles, and the way to more.
#[component]
pub fn Photos(
    draft: ReadSignal<Draft>,
    pending: ReadSignal<Vec<Pending>>,
    /// Whether they are shown in an order of their own.
    #[props(default)]
    ordered: bool,
    onaction: EventHandler<AttachAction>,
) -> Element {
    let texts = use_texts();
    // A file input tells nothing when the same file is chosen again; a new one does.
    let mut round = use_signal(|| 0u32);
    let attached = photos(&draft.read().attachments);
    let coming: Vec<_> = pending
        .read()
        .iter()
        .filter(|photo| photo.is_shown())
        .cloned()
        .collect();
    let total = attached.len() + coming.len();
    // The one that is to stand elsewhere.
    let mut chosen = use_signal(|| None::<Sha256>);
    let place = attached.iter().position(|photo| Some(photo.sha256) == chosen());
    let order: Vec<Sha256> = attached.iter().map(|photo| photo.sha256).collect();
    let ordered = ordered && order.len() > 1;
    let faults: Vec<_> = coming
        .iter()
        .filter_map(|photo| Some((photo.name.clone(), photo.fault()?.clone())))
        .collect();
    rsx! {
        div { class: "tiles",
            for (index, photo) in attached.iter().copied().enumerate() {
                div { key: "{photo.sha256}", class: if place == Some(index) { "tile is-chosen" } else { "tile" },
                    Picture {
                        sha256: photo.sha256,
                        size: MediaSize::Thumb,
                        label: t!(texts, "photo-label", index = index + 1, total = total),
                    }
                    if ordered {
                        button {
                            class: "tile-choose",
                            r#type: "button",
                            "aria-label": t!(texts, "photo-choose", index = index + 1),
                            "aria-pressed": if place == Some(index) { "true" } else { "false" },
                            onclick: move |_| {
                                let again = place == Some(index);
                                chosen.set((!again).then_some(photo.sha256));
                            },
                        }
                    }
                    Remove {
                        label: t!(texts, "photo-remove", index = index + 1),
                        onremove: move |()| onaction.call(AttachAction::Detach(photo.sha256)),
                    }
                }
            }
            for photo in coming {
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
        if let Some(place) = place.filter(|_| ordered) {
            MovePhoto { order, place, onorder: move |order| onaction.call(AttachAction::Arrange(order)) }
        } else if ordered {
            p { class: "tiles-hint", {t!(texts, "photo-order-hint")} }
        }
        for (name , fault) in faults {
            p { class: "tiles-fault", role: "alert",
                bdi { class: "tiles-fault-name", {name} }
                {fault.sentence(&texts)}
            }
        }
    }
}

/// Moves the photo at `place` of `order` by one.
#[component]
fn MovePhoto(order: Vec<Sha256>, place: usize, onorder: EventHandler<Vec<Sha256>>) -> Element {
    let texts = use_texts();
    let last = order.len() - 1;
    let swap = move |order: &[Sha256], with: usize| {
        let mut order = order.to_vec();
        order.swap(place, with);
        onorder.call(order);
    };
    let (forward, backward) = (order.clone(), order);
    rsx! {
        div { class: "tiles-move", role: "group", "aria-label": t!(texts, "photo-choose", index = place + 1),
            Step {
                shape: Shape::Back,
                words: t!(texts, "photo-earlier"),
                at_end: place == 0,
                onstep: move |()| swap(&forward, place - 1),
            }
            Step {
                shape: Shape::Forward,
                words: t!(texts, "photo-later"),
                at_end: place == last,
                onstep: move |()| swap(&backward, place + 1),
            }
            // Where it stands now is read out after each move.
            p { class: "is-hidden", role: "status", {t!(texts, "photo-place", index = place + 1, total = last + 1)} }
        }
    }
}

/// One of the two ways. At the end it does nothing, but keeps the focus, which would be lost with a button that is switched off.
#[component]
fn Step(shape: Shape, words: String, at_end: bool, onstep: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "button",
            r#type: "button",
            "aria-disabled": if at_end { "true" },
            onclick: move |_| {
                if !at_end {
                    onstep.call(());
                }
            },
            Icon { shape }
            {words}
        }
    }
}

#[component]
fn PendingTile(photo: Pending, onaction: EventHandler<AttachAction>) -> Element {
    let texts = use_texts();
    let id = photo.id;
    let refused = photo.fault().is_some();
    rsx! {
        div { class: "tile",
            span { class: "picture bone" }
            span { class: if refused { "tile-veil is-refused" } else { "tile-veil" }, role: "status",
                if refused {
                    Icon { shape: Shape::Refused }
                    {t!(texts, "photo-refused")}
                } else {
                    Icon { shape: Shape::Clock }
                    {t!(texts, "photo-preparing")}
                }
                bdi { class: "tile-name", {photo.name.clone()} }
            }
            Remove {
                label: t!(texts, "photo-drop", name = photo.name),
                onremove: move |()| onaction.call(AttachAction::DropPhoto(id)),
            }
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
