//! The page and its engine.

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetNews, ReadNews},
    model::NewsId,
};

use super::NewsView;
use crate::{
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    state::{Loaded, is_visible, use_answer, use_engine, use_now},
    t,
    texts::{Sentence as _, use_texts},
};

/// Shows the news. Whoever opens it has read them; what was new stays marked until they leave.
#[component]
pub fn NewsPage() -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let news = use_answer(|| GetNews);
    let mut fresh = use_signal(Vec::<NewsId>::new);
    let now = use_now();
    use_effect(use_reactive!(|(now)| {
        // Read is what somebody sees; whether they look is asked again as time goes on.
        let _ = now;
        if !is_visible() {
            return;
        }
        let unread: Vec<NewsId> = match &*news.read() {
            Loaded::Ready(items) => items
                .iter()
                .filter(|item| item.unread)
                .flat_map(|item| item.ids.clone())
                .collect(),
            Loaded::Loading | Loaded::Failed(_) => vec![],
        };
        if unread.is_empty() {
            return;
        }
        fresh.write().extend(&unread);
        let engine = engine.clone();
        spawn(async move {
            // What could not be kept stays unread, and is told again.
            let _ = engine.ask(ReadNews(unread)).await;
        });
    }));
    rsx! {
        TopBar { title: t!(texts, "news-title"), back: true }
        match &*news.read() {
            Loaded::Ready(items) => {
                let mut items = items.clone();
                for item in &mut items {
                    item.unread |= item.ids.iter().any(|id| fresh.read().contains(id));
                }
                rsx! { NewsView { items } }
            }
            Loaded::Failed(fault) => rsx! {
                EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
            },
            Loaded::Loading => rsx! {
                div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
            },
        }
    }
}
