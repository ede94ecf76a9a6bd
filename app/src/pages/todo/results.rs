//! Results of tasks that one gave.

use dioxus::prelude::*;
use jishi_core::engine::TaskItem;

use crate::{
    Route,
    components::{RequestKind, RequestRow, Rows, Verdict},
    pages::PendingVerdict,
    state::use_now,
    t,
    texts::{self, use_texts},
};

/// The results: who delivered what, to be accepted or returned.
#[component]
pub(super) fn Results(results: Vec<TaskItem>, ondecide: EventHandler<PendingVerdict>) -> Element {
    let texts = use_texts();
    let now = use_now();
    rsx! {
        Rows { id: "todo-results", title: t!(texts, "todo-results"),
            for item in results {
                RequestRow {
                    key: "{item.task.id}",
                    kind: RequestKind::Result,
                    person: item.assignee.clone(),
                    title: item.task.title.clone(),
                    words: match item.task.deliveries.last() {
                        Some(last) => t!(texts, "result-delivered", time = texts::day_time(&texts, now, last.at)),
                        None => String::new(),
                    },
                    reason: item.task.deliveries.last().map(|last| last.text.clone()).unwrap_or_default(),
                    onverdict: move |verdict: Verdict| ondecide.call(PendingVerdict::result(item.task.id, verdict)),
                    if let Some(last) = item.task.deliveries.last().filter(|last| !last.attachments.is_empty()) {
                        p { class: "request-reason", {t!(texts, "result-files", count = last.attachments.len())} }
                    }
                    if let Some(last) = item.task.deliveries.last().filter(|last| !last.flags.is_empty()) {
                        p { class: "moment-doubt", {t!(texts, "moment-doubt", flags = texts::flags(&texts, &last.flags))} }
                    }
                    Link { class: "todo-open", to: Route::Task { id: item.task.id }, {t!(texts, "result-open")} }
                }
            }
        }
    }
}
