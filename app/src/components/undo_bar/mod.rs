//! A moment in which what was just done can be taken back, before it is sent.

use dioxus::prelude::*;

use super::Button;
use crate::{t, texts::use_texts};

/// For so long it can be taken back.
pub const UNDO_MS: u32 = 5_000;

/// What was done, and the way back.
#[component]
pub fn UndoBar(words: String, onundo: EventHandler<()>) -> Element {
    let texts = use_texts();
    rsx! {
        div { class: "undo-bar", role: "status",
            span { class: "undo-words", {words} }
            Button { onclick: move |_| onundo.call(()), {t!(texts, "undo")} }
        }
    }
}
