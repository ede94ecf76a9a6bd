//! What a moment said before it was changed or deleted, and who disliked it once and no more (痕迹).

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetMomentTrace, MomentTracePage},
    model::{MomentId, ReactionKind},
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
    let (trace, givers) = (page.trace, page.givers);
    let reactions: Vec<_> = trace.reactions.into_iter().zip(givers).rev().collect();
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
        if !reactions.is_empty() {
            h2 { class: "section-title", {t!(texts, "trace-reactions")} }
            ul { class: "entries",
                for (index, (past, giver)) in reactions.into_iter().enumerate() {
                    li { key: "{index}", class: "entry trace-version",
                        p { class: "trace-when",
                            bdi { {giver.map_or_else(|| t!(texts, "request-somebody"), |giver| giver.name)} }
                            " · "
                            match past.kind {
                                ReactionKind::Like => t!(texts, "trace-liked", time = full_time(&texts, past.since)),
                                ReactionKind::Dislike { .. } => {
                                    t!(texts, "trace-disliked", time = full_time(&texts, past.since))
                                }
                            }
                        }
                        if let ReactionKind::Dislike { reason } = past.kind {
                            p { class: "trace-words", dir: "auto", {reason} }
                        }
                        p { class: "trace-when",
                            match past.until {
                                Some(until) => t!(texts, "trace-reaction-ended", time = full_time(&texts, until)),
                                None => t!(texts, "trace-reaction-gone"),
                            }
                        }
                    }
                }
            }
        }
    }
}
