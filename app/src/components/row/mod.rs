//! A row of a list: a sign, what it is, how it stands. With an address it leads there.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::{Route, t, texts::use_texts};

/// How the sign of a row is coloured. The words say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to notice.
    #[default]
    Quiet,
    /// Done.
    Done,
    /// Waits for somebody.
    Waiting,
    /// Late, or refused.
    Alarm,
}

impl Tone {
    /// The class that colours a sign.
    #[must_use]
    pub const fn modifier(self) -> &'static str {
        match self {
            Self::Quiet => "",
            Self::Done => "is-done",
            Self::Waiting => "is-waiting",
            Self::Alarm => "is-alarm",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Quiet => "row",
            Self::Done => "row is-done",
            Self::Waiting => "row is-waiting",
            Self::Alarm => "row is-alarm",
        }
    }
}

/// The row, an item of a list of class `rows`.
#[component]
pub fn Row(
    shape: Shape,
    #[props(default)] tone: Tone,
    title: String,
    /// The line below; left out when empty.
    #[props(default)]
    words: String,
    /// A last line, in soft ink; left out when empty.
    #[props(default)]
    hint: String,
    /// Whether it has not been read yet.
    #[props(default)]
    unread: bool,
    to: Option<Route>,
) -> Element {
    let texts = use_texts();
    let inner = rsx! {
        Icon { shape }
        div { class: "row-main",
            p { class: "row-title", dir: "auto",
                if unread {
                    span { class: "row-unread", role: "img", "aria-label": t!(texts, "unread") }
                }
                {title}
            }
            if !words.is_empty() {
                p { class: "row-words", {words} }
            }
            if !hint.is_empty() {
                p { class: "row-hint", {hint} }
            }
        }
    };
    rsx! {
        li {
            if let Some(to) = to {
                Link { class: "{tone.class()} is-link", to, {inner} Icon { shape: Shape::Forward } }
            } else {
                div { class: tone.class(), {inner} }
            }
        }
    }
}
