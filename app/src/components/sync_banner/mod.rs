//! One calm line above the feed when something waits or is wrong; nothing otherwise.

use dioxus::prelude::*;
use jishi_core::engine::{SyncState, Trouble};

use super::{Icon, Shape};
use crate::{
    t,
    texts::{Sentence as _, Texts, use_texts},
};

/// The line.
#[component]
pub fn SyncBanner(state: SyncState, onretry: EventHandler<()>) -> Element {
    let texts = use_texts();
    let Some(words) = words(&texts, &state) else {
        return rsx! {};
    };
    let shape = if state.trouble == Some(Trouble::Unreachable) {
        Shape::Offline
    } else {
        Shape::Clock
    };
    rsx! {
        div { class: "sync-banner", role: "status",
            Icon { shape }
            p { class: "sync-words", {words} }
            if state.trouble.is_some() {
                button { class: "sync-retry", r#type: "button", onclick: move |_| onretry.call(()),
                    {t!(texts, "sync-retry")}
                }
            }
        }
    }
}

/// What there is to say. Things on their way without trouble need no words: each moment shows its own sign.
fn words(texts: &Texts, state: &SyncState) -> Option<String> {
    let trouble = state.trouble?;
    let mut words = trouble.sentence(texts);
    if state.waiting > 0 {
        words.push_str(&t!(texts, "sync-waiting-safe", count = state.waiting));
    }
    Some(words)
}
