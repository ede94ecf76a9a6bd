//! How many news there are, above the feed, until they have been read.

use dioxus::prelude::*;
use jishi_core::engine::NewsItem;

use crate::{
    Route,
    components::{Avatar, Icon, Shape},
    state::Loaded,
    t,
    texts::use_texts,
};

/// The way to them; nothing while there are none.
#[component]
pub fn NewsPill(news: ReadSignal<Loaded<Vec<NewsItem>>>) -> Element {
    let texts = use_texts();
    let unread: Vec<_> = match &*news.read() {
        Loaded::Ready(items) => items.iter().filter(|item| item.unread).cloned().collect(),
        Loaded::Loading | Loaded::Failed(_) => vec![],
    };
    rsx! {
        // There before there is news, so that they are read out when they come.
        div { class: "news-pill", role: "status",
            if let Some(newest) = unread.first() {
                Link { class: "news-pill-link", to: Route::News {},
                    if let Some(person) = newest.by.first() {
                        Avatar { person: person.clone() }
                    } else {
                        Icon { shape: Shape::Bell }
                    }
                    span { {t!(texts, "news-count", count = unread.len())} }
                    Icon { shape: Shape::Forward }
                }
            }
        }
    }
}
