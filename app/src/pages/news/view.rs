//! The news as markup.

use dioxus::prelude::*;
use jishi_core::{engine::NewsItem, model::Timestamp};

use super::words::tell;
use crate::{
    components::{EmptyState, Row, Shape},
    state::use_now,
    t,
    texts::use_texts,
};

/// The list, the newest first.
#[component]
pub fn NewsView(items: Vec<NewsItem>) -> Element {
    let texts = use_texts();
    let now = use_now();
    if items.is_empty() {
        return rsx! {
            EmptyState { shape: Shape::Bell, title: t!(texts, "news-empty-title"), words: t!(texts, "news-empty-words") }
        };
    }
    rsx! {
        ul { class: "rows news",
            for item in items {
                NewsRow { key: "{item.ids[0].subject}-{item.ids[0].at.0}", item, now }
            }
        }
        p { class: "news-note", {t!(texts, "news-note")} }
    }
}

#[component]
fn NewsRow(item: NewsItem, now: Timestamp) -> Element {
    let texts = use_texts();
    let told = tell(&texts, now, &item);
    rsx! {
        Row {
            shape: told.shape,
            tone: told.tone,
            title: told.title,
            words: told.words,
            hint: told.hint,
            unread: item.unread,
            to: told.to,
        }
    }
}
