//! The bar above a page: the way back, its name, what it is for.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::{Route, t, texts::use_texts};

/// The bar above a page.
#[component]
pub fn TopBar(
    title: String,
    /// Whether there is a way back; tabs have none.
    #[props(default)]
    back: bool,
    /// Whether it bears the mark of the app.
    #[props(default)]
    mark: bool,
    /// Done before going back.
    onback: Option<EventHandler<()>>,
    children: Element,
) -> Element {
    let texts = use_texts();
    let leave = move |_| {
        if let Some(onback) = onback {
            onback.call(());
        }
        let navigator = navigator();
        if navigator.can_go_back() {
            navigator.go_back();
        } else {
            navigator.replace(Route::Feed {});
        }
    };
    rsx! {
        // No landmark: it lies within the one of its pane.
        div { class: "top-bar",
            div { class: "top-bar-side",
                if mark {
                    span { class: "brand is-mark", "aria-hidden": "true", Icon { shape: Shape::SealJi } }
                }
                if back {
                    button { class: "icon-button", r#type: "button", "aria-label": t!(texts, "back"), onclick: leave,
                        Icon { shape: Shape::Back }
                    }
                }
            }
            h1 { class: "top-bar-title", {title} }
            div { class: "top-bar-side is-end", {children} }
        }
    }
}
