//! A page with nothing on it: what would be here, and how it gets here.

use dioxus::prelude::*;

use super::{Icon, Shape};

/// What would be here.
#[component]
pub fn EmptyState(shape: Shape, title: String, words: String, children: Element) -> Element {
    rsx! {
        div { class: "empty",
            span { class: "empty-icon", Icon { shape } }
            h2 { class: "empty-title", {title} }
            p { class: "empty-words", {words} }
            {children}
        }
    }
}
