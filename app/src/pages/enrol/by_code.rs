//! Binding by a one-time code.

use dioxus::prelude::*;
use jishi_core::engine::Fault;

use super::{Trouble, code};
use crate::{t, texts::use_texts};

/// The code, and the way to do without.
#[component]
pub fn CodeView(
    code: String,
    busy: bool,
    fault: Option<Fault>,
    oncode: EventHandler<String>,
    onenrol: EventHandler<()>,
    onother: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let complete = code::is_complete(&code);
    let failed = fault.is_some();
    rsx! {
        form {
            class: "enrol-form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                if complete && !busy {
                    onenrol.call(());
                }
            },
            label { class: "enrol-label", r#for: "enrol-code", {t!(texts, "enrol-label")} }
            input {
                id: "enrol-code",
                class: "enrol-code",
                value: code,
                placeholder: "XXXX-XXXX-XXXX",
                autocomplete: "one-time-code",
                autocapitalize: "characters",
                spellcheck: "false",
                enterkeyhint: "go",
                dir: "ltr",
                "aria-describedby": "enrol-help",
                "aria-invalid": if failed { "true" },
                oninput: move |event| oncode.call(event.value()),
            }
            if let Some(fault) = fault {
                Trouble { fault }
            } else {
                p { id: "enrol-help", class: "enrol-help", {t!(texts, "enrol-help")} }
            }
            button {
                class: "button is-primary",
                r#type: "submit",
                disabled: !complete || busy,
                "aria-busy": if busy { "true" },
                if busy { {t!(texts, "enrol-busy")} } else { {t!(texts, "enrol-go")} }
            }
            button { class: "enrol-other", r#type: "button", onclick: move |_| onother.call(()), {t!(texts, "ask-other")} }
        }
    }
}
