//! A photo out of the engine's store: its shape at once, its bytes as soon as they are here.

use dioxus::prelude::*;
use jishi_core::{engine::GetMedia, model::Sha256, protocol::MediaSize};

use super::{Icon, Shape};
use crate::{
    state::{MediaState, use_media},
    t,
    texts::{Sentence as _, use_texts},
};

/// A photo, asked of the engine.
#[component]
pub fn Picture(sha256: Sha256, size: MediaSize, label: String) -> Element {
    let (state, again) = use_media(GetMedia { sha256, size }, true);
    rsx! {
        PictureView { state, label, onagain: move |()| again.call(()) }
    }
}

/// A photo in one of its three states. It fills the box that it is put into.
#[component]
pub fn PictureView(state: MediaState, label: String, onagain: EventHandler<()>) -> Element {
    let texts = use_texts();
    match state {
        MediaState::Loading => rsx! {
            span { class: "picture bone", role: "img", "aria-label": label, "aria-busy": "true" }
        },
        MediaState::Ready(url) => rsx! {
            img { class: "picture", src: url.as_str(), alt: label, decoding: "async", draggable: "false" }
        },
        MediaState::Failed(fault) => rsx! {
            button {
                class: "picture is-broken",
                r#type: "button",
                title: fault.sentence(&texts),
                "aria-label": t!(texts, "picture-again"),
                // The photo may lie in a link to the viewer, where there would be nothing to see either.
                onclick: move |event| {
                    event.prevent_default();
                    event.stop_propagation();
                    onagain.call(());
                },
                Icon { shape: Shape::Broken }
                span { {t!(texts, "picture-failed")} }
            }
        },
    }
}
