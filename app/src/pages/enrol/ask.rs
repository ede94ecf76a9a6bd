//! Asking to be let in by one's unit.

use dioxus::prelude::*;
use jishi_core::engine::Fault;

use super::Trouble;
use crate::{t, texts::use_texts};

/// Who one says that one is.
#[component]
pub fn AskView(
    staff_no: String,
    name: String,
    busy: bool,
    fault: Option<Fault>,
    /// Number and name as typed.
    onchange: EventHandler<(String, String)>,
    onask: EventHandler<()>,
    onback: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let complete = !staff_no.trim().is_empty() && !name.trim().is_empty();
    let (number, called) = (staff_no.clone(), name.clone());
    rsx! {
        form {
            class: "enrol-form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                if complete && !busy {
                    onask.call(());
                }
            },
            label { class: "enrol-label", r#for: "ask-number", {t!(texts, "ask-number")} }
            input {
                id: "ask-number",
                class: "field-text",
                value: staff_no,
                autocomplete: "off",
                spellcheck: "false",
                enterkeyhint: "next",
                dir: "ltr",
                maxlength: "60",
                oninput: move |event| onchange.call((event.value(), called.clone())),
            }
            label { class: "enrol-label", r#for: "ask-name", {t!(texts, "ask-name")} }
            input {
                id: "ask-name",
                class: "field-text",
                value: name,
                autocomplete: "name",
                spellcheck: "false",
                enterkeyhint: "go",
                dir: "auto",
                maxlength: "60",
                oninput: move |event| onchange.call((number.clone(), event.value())),
            }
            if let Some(fault) = fault {
                Trouble { fault }
            } else {
                p { class: "enrol-help", {t!(texts, "ask-help")} }
            }
            button {
                class: "button is-primary",
                r#type: "submit",
                disabled: !complete || busy,
                "aria-busy": if busy { "true" },
                if busy { {t!(texts, "ask-busy")} } else { {t!(texts, "ask-go")} }
            }
            button { class: "enrol-other", r#type: "button", onclick: move |_| onback.call(()), {t!(texts, "ask-by-code")} }
        }
    }
}
