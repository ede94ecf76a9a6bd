//! A choice of one among a few, as a row of chips that wraps.

use dioxus::prelude::*;

/// One chip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it says.
    pub words: String,
    /// Whether it is the one chosen.
    pub chosen: bool,
}

/// The chips; `label` is what is chosen among them.
#[component]
pub fn Chips(
    label: String,
    chips: Vec<Chip>,
    #[props(default)] disabled: bool,
    /// By its place in the row.
    onchoose: EventHandler<usize>,
) -> Element {
    rsx! {
        div { class: "chips", role: "group", "aria-label": label,
            for (index, chip) in chips.into_iter().enumerate() {
                button {
                    key: "{index}",
                    class: if chip.chosen { "chip is-chosen" } else { "chip" },
                    r#type: "button",
                    disabled,
                    "aria-pressed": if chip.chosen { "true" } else { "false" },
                    onclick: move |_| onchoose.call(index),
                    {chip.words}
                }
            }
        }
    }
}
