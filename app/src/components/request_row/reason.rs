//! Asking for a reason that somebody else will read, so that it cannot be left out.

use dioxus::prelude::*;
use jishi_core::model::REASON_MAX;

use crate::{
    components::{Button, ButtonKind, Sheet},
    t,
    texts::use_texts,
};

/// The sheet: what is about to be done, why, and who reads that.
#[component]
pub fn ReasonSheet(
    title: String,
    /// Who will read it, or what follows.
    seen: String,
    /// What the button does.
    send: String,
    onsend: EventHandler<String>,
    onclose: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let mut why = use_signal(String::new);
    let empty = why.read().trim().is_empty();
    rsx! {
        Sheet { title, onclose,
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
            p { class: "is-soft", {seen} }
            div { class: "sheet-actions",
                Button { kind: ButtonKind::Danger, disabled: empty, onclick: move |_| onsend.call(why().trim().to_owned()),
                    {send}
                }
            }
        }
    }
}
