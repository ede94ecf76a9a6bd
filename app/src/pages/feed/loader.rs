//! Pages of the feed, one under the other, and the same pages again when the engine says that they have changed.

use dioxus::prelude::*;
use jishi_core::engine::{Fault, FeedCursor, FeedItem, GetFeed};

use crate::state::{Engine, Loaded, Topics, use_engine, use_topics};

const PAGE: u32 = 20;
/// The most that one question may ask for.
const LIMIT: usize = 100;

/// The feed as far as it has been read.
#[derive(Clone, Copy)]
pub(super) struct Feed {
    /// The moments, newest first.
    pub items: Signal<Loaded<Vec<FeedItem>>>,
    next: Signal<Option<FeedCursor>>,
    loading_more: Signal<bool>,
    more: Callback<()>,
    reload: Callback<()>,
}

impl Feed {
    /// Whether there are older ones.
    pub fn more(self) -> bool {
        self.next.read().is_some()
    }

    /// Whether older ones are on their way.
    pub fn loading_more(self) -> bool {
        *self.loading_more.read()
    }

    /// Asks for older ones.
    pub fn load_more(self) {
        self.more.call(());
    }

    /// Asks for all of it again.
    pub fn reload(self) {
        self.reload.call(());
    }
}

/// Loads the feed, and again with every change.
pub(super) fn use_feed() -> Feed {
    let engine = use_engine();
    let topics = use_topics();
    let mut items = use_signal(|| Loaded::<Vec<FeedItem>>::Loading);
    let mut next = use_signal(|| None::<FeedCursor>);
    let mut loading_more = use_signal(|| false);

    let asking = engine.clone();
    let mut pages = use_resource(move || {
        let engine = asking.clone();
        topics.feed.read();
        async move {
            let wanted = match &*items.peek() {
                Loaded::Ready(items) => items.len(),
                Loaded::Loading | Loaded::Failed(_) => 0,
            };
            match fetch(&engine, None, wanted.max(PAGE as usize)).await {
                Ok((fresh, cursor)) => {
                    forget_old_news(topics, &fresh);
                    next.set(cursor);
                    items.set(Loaded::Ready(fresh));
                }
                // What is on the screen stays: it is on this device and still true.
                Err(_) if matches!(&*items.peek(), Loaded::Ready(_)) => {}
                Err(fault) => items.set(Loaded::Failed(fault)),
            }
        }
    });

    let more = use_callback(move |()| {
        let (engine, cursor) = (engine.clone(), next());
        if cursor.is_none() || loading_more() {
            return;
        }
        loading_more.set(true);
        spawn(async move {
            if let Ok((older, cursor)) = fetch(&engine, cursor, PAGE as usize).await {
                if let Loaded::Ready(items) = &mut *items.write() {
                    let known = items.len();
                    let fresh = older
                        .into_iter()
                        .filter(|old| !items[..known].iter().any(|item| item.moment.id == old.moment.id));
                    let fresh: Vec<_> = fresh.collect();
                    items.extend(fresh);
                }
                next.set(cursor);
            }
            loading_more.set(false);
        });
    });
    let reload = use_callback(move |()| pages.restart());
    Feed {
        items,
        next,
        loading_more,
        more,
        reload,
    }
}

/// `wanted` moments after `before`, in as few questions as the engine allows.
async fn fetch(
    engine: &Engine,
    mut before: Option<FeedCursor>,
    wanted: usize,
) -> Result<(Vec<FeedItem>, Option<FeedCursor>), Fault> {
    let mut all: Vec<FeedItem> = Vec::new();
    loop {
        let limit = u32::try_from((wanted - all.len()).min(LIMIT)).unwrap_or(PAGE);
        let page = engine.ask(GetFeed { before, limit }).await?;
        all.extend(page.items);
        before = page.next;
        if before.is_none() || all.len() >= wanted {
            return Ok((all, before));
        }
    }
}

/// A load is newer than the news that came before it.
fn forget_old_news(mut topics: Topics, fresh: &[FeedItem]) {
    if topics.deliveries.peek().is_empty() {
        return;
    }
    topics
        .deliveries
        .write()
        .retain(|id, _| !fresh.iter().any(|item| item.moment.id.0 == *id));
}
