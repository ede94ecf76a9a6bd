//! What waits for one.

use dioxus::prelude::*;

use crate::{components::TopBar, t, texts::use_texts};

/// The page.
#[component]
pub fn TodoPage() -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { title: t!(texts, "nav-todo") }
    }
}
