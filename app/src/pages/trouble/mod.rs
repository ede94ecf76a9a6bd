//! The page before there is anything to show, and the page that is not there.

use dioxus::prelude::*;
use jishi_core::engine::Fault;

use crate::{
    Route,
    components::{Button, ButtonKind, EmptyState, MomentSkeleton, Shape, TopBar},
    t,
    texts::{Sentence as _, use_texts},
};

/// While the engine starts, and when it did not.
#[component]
pub fn StartView(fault: Option<Fault>, onretry: EventHandler<()>) -> Element {
    let texts = use_texts();
    match fault {
        None => rsx! {
            // The web page shows it before the app is there; see `openings`.
            div { class: "frame is-feed", role: "status", "aria-label": t!(texts, "loading"), "aria-busy": "true",
                div { class: "nav-bar", "aria-hidden": "true",
                    span { class: "nav-tab is-current" }
                    span { class: "nav-tab is-compose", span { class: "nav-plus" } }
                    span { class: "nav-tab" }
                }
                div { class: "pane is-list", "aria-hidden": "true",
                    div { class: "top-bar",
                        div { class: "top-bar-side" }
                        div { class: "top-bar-title", {t!(texts, "nav-feed")} }
                        div { class: "top-bar-side" }
                    }
                    MomentSkeleton { photo: true }
                    MomentSkeleton {}
                    MomentSkeleton { photo: true }
                }
                div { class: "pane is-detail" }
            }
        },
        Some(fault) => rsx! {
            main { class: "start is-trouble", role: "alert",
                EmptyState { shape: Shape::Refused, title: t!(texts, "start-failed"), words: fault.sentence(&texts),
                    Button { kind: ButtonKind::Primary, icon: Shape::Retry, onclick: move |_| onretry.call(()),
                        {t!(texts, "retry")}
                    }
                }
            }
        },
    }
}

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
