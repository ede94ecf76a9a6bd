//! Something that waits for a leader's word: granted or refused in one tap each, a no with its reason.

use dioxus::prelude::*;
use jishi_core::model::{Person, REASON_MAX};

use super::{Avatar, Button, ButtonKind, Shape, Sheet};
use crate::{t, texts::use_texts};

/// What a leader says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Grant,
    /// No, and why.
    Refuse(String),
}

/// A request: who, what in one line, why in another, and the two answers.
#[component]
pub fn RequestRow(
    person: Option<Person>,
    title: String,
    words: String,
    reason: String,
    onverdict: EventHandler<Verdict>,
) -> Element {
    let texts = use_texts();
    let mut refusing = use_signal(|| false);
    let name = person
        .as_ref()
        .map_or_else(|| t!(texts, "request-somebody"), |person| person.name.clone());
    rsx! {
        li { class: "request",
            if let Some(person) = person {
                Avatar { person }
            }
            div { class: "request-main",
                p { class: "request-title", bdi { {name.clone()} } " · " {title} }
                p { class: "request-words", {words} }
                if !reason.is_empty() {
                    p { class: "request-reason", dir: "auto", {reason} }
                }
                div { class: "request-answers",
                    Button { onclick: move |_| refusing.set(true),
                        {t!(texts, "request-refuse")}
                        span { class: "is-hidden", {t!(texts, "request-of", name = name.clone())} }
                    }
                    Button { kind: ButtonKind::Primary, icon: Shape::Check, onclick: move |_| onverdict.call(Verdict::Grant),
                        {t!(texts, "request-grant")}
                        span { class: "is-hidden", {t!(texts, "request-of", name = name.clone())} }
                    }
                }
            }
            if refusing() {
                RefuseSheet {
                    name,
                    onrefuse: move |why: String| {
                        refusing.set(false);
                        onverdict.call(Verdict::Refuse(why));
                    },
                    onclose: move |()| refusing.set(false),
                }
            }
        }
    }
}

/// Why not. The person asked reads it, so it cannot be left out.
#[component]
pub fn RefuseSheet(name: String, onrefuse: EventHandler<String>, onclose: EventHandler<()>) -> Element {
    let texts = use_texts();
    let mut why = use_signal(String::new);
    let empty = why.read().trim().is_empty();
    rsx! {
        Sheet { title: t!(texts, "refuse-title", name = name), onclose,
            label { class: "field",
                span { class: "field-name", {t!(texts, "refuse-reason")} }
                textarea {
                    class: "field-text",
                    dir: "auto",
                    rows: "3",
                    maxlength: "{REASON_MAX}",
                    value: why(),
                    oninput: move |event| why.set(event.value()),
                }
            }
            p { class: "is-soft", {t!(texts, "refuse-seen")} }
            div { class: "sheet-actions",
                Button { kind: ButtonKind::Danger, disabled: empty, onclick: move |_| onrefuse.call(why().trim().to_owned()),
                    {t!(texts, "refuse-send")}
                }
            }
        }
    }
}
