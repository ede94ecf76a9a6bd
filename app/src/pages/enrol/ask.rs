//! Asking to be let in by one's unit.

use dioxus::prelude::*;
use jishi_core::engine::Fault;

use super::form::EnrolForm;
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
    let (number, called) = (staff_no.clone(), name.clone());
    rsx! {
        EnrolForm {
            complete: !staff_no.trim().is_empty() && !name.trim().is_empty(),
            busy,
            fault,
            help: t!(texts, "ask-help"),
            go: t!(texts, "ask-go"),
            going: t!(texts, "ask-busy"),
            other: t!(texts, "ask-by-code"),
            onsubmit: onask,
            onother: onback,
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
        }
    }
}
