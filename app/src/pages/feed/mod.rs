//! The feed.

mod loader;
mod search;
mod stretch;

use std::rc::Rc;

use dioxus::prelude::*;
use jishi_core::engine::{FeedFilter, FeedItem, SyncNow, SyncState};

use crate::{
    Route,
    components::{
        Button, EmptyState, Icon, LiveMoment, MomentSkeleton, Notice, NoticeKind, Pull, Shape, SyncBanner,
        TodayCard, TopBar, UpdateBanner,
    },
    state::{Loaded, use_engine, use_host, use_topics, use_update},
    t,
    texts::{Sentence as _, use_texts},
};
use loader::{use_feed, use_newest};
pub use search::{SearchPage, Words};
use stretch::OlderMoments;

/// Loads the feed and keeps it fresh.
#[component]
pub fn FeedPage() -> Element {
    let (host, engine) = (use_host(), use_engine());
    let (topics, update) = (use_topics(), use_update());
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
            news: *newest.waiting.read(),
            sync: topics.sync.read().clone(),
            at_top,
            ontop: move |is_top| at_top.set(is_top),
            onmounted: move |mounted| top.set(Some(mounted)),
            onnews: move |()| {
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
            TodayCard {}
        }
    }
}

/// The page.
#[component]
pub fn FeedView(
    /// The newest moments.
    items: ReadSignal<Loaded<Vec<FeedItem>>>,
    /// How many newer ones wait to be shown.
    news: usize,
    sync: SyncState,
    /// Whether the top of the page is seen.
    at_top: ReadSignal<bool>,
    ontop: EventHandler<bool>,
    /// The top of the page is there, to be scrolled to.
    onmounted: EventHandler<Rc<MountedData>>,
    onnews: EventHandler<()>,
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
            div { class: "feed-news", role: "status",
                if news > 0 {
                    button { class: "feed-news-button", r#type: "button", onclick: move |_| onnews.call(()),
                        {t!(texts, "feed-news", count = news)}
                    }
                }
            }
            SyncBanner { state: sync, onretry: onsync }
            {children}
            match &*items.read() {
                Loaded::Loading => rsx! {
                    div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"),
                        MomentSkeleton { photo: true }
                        MomentSkeleton {}
                        MomentSkeleton { photo: true }
                    }
                },
                Loaded::Failed(fault) => rsx! {
                    div { class: "feed-trouble",
                        Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
                        Button { icon: Shape::Retry, onclick: move |_| onretry.call(()), {t!(texts, "retry")} }
                    }
                },
                Loaded::Ready(items) if items.is_empty() => rsx! {
                    EmptyState { shape: Shape::Feed, title: t!(texts, "feed-empty-title"), words: t!(texts, "feed-empty-words"),
                        Link { class: "button is-primary", to: Route::Compose {}, {t!(texts, "feed-empty-go")} }
                    }
                },
                Loaded::Ready(items) => rsx! {
                    div { class: "feed",
                        for item in items {
                            LiveMoment { key: "{item.moment.id}", item: item.clone() }
                        }
                        {older}
                    }
                },
            }
        }
    }
}
