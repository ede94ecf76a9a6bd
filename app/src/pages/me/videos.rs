//! Whether videos wait for Wi-Fi.

use dioxus::prelude::*;
use jishi_core::engine::LineKind;

use super::choices::Segment;
use crate::{
    components::{Icon, Shape},
    t,
    texts::use_texts,
};

/// The choice, and what it means on the line as it is.
#[component]
pub(super) fn Videos(wifi_only: bool, line: LineKind, onchoose: EventHandler<bool>) -> Element {
    let texts = use_texts();
    let note = match line {
        LineKind::Unknown => Some(t!(texts, "me-line-unknown")),
        LineKind::Metered | LineKind::Unmetered => wifi_only.then(|| t!(texts, "me-videos-wait")),
    };
    rsx! {
        fieldset { class: "choice",
            legend { class: "is-hidden", {t!(texts, "me-videos")} }
            span { class: "choice-name", "aria-hidden": "true", Icon { shape: Shape::Video } {t!(texts, "me-videos")} }
            div { class: "segments",
                Segment {
                    words: t!(texts, "me-videos-any"),
                    chosen: !wifi_only,
                    onchoose: move |()| onchoose.call(false),
                }
                Segment {
                    words: t!(texts, "me-videos-wifi"),
                    chosen: wifi_only,
                    onchoose: move |()| onchoose.call(true),
                }
            }
            if let Some(note) = note {
                p { class: "choice-note", {note} }
            }
        }
    }
}
