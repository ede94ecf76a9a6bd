//! The chain of responsibility above a task, and its parts below.

use dioxus::prelude::*;
use jishi_core::{engine::TaskItem, rules::tasks::TaskProgress};

use super::list::TaskRow;
use crate::{
    state::use_now,
    t,
    texts::{Texts, use_texts},
};

/// Who passed what to whom, from the top to the task above this one.
#[component]
pub(super) fn Chain(chain: Vec<TaskItem>) -> Element {
    let texts = use_texts();
    let now = use_now();
    rsx! {
        section { "aria-labelledby": "task-chain",
            h2 { id: "task-chain", class: "section-title", {t!(texts, "task-chain")} }
            ol { class: "rows task-chain",
                for item in chain.into_iter().rev() {
                    TaskRow { key: "{item.task.id}", hint: passed(&texts, &item), now, item }
                }
            }
        }
    }
}

/// The parts, and how many of them are done.
#[component]
pub(super) fn Parts(parts: Vec<TaskItem>, progress: TaskProgress) -> Element {
    let texts = use_texts();
    let now = use_now();
    let words = t!(
        texts,
        "task-progress",
        done = progress.done,
        total = progress.total
    );
    rsx! {
        section { "aria-labelledby": "task-parts",
            h2 { id: "task-parts", class: "section-title", {t!(texts, "task-parts")} " · " {words.clone()} }
            if progress.total > 0 {
                progress { class: "task-progress", max: "{progress.total}", value: "{progress.done}", "aria-label": words }
            }
            ul { class: "rows",
                for item in parts {
                    TaskRow { key: "{item.task.id}", hint: passed(&texts, &item), now, item }
                }
            }
        }
    }
}

/// From whom to whom.
pub(super) fn passed(texts: &Texts, item: &TaskItem) -> String {
    let name = |person: &Option<jishi_core::model::Person>| {
        person
            .as_ref()
            .map_or_else(|| t!(texts, "request-somebody"), |person| person.name.clone())
    };
    format!("{} → {}", name(&item.assigner), name(&item.assignee))
}
