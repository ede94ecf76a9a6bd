//! Rows under their title.

use dioxus::prelude::*;

/// A list with what it is of; each child is an `li`.
#[component]
pub fn Rows(
    id: &'static str,
    title: String,
    /// What is to be known about all of them; left out when empty.
    #[props(default)]
    note: String,
    children: Element,
) -> Element {
    rsx! {
        section { "aria-labelledby": id,
            h2 { id, class: "section-title", {title} }
            if !note.is_empty() {
                p { class: "section-note", {note} }
            }
            ul { class: "rows", {children} }
        }
    }
}
