//! A sheet that comes up from the bottom over the page.

use dioxus::prelude::*;

use super::{IconButton, Shape};
use crate::{t, texts::use_texts};

/// A sheet. Escape, its cross and a tap beside it close it.
#[component]
pub fn Sheet(title: String, onclose: EventHandler<()>, children: Element) -> Element {
    let texts = use_texts();
    let heading = title.clone();
    rsx! {
        div {
            class: "sheet-veil",
            onclick: move |event| {
                event.stop_propagation();
                onclose.call(());
            },
            section {
                class: "sheet",
                role: "dialog",
                "aria-modal": "true",
                "aria-label": title,
                tabindex: "-1",
                onclick: move |event| event.stop_propagation(),
                onkeydown: move |event| {
                    if event.key() == Key::Escape {
                        onclose.call(());
                    }
                },
                // Without the focus, neither Escape nor a screen reader would find the sheet.
                onmounted: move |event| async move {
                    let _ = event.set_focus(true).await;
                },
                header { class: "sheet-head",
                    h2 { class: "sheet-title", {heading} }
                    IconButton { shape: Shape::Close, label: t!(texts, "close"), onclick: move |_| onclose.call(()) }
                }
                div { class: "sheet-body", {children} }
            }
        }
    }
}
