//! What both ways of being let in have: fields, what is to be known or went wrong, the button, and the other way.

use dioxus::prelude::*;
use jishi_core::engine::Fault;

use super::Trouble;

/// The form.
#[component]
pub(super) fn EnrolForm(
    /// Whether everything is filled in.
    complete: bool,
    busy: bool,
    fault: Option<Fault>,
    help: String,
    /// What the button says.
    go: String,
    /// What it says while it is busy.
    going: String,
    /// What leads to the other way.
    other: String,
    onsubmit: EventHandler<()>,
    onother: EventHandler<()>,
    children: Element,
) -> Element {
    rsx! {
        form {
            class: "enrol-form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                if complete && !busy {
                    onsubmit.call(());
                }
            },
            {children}
            if let Some(fault) = fault {
                Trouble { fault }
            } else {
                p { id: "enrol-help", class: "enrol-help", {help} }
            }
            button {
                class: "button is-primary",
                r#type: "submit",
                disabled: !complete || busy,
                "aria-busy": if busy { "true" },
                if busy { {going} } else { {go} }
            }
            button { class: "enrol-other", r#type: "button", onclick: move |_| onother.call(()), {other} }
        }
    }
}
