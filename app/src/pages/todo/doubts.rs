//! Doubts that wait until one has looked.

use dioxus::prelude::*;
use jishi_core::engine::DoubtItem;

use crate::{
    components::{RequestKind, RequestRow, Rows, Verdict},
    pages::PendingVerdict,
    state::use_now,
    t,
    texts::{self, use_texts},
};

/// The doubts: what was done, what was found in it, and the two answers.
#[component]
pub(super) fn Doubts(doubts: Vec<DoubtItem>, ondecide: EventHandler<PendingVerdict>) -> Element {
    let texts = use_texts();
    let now = use_now();
    rsx! {
        Rows { id: "todo-doubts", title: t!(texts, "todo-doubts"),
            for item in doubts {
                RequestRow {
                    key: "{item.doubt.id}",
                    kind: RequestKind::Doubt,
                    person: item.person.clone(),
                    title: texts::flags(&texts, &item.doubt.flags),
                    words: texts::doubt_title(&texts, now, &item.doubt),
                    reason: item.words.clone(),
                    onverdict: move |verdict: Verdict| ondecide.call(PendingVerdict::doubt(item.doubt.id, verdict)),
                }
            }
        }
    }
}
