//! The page that is not there.

use dioxus::prelude::*;

use crate::{
    Route,
    components::{EmptyState, Shape, TopBar},
    t,
    texts::use_texts,
};

/// An address without a page.
#[component]
pub fn MissingPage(rest: Vec<String>) -> Element {
    let texts = use_texts();
    #[cfg(feature = "gallery")]
    if rest == ["gallery"] {
        return rsx! { crate::pages::GalleryPage {} };
    }
    // What was asked for is in the address bar; repeating it helps nobody.
    let _ = rest;
    rsx! {
        TopBar { title: t!(texts, "app-name"), back: true }
        EmptyState { shape: Shape::Broken, title: t!(texts, "missing-title"), words: t!(texts, "missing-words"),
            Link { class: "button is-primary", to: Route::Feed {}, {t!(texts, "missing-home")} }
        }
    }
}
