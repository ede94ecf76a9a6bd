//! Delivering the result of a task: written like a log, with what the task asks for above it.

use dioxus::prelude::*;
use jishi_core::{engine::GetTask, model::TaskId};

use super::standing::asked;
use crate::{
    pages::{Opening, Purpose},
    state::{Loaded, use_answer},
    t,
    texts::use_texts,
};

/// Opens the draft of the result.
#[component]
pub fn ResultPage(id: ReadSignal<TaskId>) -> Element {
    let texts = use_texts();
    let page = use_answer(move || GetTask(id()));
    let about = match &*page.read() {
        Loaded::Ready(page) => {
            let task = &page.task.task;
            Some((task.title.clone(), asked(&texts, task.evidence)))
        }
        Loaded::Loading | Loaded::Failed(_) => None,
    };
    rsx! {
        Opening { purpose: Purpose::Result(id()),
            if let Some((title, evidence)) = about {
                div { class: "task-asked",
                    p { class: "row-title", dir: "auto", {title} }
                    if !evidence.is_empty() {
                        p { class: "is-soft", {t!(texts, "result-asked", evidence = evidence)} }
                    }
                }
            }
        }
    }
}
