//! A document: its name and size in a row; a tap fetches it, and it opens or is saved as the host does it.

use dioxus::prelude::*;
use jishi_core::{engine::GetMedia, model::Sha256, protocol::MediaSize};

use super::{Icon, Shape};
use crate::{
    state::{MediaState, use_media},
    t,
    texts::{Sentence as _, size, use_texts},
};

/// A document.
#[component]
pub fn FileRow(
    sha256: Sha256,
    name: String,
    bytes: u64,
    /// It was opened.
    onopen: Option<EventHandler<()>>,
) -> Element {
    let texts = use_texts();
    // Documents are fetched at the tap, not with the feed.
    let mut wanted = use_signal(|| false);
    let (state, again) = use_media(
        GetMedia {
            sha256,
            size: MediaSize::Full,
        },
        wanted(),
    );
    let size = size(bytes);
    let fault = match &state {
        MediaState::Failed(fault) if wanted() => Some(fault.sentence(&texts)),
        _ => None,
    };
    let label = t!(texts, "file-fetch", name = name.as_str(), size = size.as_str());
    rsx! {
        div { class: "file",
            if let (true, MediaState::Ready(url)) = (wanted(), &state) {
                a {
                    class: "file-row is-here",
                    href: url.as_str(),
                    download: name.clone(),
                    target: "_blank",
                    onclick: move |_| {
                        if let Some(onopen) = onopen {
                            onopen.call(());
                        }
                    },
                    Icon { shape: Shape::Document }
                    bdi { class: "file-name", {name.clone()} }
                    span { class: "file-size", {t!(texts, "file-open")} }
                }
            } else {
                button {
                    class: "file-row",
                    r#type: "button",
                    "aria-label": label,
                    onclick: move |_| {
                        if wanted() {
                            again.call(());
                        }
                        wanted.set(true);
                    },
                    Icon { shape: Shape::Document }
                    bdi { class: "file-name", {name.clone()} }
                    span { class: "file-size",
                        if wanted() && fault.is_none() { {t!(texts, "file-fetching")} } else { {size} }
                    }
                }
            }
            if let Some(fault) = fault {
                p { class: "file-fault", role: "alert", {fault} }
            }
        }
    }
}
