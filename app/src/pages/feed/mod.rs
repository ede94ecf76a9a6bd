//! The feed.

mod loader;

use dioxus::prelude::*;
use jishi_core::engine::{FeedItem, SyncNow, SyncState};

use crate::{
    Route,
    components::{
        Button, ButtonKind, EmptyState, LiveMoment, MomentSkeleton, Notice, NoticeKind, Shape, SyncBanner,
        TodayCard, TopBar,
    },
    state::{Loaded, use_engine, use_topics},
    t,
    texts::{Sentence as _, use_texts},
};
use loader::use_feed;

/// Loads the feed and keeps it fresh.
#[component]
pub fn FeedPage() -> Element {
    let engine = use_engine();
    let topics = use_topics();
    let feed = use_feed();
    rsx! {
        FeedView {
            items: feed.items,
            more: feed.more(),
            loading_more: feed.loading_more(),
            sync: topics.sync.read().clone(),
            onmore: move |()| feed.load_more(),
            onretry: move |()| feed.reload(),
            onsync: move |()| {
                let engine = engine.clone();
                async move {
                    // How it went comes as a change.
                    let _ = engine.ask(SyncNow).await;
                }
            },
            TodayCard {}
        }
    }
}

/// The page.
#[component]
pub fn FeedView(
    items: ReadSignal<Loaded<Vec<FeedItem>>>,
    /// Whether there are older ones.
    more: bool,
    loading_more: bool,
    sync: SyncState,
    onmore: EventHandler<()>,
    onretry: EventHandler<()>,
    onsync: EventHandler<()>,
    /// What stands above the moments.
    children: Element,
) -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { title: t!(texts, "nav-feed"), mark: true }
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
                div { class: "feed", role: "feed", "aria-label": t!(texts, "nav-feed"),
                    for item in items {
                        LiveMoment { key: "{item.moment.id}", item: item.clone() }
                    }
                }
                if more {
                    div {
                        class: "feed-more",
                        onvisible: move |event| {
                            if event.is_intersecting().unwrap_or(false) {
                                onmore.call(());
                            }
                        },
                        // For keyboards, and where the observer does not fire.
                        Button { kind: ButtonKind::Quiet, busy: loading_more, onclick: move |_| onmore.call(()),
                            if loading_more { {t!(texts, "loading")} } else { {t!(texts, "feed-more")} }
                        }
                    }
                } else {
                    p { class: "feed-end", {t!(texts, "feed-end")} }
                }
            },
        }
    }
}
