//! Doubts about one's own taps and logs, and how they stand.

use dioxus::prelude::*;
use jishi_core::{engine::DoubtItem, rules::policy::Trust};

use crate::{
    components::{Icon, Rows, Shape},
    state::use_now,
    t,
    texts::{self, use_texts},
};

/// The doubts, newest first.
#[component]
pub fn DoubtList(items: Vec<DoubtItem>) -> Element {
    let texts = use_texts();
    rsx! {
        Rows { id: "doubts-title", title: t!(texts, "doubts-title"), note: t!(texts, "doubts-words"),
            for item in items {
                Row { key: "{item.doubt.id}", item }
            }
        }
    }
}

#[component]
fn Row(item: DoubtItem) -> Element {
    let texts = use_texts();
    let now = use_now();
    let doubt = &item.doubt;
    let (class, shape) = match item.trust {
        Trust::Counts => ("shift is-done", Shape::Check),
        Trust::Waits => ("shift is-waiting", Shape::Clock),
        Trust::Not => ("shift is-missed", Shape::Refused),
    };
    let reviewer = item.reviewer.as_ref().map(|person| person.name.as_str());
    rsx! {
        li { class,
            Icon { shape }
            div { class: "shift-main",
                p { class: "shift-title", {texts::doubt_title(&texts, now, doubt)} }
                p { class: "shift-standing", {texts::doubt_standing(&texts, doubt, item.trust, reviewer)} }
                p { class: "shift-taps", {texts::flags(&texts, &doubt.flags)} }
                if let Some(review) = doubt.review.as_ref().filter(|review| !review.reason.is_empty()) {
                    p { class: "shift-taps", dir: "auto", {t!(texts, "leave-because", reason = review.reason.clone())} }
                }
            }
        }
    }
}
