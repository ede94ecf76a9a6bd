//! The feed.

mod loader;
mod moments;
mod search;
mod stretch;

use std::rc::Rc;

use dioxus::prelude::*;
use jishi_core::engine::{FeedFilter, FeedItem, GetToday, NewsItem, SyncNow, SyncState};

use crate::{
    Route,
    components::{EmptyState, Icon, Pull, Shape, SyncBanner, TodayCard, TopBar, UpdateBanner},
    pages::NewsPill,
    state::{Loaded, use_answer, use_engine, use_host, use_topics, use_update},
    t,
    texts::use_texts,
};
use loader::{use_feed, use_newest};
use moments::Moments;
pub use search::{SearchPage, Words};
use stretch::OlderMoments;

/// Loads the feed and keeps it fresh.
#[component]
pub fn FeedPage(news: ReadSignal<Loaded<Vec<NewsItem>>>) -> Element {
    let (host, engine) = (use_host(), use_engine());
    let (topics, update) = (use_topics(), use_update());
    // Asked before the moments: what stands above them would push them down if it came after.
    let today = use_answer(|| GetToday);
    let feed = use_feed(FeedFilter::default());
    let mut at_top = use_signal(|| true);
    let mut top = use_signal(|| None::<Rc<MountedData>>);
    let to_top = use_callback(move |()| {
        if let Some(top) = top.peek().clone() {
            spawn(async move {
                let _ = top.scroll_to(ScrollBehavior::Instant).await;
            });
        }
    });
    let newest = use_newest(feed, at_top, to_top);
    let ask_server = use_callback(move |()| {
        let engine = engine.clone();
        spawn(async move {
            // How it went comes as a change.
            let _ = engine.ask(SyncNow).await;
        });
    });
    rsx! {
        FeedView {
            items: newest.items,
            newer: *newest.waiting.read(),
            sync: topics.sync.read().clone(),
            at_top,
            ontop: move |is_top| at_top.set(is_top),
            onmounted: move |mounted| top.set(Some(mounted)),
            onnewer: move |()| {
                newest.show.call(());
                to_top.call(());
            },
            onpull: move |()| {
                newest.show.call(());
                ask_server.call(());
            },
            onretry: move |()| newest.again.call(()),
            onsync: ask_server,
            older: rsx! { OlderMoments { feed } },
            UpdateBanner { ready: update(), onupdate: move |()| host.installation.update() }
            NewsPill { news }
            TodayCard { today }
        }
    }
}

/// The page.
#[component]
pub fn FeedView(
    /// The newest moments.
    items: ReadSignal<Loaded<Vec<FeedItem>>>,
    /// How many newer ones wait to be shown.
    newer: usize,
    sync: SyncState,
    /// Whether the top of the page is seen.
    at_top: ReadSignal<bool>,
    ontop: EventHandler<bool>,
    /// The top of the page is there, to be scrolled to.
    onmounted: EventHandler<Rc<MountedData>>,
    onnewer: EventHandler<()>,
    onpull: EventHandler<()>,
    onretry: EventHandler<()>,
    onsync: EventHandler<()>,
    /// The moments after the newest.
    older: Element,
    /// What stands above the moments.
    children: Element,
) -> Element {
    let texts = use_texts();
    rsx! {
        Pull { at_top, onpull,
            div {
                class: "feed-top",
                "aria-hidden": "true",
                onmounted: move |event| onmounted.call(event.data()),
                onvisible: move |event| ontop.call(event.is_intersecting().unwrap_or(true)),
            }
            TopBar { title: t!(texts, "nav-feed"), mark: true,
                Link { class: "icon-button", to: Route::search(), "aria-label": t!(texts, "search-title"),
                    Icon { shape: Shape::Search }
                }
            }
            // There before there is news, so that they are read out when they come.
            div { class: "feed-newer", role: "status",
                if newer > 0 {
                    button { class: "feed-newer-button", r#type: "button", onclick: move |_| onnewer.call(()),
                        {t!(texts, "feed-newer", count = newer)}
                    }
                }
            }
            SyncBanner { state: sync, onretry: onsync }
            {children}
            Moments {
                items,
                label: None,
                onretry,
                none: rsx! {
                    EmptyState { shape: Shape::Feed, title: t!(texts, "feed-empty-title"), words: t!(texts, "feed-empty-words"),
                        Link { class: "button is-primary", to: Route::Compose {}, {t!(texts, "feed-empty-go")} }
                    }
                },
                older,
            }
        }
    }
}
