//! Buttons.

use dioxus::prelude::*;

use super::{Icon, Shape};

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// What the page is for; one at most.
    Primary,
    /// Anything else.
    #[default]
    Quiet,
    /// Throws something away.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button is-primary",
            Self::Quiet => "button",
            Self::Danger => "button is-danger",
        }
    }
}

/// A button with words.
#[component]
pub fn Button(
    #[props(default)] kind: ButtonKind,
    icon: Option<Shape>,
    #[props(default)] disabled: bool,
    /// Whether what it began is still going on.
    #[props(default)]
    busy: bool,
    onclick: EventHandler<MouseEvent>,
    children: Element,
) -> Element {
    rsx! {
        button {
            class: kind.class(),
            r#type: "button",
            disabled,
            "aria-busy": if busy { "true" },
            onclick,
            if let Some(shape) = icon {
                Icon { shape }
            }
            {children}
        }
    }
}

/// A button that is only an icon; `label` is what it is called.
#[component]
pub fn IconButton(shape: Shape, label: String, onclick: EventHandler<MouseEvent>) -> Element {
    rsx! {
        button { class: "icon-button", r#type: "button", "aria-label": label, onclick,
            Icon { shape }
        }
    }
}
