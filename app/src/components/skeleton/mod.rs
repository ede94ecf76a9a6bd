//! The shape of a moment while it loads.

use dioxus::prelude::*;

/// The shape of a moment.
#[component]
pub fn MomentSkeleton(#[props(default)] photo: bool) -> Element {
    rsx! {
        div { class: "moment is-skeleton", "aria-hidden": "true",
            span { class: "bone is-avatar" }
            div { class: "moment-main",
                span { class: "bone is-name" }
                span { class: "bone is-line" }
                span { class: "bone is-line is-short" }
                if photo {
                    span { class: "bone is-photo" }
                }
            }
        }
    }
}
