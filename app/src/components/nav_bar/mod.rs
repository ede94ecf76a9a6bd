//! The three tabs: at the bottom of a phone, at the side of a wide screen.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::{Route, t, texts::use_texts};

/// The tabs.
#[component]
pub fn NavBar(
    current: Route,
    /// Things the server refused: the person is wanted on the page of their own.
    refused: u32,
) -> Element {
    let texts = use_texts();
    let tab = |route: &Route| {
        if *route == current {
            "nav-tab is-current"
        } else {
            "nav-tab"
        }
    };
    let mark = |route: &Route| if *route == current { Some("page") } else { None };
    let (feed, me) = (Route::Feed {}, Route::Me {});
    rsx! {
        nav { class: "nav-bar", "aria-label": t!(texts, "nav"),
            span { class: "nav-brand", "aria-hidden": "true",
                span { class: "brand", Icon { shape: Shape::SealJi } }
                {t!(texts, "app-name")}
            }
            Link { class: tab(&feed), to: feed.clone(), "aria-current": mark(&feed),
                Icon { shape: Shape::Feed }
                span { {t!(texts, "nav-feed")} }
            }
            Link { class: "nav-tab is-compose", to: Route::Compose {}, "aria-label": t!(texts, "nav-compose"),
                span { class: "nav-plus", Icon { shape: Shape::Plus } }
                span { class: "nav-compose-word", "aria-hidden": "true", {t!(texts, "nav-compose")} }
            }
            Link { class: tab(&me), to: me.clone(), "aria-current": mark(&me),
                span { class: "nav-icon",
                    Icon { shape: Shape::Person }
                    if refused > 0 {
                        span { class: "nav-badge", role: "img", "aria-label": t!(texts, "me-refused", count = refused), "{refused}" }
                    }
                }
                span { {t!(texts, "nav-me")} }
            }
        }
    }
}
