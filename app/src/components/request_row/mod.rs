//! Something that waits for a leader's word: granted or refused in one tap each, a no with its reason.

mod reason;

use dioxus::prelude::*;
use jishi_core::model::Person;

pub use reason::ReasonSheet;

use super::{Avatar, Button, ButtonKind, Shape};
use crate::{
    t,
    texts::{Texts, use_texts},
};

/// What a leader says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Grant,
    /// No, and why.
    Refuse(String),
}

/// What is asked for, which decides how yes and no are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RequestKind {
    /// A leave, or that a shift be counted.
    #[default]
    Request,
    /// That an entry of the ledger fall.
    Appeal,
    /// That the result of a task be accepted.
    Result,
    /// That something counts in which there is a doubt.
    Doubt,
    /// That a phone be let in.
    Device,
}

impl RequestKind {
    fn yes(self, texts: &Texts) -> String {
        match self {
            Self::Request | Self::Appeal | Self::Device => t!(texts, "request-grant"),
            Self::Result => t!(texts, "result-accept"),
            Self::Doubt => t!(texts, "doubt-accept"),
        }
    }

    fn no(self, texts: &Texts) -> String {
        match self {
            Self::Request | Self::Device => t!(texts, "request-refuse"),
            Self::Appeal => t!(texts, "appeal-refuse"),
            Self::Result => t!(texts, "result-return"),
            Self::Doubt => t!(texts, "doubt-reject"),
        }
    }

    /// The words that a screen reader adds to the answers.
    fn of(self, texts: &Texts, name: &str) -> String {
        match self {
            Self::Request | Self::Device => t!(texts, "request-of", name = name),
            Self::Appeal => t!(texts, "appeal-of", name = name),
            Self::Result => t!(texts, "result-of", name = name),
            Self::Doubt => t!(texts, "doubt-about", name = name),
        }
    }

    /// Who reads why not.
    fn seen(self, texts: &Texts) -> String {
        match self {
            Self::Request | Self::Appeal | Self::Device => t!(texts, "refuse-seen"),
            Self::Result => t!(texts, "result-return-seen"),
            Self::Doubt => t!(texts, "doubt-seen"),
        }
    }

    fn no_title(self, texts: &Texts, name: &str) -> String {
        match self {
            Self::Request | Self::Device => t!(texts, "refuse-title", name = name),
            Self::Appeal => t!(texts, "appeal-refuse-title", name = name),
            Self::Result => t!(texts, "result-return-title", name = name),
            Self::Doubt => t!(texts, "doubt-reject-title", name = name),
        }
    }
}

/// A request: who, what in one line, why in another, and the two answers.
#[component]
pub fn RequestRow(
    #[props(default)] kind: RequestKind,
    person: Option<Person>,
    title: String,
    words: String,
    reason: String,
    onverdict: EventHandler<Verdict>,
    /// What there is to see besides.
    children: Element,
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
                {children}
                div { class: "request-answers",
                    Button { onclick: move |_| refusing.set(true),
                        {kind.no(&texts)}
                        span { class: "is-hidden", {kind.of(&texts, &name)} }
                    }
                    Button { kind: ButtonKind::Primary, icon: Shape::Check, onclick: move |_| onverdict.call(Verdict::Grant),
                        {kind.yes(&texts)}
                        span { class: "is-hidden", {kind.of(&texts, &name)} }
                    }
                }
            }
            if refusing() {
                RefuseSheet {
                    kind,
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

/// Why not. The person concerned reads it.
#[component]
pub fn RefuseSheet(
    #[props(default)] kind: RequestKind,
    name: String,
    onrefuse: EventHandler<String>,
    onclose: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    rsx! {
        ReasonSheet {
            title: kind.no_title(&texts, &name),
            seen: kind.seen(&texts),
            send: kind.no(&texts),
            onsend: onrefuse,
            onclose,
        }
    }
}
