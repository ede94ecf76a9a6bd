//! Binding by a one-time code.

use dioxus::prelude::*;
use jishi_core::engine::Fault;

use super::{code, form::EnrolForm};
use crate::{t, texts::use_texts};

/// The code, and the way to do without.
#[component]
pub fn CodeView(
    code: String,
    /// Whether the code is being typed already.
    #[props(default)]
    focused: bool,
    busy: bool,
    fault: Option<Fault>,
    oncode: EventHandler<String>,
    onenrol: EventHandler<()>,
    onother: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let failed = fault.is_some();
    rsx! {
        EnrolForm {
            complete: code::is_complete(&code),
            busy,
            fault,
            help: t!(texts, "enrol-help"),
            go: t!(texts, "enrol-go"),
            going: t!(texts, "enrol-busy"),
            other: t!(texts, "ask-other"),
            onsubmit: onenrol,
            onother,
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
                onmounted: move |field| async move {
                    if focused {
                        let _ = field.set_focus(true).await;
                    }
                },
                oninput: move |event| oncode.call(event.value()),
            }
        }
    }
}
