//! Appeals that wait for one's word.

use dioxus::prelude::*;
use jishi_core::engine::AppealItem;

use crate::{
    components::{RequestKind, RequestRow, Rows, Verdict},
    pages::PendingVerdict,
    state::use_now,
    t,
    texts::{self, Texts, use_texts},
};

/// The appeals: what is contested, why, and until when it has to be answered.
#[component]
pub(super) fn Appeals(appeals: Vec<AppealItem>, ondecide: EventHandler<PendingVerdict>) -> Element {
    let texts = use_texts();
    let now = use_now();
    rsx! {
        Rows { id: "todo-appeals", title: t!(texts, "todo-appeals"),
            for item in appeals {
                RequestRow {
                    key: "{item.appeal.id}",
                    kind: RequestKind::Appeal,
                    person: item.person.clone(),
                    title: t!(texts, "appeal-title", rule = texts::rule(&texts, item.appeal.entry.rule)),
                    words: contested(&texts, &item),
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

/// The day of the entry, and what it rests on.
fn contested(texts: &Texts, item: &AppealItem) -> String {
    let day = texts::day(texts, item.appeal.entry.day);
    if item.words.is_empty() {
        day
    } else {
        format!("{day} · {}", item.words)
    }
}
