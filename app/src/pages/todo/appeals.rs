//! Appeals that wait for one's word.

use dioxus::prelude::*;
use jishi_core::engine::AppealItem;

use crate::{
    components::{RequestKind, RequestRow, Verdict},
    pages::PendingVerdict,
    state::use_now,
    t,
    texts::{self, use_texts},
};

/// The appeals: what is contested, why, and until when it has to be answered.
#[component]
pub(super) fn Appeals(appeals: Vec<AppealItem>, ondecide: EventHandler<PendingVerdict>) -> Element {
    let texts = use_texts();
    let now = use_now();
    rsx! {
        section { "aria-labelledby": "todo-appeals",
            h2 { id: "todo-appeals", class: "section-title", {t!(texts, "todo-appeals")} }
            ul { class: "rows",
                for item in appeals {
                    RequestRow {
                        key: "{item.appeal.id}",
                        kind: RequestKind::Appeal,
                        person: item.person.clone(),
                        title: t!(texts, "appeal-title", rule = texts::rule(&texts, item.appeal.entry.rule)),
                        words: contested(texts::day(&texts, item.appeal.entry.day), &item.words),
                        reason: item.appeal.reason.clone(),
                        onverdict: move |verdict: Verdict| ondecide.call(PendingVerdict::appeal(item.appeal.id, verdict)),
                        p { class: "todo-until",
                            {t!(texts, "appeal-decide-by", time = texts::day_time(&texts, now, item.appeal.decide_by))}
                        }
                    }
                }
            }
        }
    }
}

/// The day of the entry, and what it rests on.
fn contested(day: String, words: &str) -> String {
    if words.is_empty() {
        day
    } else {
        format!("{day} · {words}")
    }
}
