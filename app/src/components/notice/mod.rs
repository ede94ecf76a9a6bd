//! One sentence about something that happened, in the place where it happened.

use dioxus::prelude::*;

use super::{Icon, IconButton, Shape};
use crate::{t, texts::use_texts};

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something did not work.
    Trouble,
    /// Something waits.
    Waiting,
    /// Something to know.
    Information,
}

/// A sentence, with a cross if it can be put away.
#[component]
pub fn Notice(kind: NoticeKind, onclose: Option<EventHandler<()>>, children: Element) -> Element {
    let texts = use_texts();
    let (class, shape, role) = match kind {
        NoticeKind::Trouble => ("notice is-trouble", Shape::Refused, "alert"),
        NoticeKind::Waiting => ("notice is-waiting", Shape::Clock, "status"),
        NoticeKind::Information => ("notice", Shape::Shield, "status"),
    };
    rsx! {
        div { class, role,
            Icon { shape }
            div { class: "notice-words", {children} }
            if let Some(onclose) = onclose {
                IconButton { shape: Shape::Close, label: t!(texts, "close"), onclick: move |_| onclose.call(()) }
            }
        }
    }
}
