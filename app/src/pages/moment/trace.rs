//! What a moment said before it was changed or deleted (痕迹).

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetMomentTrace, MomentTracePage},
    model::MomentId,
};

use crate::{
    components::TopBar,
    pages::unit::{Unanswered, use_server},
    state::Loaded,
    t,
    texts::{full_time, use_texts},
};

/// Asks for it.
#[component]
pub fn TracePage(id: ReadSignal<MomentId>) -> Element {
    let texts = use_texts();
    let (answer, retry) = use_server(move || GetMomentTrace(id()));
    rsx! {
        TopBar { title: t!(texts, "trace-title"), back: true }
        match &*answer.read() {
            Loaded::Ready(page) => rsx! { TraceView { page: page.clone() } },
            Loaded::Loading => rsx! { Unanswered { fault: None, onretry: retry } },
            Loaded::Failed(fault) => rsx! { Unanswered { fault: fault.clone(), onretry: retry } },
        }
    }
}

/// The words, the newest first.
#[component]
pub fn TraceView(page: MomentTracePage) -> Element {
    let texts = use_texts();
    let trace = page.trace;
    rsx! {
        p { class: "trace-note",
            match page.author {
                Some(author) => t!(texts, "trace-note", name = author.name),
                None => t!(texts, "trace-note-unknown"),
            }
        }
        if trace.deleted {
            p { class: "trace-deleted", {t!(texts, "trace-deleted")} }
        }
        ol { class: "entries",
            for (index, version) in trace.versions.into_iter().enumerate().rev() {
                li { key: "{index}", class: "entry trace-version",
                    p { class: "trace-when",
                        {
                            let time = full_time(&texts, version.since);
                            if index == 0 {
                                t!(texts, "trace-posted", time = time)
                            } else {
                                t!(texts, "trace-changed", time = time)
                            }
                        }
                    }
                    p { class: "trace-words", dir: "auto",
                        if version.text.is_empty() {
                            span { class: "trace-empty", {t!(texts, "trace-empty")} }
                        } else {
                            {version.text}
                        }
                    }
                }
            }
        }
    }
}
