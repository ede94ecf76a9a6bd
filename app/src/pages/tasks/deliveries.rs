//! What was delivered, and what was said to it.

use dioxus::prelude::*;
use jishi_core::{
    model::{Delivered, TaskId},
    protocol::PlaceOf,
};

use crate::{
    components::{Attachments, Icon, PlaceAsk, PlaceChip, Rows, Shape},
    state::use_now,
    t,
    texts::{self, flags, use_texts},
};

/// Every result, the newest first. They are one's own (`mine`) if one answers for the task.
#[component]
pub(super) fn Deliveries(task: TaskId, mine: bool, deliveries: Vec<Delivered>) -> Element {
    let texts = use_texts();
    rsx! {
        Rows { id: "task-results", title: t!(texts, "task-results"),
            // Numbered as they came: one that is added does not make the others new.
            for (number, delivered) in (0..).zip(deliveries).collect::<Vec<(u32, _)>>().into_iter().rev() {
                Delivery { key: "{number}", of: PlaceOf::Result { task, number }, mine, delivered }
            }
        }
    }
}

#[component]
fn Delivery(of: PlaceOf, mine: bool, delivered: Delivered) -> Element {
    let texts = use_texts();
    let now = use_now();
    rsx! {
        li { class: "task-result",
            p { class: "row-hint", {t!(texts, "result-delivered", time = texts::day_time(&texts, now, delivered.at))} }
            if !delivered.text.is_empty() {
                p { class: "task-words", dir: "auto", {delivered.text.clone()} }
            }
            Attachments { attachments: delivered.attachments.clone(), mine }
            if let Some(place) = delivered.place.clone() {
                PlaceChip { place }
            }
            if delivered.placed {
                PlaceAsk { of }
            }
            if delivered.verdict.is_none() && !delivered.flags.is_empty() {
                p { class: "moment-doubt", {t!(texts, "moment-doubt", flags = flags(&texts, &delivered.flags))} }
            }
            match &delivered.verdict {
                Some(verdict) if verdict.accepted => rsx! {
                    p { class: "task-verdict is-done", Icon { shape: Shape::Check } span { {t!(texts, "task-accepted")} } }
                },
                Some(verdict) => rsx! {
                    p { class: "task-verdict is-alarm",
                        Icon { shape: Shape::Retry }
                        span { dir: "auto", {t!(texts, "result-returned", reason = verdict.reason.as_str())} }
                    }
                },
                None => rsx! {
                    p { class: "task-verdict is-waiting", Icon { shape: Shape::Clock } span { {t!(texts, "task-delivered")} } }
                },
            }
        }
    }
}
