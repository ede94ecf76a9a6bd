//! A sheet that comes up from the bottom over the page.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{IconButton, Shape};
use crate::{state::sleep, t, texts::use_texts};

/// So long it takes until what gets the focus has said so.
const FOCUS_MS: u32 = 30;

/// A sheet. Escape, its cross and a tap beside it close it. The focus stays inside: without it, neither Escape nor a screen
/// reader would find the sheet.
#[component]
pub fn Sheet(title: String, onclose: EventHandler<()>, children: Element) -> Element {
    let texts = use_texts();
    let heading = title.clone();
    let mut sheet = use_signal(|| None::<Rc<MountedData>>);
    let mut focused = use_signal(|| false);
    let take_focus = move || async move {
        let mounted = sheet.peek().clone();
        if let Some(mounted) = mounted {
            let _ = mounted.set_focus(true).await;
        }
    };
    rsx! {
        div {
            class: "sheet-veil",
            // What is pulled here is not the page below.
            ontouchstart: move |event| event.stop_propagation(),
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
                onfocusin: move |_| focused.set(true),
                onfocusout: move |_| {
                    focused.set(false);
                    spawn(async move {
                        sleep(FOCUS_MS).await;
                        if !*focused.peek() {
                            take_focus().await;
                        }
                    });
                },
                onmounted: move |event| {
                    sheet.set(Some(event.data()));
                    take_focus()
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
