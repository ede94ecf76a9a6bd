//! A document: its name and size in a row; a tap fetches it, and it opens or is saved as the host does it.

use dioxus::prelude::*;
use jishi_core::{engine::GetMedia, model::Sha256, protocol::MediaSize};

use super::{Icon, Shape};
use crate::{
    state::{MediaState, use_media},
    t,
    texts::{Sentence as _, use_texts},
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
    let size = size_text(bytes);
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

/// Bytes as people read them: one decimal from a megabyte on.
fn size_text(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1_000))
    } else {
        format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }
}

#[cfg(test)]
mod tests {
    use super::size_text;

    #[test]
    fn sizes_are_short() {
        for (bytes, text) in [
            (0, "0 kB"),
            (1, "1 kB"),
            (999_999, "1000 kB"),
            (1_250_000, "1.2 MB"),
            (20_000_000, "20.0 MB"),
        ] {
            assert_eq!(size_text(bytes), text);
        }
    }
}
