//! The page before there is anything to show.

use dioxus::prelude::*;
use jishi_core::engine::Fault;

use crate::{
    components::{Button, ButtonKind, EmptyState, MomentSkeleton, Shape},
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
