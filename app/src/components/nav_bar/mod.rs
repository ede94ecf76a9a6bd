//! The tabs: at the bottom of a phone, at the side of a wide screen.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::{Route, t, texts::use_texts};

/// The tabs.
#[component]
pub fn NavBar(
    current: Route,
    /// Whether attendance is taken here; without it there is no tab for it.
    attendance: bool,
    /// How many things wait to be done.
    todo: u32,
) -> Element {
    let texts = use_texts();
    rsx! {
        nav { class: if attendance { "nav-bar has-attendance" } else { "nav-bar" }, "aria-label": t!(texts, "nav"),
            span { class: "nav-brand", "aria-hidden": "true",
                span { class: "brand", Icon { shape: Shape::SealJi } }
                {t!(texts, "app-name")}
            }
            Tab { current: current.clone(), to: Route::Feed {}, shape: Shape::Feed, name: t!(texts, "nav-feed") }
            if attendance {
                Tab { current: current.clone(), to: Route::CheckIn {}, shape: Shape::CheckIn, name: t!(texts, "nav-check-in") }
            }
            Link { class: "nav-tab is-compose", to: Route::Compose {}, "aria-label": t!(texts, "nav-compose"),
                span { class: "nav-plus", Icon { shape: Shape::Plus } }
                span { class: "nav-compose-word", "aria-hidden": "true", {t!(texts, "nav-compose")} }
            }
            Tab { current: current.clone(), to: Route::Todo {}, shape: Shape::Todo, name: t!(texts, "nav-todo"),
                if todo > 0 {
                    span { class: "nav-badge", role: "img", "aria-label": t!(texts, "nav-todo-count", count = todo),
                        {short(todo)}
                    }
                }
            }
            Tab { current, to: Route::Me {}, shape: Shape::Person, name: t!(texts, "nav-me") }
        }
    }
}

#[component]
fn Tab(current: Route, to: Route, shape: Shape, name: String, children: Element) -> Element {
    // On a wide screen the tabs stand beside every page.
    let within = current.tab().is_some_and(|tab| tab == to);
    let here = if to == current { "page" } else { "true" };
    rsx! {
        Link { class: if within { "nav-tab is-current" } else { "nav-tab" }, to, "aria-current": if within { here },
            span { class: "nav-icon", Icon { shape } {children} }
            span { {name} }
        }
    }
}

/// A number that fits into the badge.
fn short(count: u32) -> String {
    if count > 99 {
        "99+".into()
    } else {
        count.to_string()
    }
}
