//! A dislike and its reason, without which there is none.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Fault, Preview},
    model::REASON_MAX,
    protocol::ProblemKind,
};

use crate::{
    components::{Brings, Button, ButtonKind, Chip, Chips, Notice, NoticeKind, Sheet},
    t,
    texts::{Sentence as _, use_texts},
};

/// Asks for the reason. `given` is the reason of a dislike that one gave before.
#[component]
pub fn DislikeSheet(
    name: String,
    given: Option<String>,
    /// What it would do.
    preview: Option<Preview>,
    /// Why it was not done.
    fault: Option<Fault>,
    /// The reason, or `None` to take the dislike back.
    onsend: EventHandler<Option<String>>,
    onclose: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let before = given.clone().unwrap_or_default();
    let mut why = use_signal(|| before.clone());
    let written = why.read().trim().to_owned();
    let left = preview.as_ref().and_then(|preview| preview.left.dislikes);
    let refused = preview.as_ref().and_then(|preview| preview.refused.as_ref());
    let left = left.map(|left| t!(texts, "dislikes-left", count = left.left, of = left.of));
    let left = left.map(|left| match refused {
        None => t!(texts, "then-left", left = left),
        Some(_) => left,
    });
    let used_up = refused.is_some_and(|problem| problem.kind == ProblemKind::DailyCap);
    let again = given.is_some();
    let usual = [
        t!(texts, "dislike-usual-empty"),
        t!(texts, "dislike-usual-unclear"),
        t!(texts, "dislike-usual-untrue"),
        t!(texts, "dislike-usual-copied"),
    ];
    let chips = usual
        .iter()
        .map(|words| Chip {
            words: words.clone(),
            chosen: *words == written,
        })
        .collect();
    rsx! {
        Sheet { title: t!(texts, "dislike-title", name = name), onclose,
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
            }
            Chips {
                label: t!(texts, "dislike-usual"),
                chips,
                onchoose: move |index: usize| why.set(usual[index].clone()),
            }
            label { class: "field",
                span { class: "field-name", {t!(texts, "dislike-reason")} }
                textarea {
                    class: "field-text",
                    dir: "auto",
                    rows: "3",
                    maxlength: "{REASON_MAX}",
                    value: why(),
                    oninput: move |event| why.set(event.value()),
                }
            }
            p { class: "is-soft", {t!(texts, "dislike-seen")} }
            if let Some(left) = left {
                p { class: "is-soft", {left} }
            }
            Brings { preview: preview.clone() }
            div { class: "sheet-actions",
                Button {
                    kind: ButtonKind::Danger,
                    disabled: written.is_empty() || written == before || used_up,
                    onclick: move |_| onsend.call(Some(why().trim().to_owned())),
                    if again { {t!(texts, "dislike-replace")} } else { {t!(texts, "dislike-send")} }
                }
                if again {
                    Button { onclick: move |_| onsend.call(None), {t!(texts, "dislike-withdraw")} }
                }
            }
        }
    }
}
