//! Leaves that one granted and that did not come to pass as granted: who granted them has planned with them.

use dioxus::prelude::*;
use jishi_core::engine::LeaveItem;

use super::{
    row::{sign, state},
    view::summary,
};
use crate::{
    components::{Icon, Rows},
    t,
    texts::{self, use_texts},
};

/// The rows, under their title.
#[component]
pub fn ChangedLeaves(id: &'static str, leaves: Vec<LeaveItem>) -> Element {
    let texts = use_texts();
    rsx! {
        Rows { id, title: t!(texts, "leave-changed"),
            for item in leaves {
                Changed { key: "{item.leave.id}", item }
            }
        }
    }
}

#[component]
fn Changed(item: LeaveItem) -> Element {
    let texts = use_texts();
    let (class, shape) = sign(&item.leave.state);
    let name = item
        .person
        .as_ref()
        .map_or_else(|| t!(texts, "request-somebody"), |person| person.name.clone());
    rsx! {
        li { class,
            Icon { shape }
            div { class: "leave-main",
                p { class: "leave-name", bdi { {name} } " · " {summary(&texts, &item)} }
                p { class: "leave-span", {texts::span(&texts, item.leave.span)} }
                p { class: "leave-state", {state(&texts, &item)} }
            }
        }
    }
}
