//! The feed in stretches: one is asked for while it is near what is on the screen, and again when the engine says that
//! something has changed. So a change costs the same however far one has read, and so does what stands on the page.

use dioxus::prelude::*;
use jishi_core::engine::{Fault, FeedCursor, FeedFilter, FeedItem, FeedPage, GetFeed};

use crate::state::{Engine, Loaded, Topics, use_engine, use_topics};

/// How many moments one reads on by.
const STRETCH: u32 = 10;
/// The most that one question may ask for.
const LIMIT: u32 = 100;
/// So many newest moments stand on the page at most once one is back at its top.
const LONG: usize = 3 * STRETCH as usize;

/// Which moments are read, and how far they have been.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Feed {
    filter: CopyValue<FeedFilter>,
    /// The last moment of each stretch but the last one, which has no end yet; newest first.
    pub ends: Signal<Vec<FeedCursor>>,
}

impl Feed {
    /// Where the stretch ends that begins after `before`.
    fn end_after(self, before: Option<FeedCursor>) -> Option<FeedCursor> {
        self.ends.peek().get(self.place_after(before)).copied()
    }

    /// Lets the stretch that begins after `before` end at `end`; what comes after it is another one.
    pub(super) fn split(mut self, before: Option<FeedCursor>, end: FeedCursor) {
        if self.end_after(before) != Some(end) {
            let place = self.place_after(before);
            self.ends.write().insert(place, end);
        }
    }

    fn place_after(self, before: Option<FeedCursor>) -> usize {
        before.map_or(0, |before| {
            self.ends.peek().iter().take_while(|end| **end >= before).count()
        })
    }

    fn between(self, before: Option<FeedCursor>, until: Option<FeedCursor>, limit: u32) -> GetFeed {
        GetFeed {
            before,
            until,
            limit,
            filter: self.filter.peek().clone(),
        }
    }
}

/// The moments that `filter` lets through, of which nothing has been read. For others, a component of its own.
pub(super) fn use_feed(filter: FeedFilter) -> Feed {
    Feed {
        filter: use_hook(|| CopyValue::new(filter)),
        ends: use_signal(Vec::new),
    }
}

pub(super) type Items = Signal<Loaded<Vec<FeedItem>>>;

/// How many to ask for: a few more to read on by; of what has been read all, however much has come between.
fn limit(items: Items, until: Option<FeedCursor>) -> u32 {
    match &*items.peek() {
        Loaded::Ready(items) if !items.is_empty() => LIMIT,
        _ if until.is_some() => LIMIT,
        _ => STRETCH,
    }
}

/// A stretch of older moments.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// Its moments, newest first; [`Loaded::Loading`] while it is not near.
    pub items: Items,
    /// Where it ends, if there is more after it: [`Feed::split`] lets that come.
    pub end: Signal<Option<FeedCursor>>,
    /// Asks for it again.
    pub again: Callback<()>,
}

/// Loads the stretch that begins after `before` while it is `near`.
pub(super) fn use_stretch(feed: Feed, before: FeedCursor, near: Signal<bool>) -> Stretch {
    let engine = use_engine();
    let topics = use_topics();
    let mut items: Items = use_signal(|| Loaded::Loading);
    let mut end = use_signal(|| None);
    let mut asking = use_resource(move || {
        let engine = engine.clone();
        let near = near();
        if near {
            topics.feed.read();
        }
        async move {
            if !near {
                if !matches!(&*items.peek(), Loaded::Loading) {
                    items.set(Loaded::Loading);
                    end.set(None);
                }
                return;
            }
            // Also while it waits to be split off there.
            let until = feed.end_after(Some(before)).or(*end.peek());
            let asked = feed.between(Some(before), until, limit(items, until));
            match engine.ask(asked).await {
                Ok(page) => end.set(show(topics, items, page).or(until)),
                // What is on the screen stays: it is on this device and still true.
                Err(_) if matches!(&*items.peek(), Loaded::Ready(_)) => {}
                Err(fault) => items.set(Loaded::Failed(fault)),
            }
        }
    });
    Stretch {
        items,
        end,
        again: use_callback(move |()| asking.restart()),
    }
}

/// The newest moments, and what has come since the first of them. Nothing moves under the eyes of whoever reads further down:
/// there it waits until it is wanted.
#[derive(Clone, Copy)]
pub(super) struct Newest {
    /// Those that are shown, newest first.
    pub items: Items,
    /// How many wait; [`LIMIT`] stands for that many or more.
    pub waiting: Signal<usize>,
    /// Asks for them again.
    pub again: Callback<()>,
    /// Shows what waits.
    pub show: Callback<()>,
}

/// Loads the newest moments. What comes to whoever is at the top, and what one wrote oneself, is shown at once; `onown` is
/// called with the latter.
pub(super) fn use_newest(feed: Feed, at_top: Signal<bool>, onown: Callback<()>) -> Newest {
    let engine = use_engine();
    let topics = use_topics();
    let mut items: Items = use_signal(|| Loaded::Loading);
    let mut waiting = use_signal(|| 0usize);
    let mut head = use_hook(|| CopyValue::new(None::<FeedCursor>));
    let mut asking = use_resource(move || {
        let engine = engine.clone();
        topics.feed.read();
        async move {
            let shown = *head.peek();
            // What fails is asked again below, and told there.
            let come = come_since(&engine, feed, shown).await.unwrap_or_default();
            let at_once = come.own || (*at_top.peek() && *waiting.peek() == 0);
            let mut above = shown.filter(|_| !at_once).map(FeedCursor::above);
            let mut left = if above.is_some() { come.count } else { 0 };
            let page = loop {
                let until = feed.end_after(None);
                let asked = feed.between(above, until, limit(items, until));
                match engine.ask(asked).await {
                    Ok(page) if page.items.is_empty() && until.is_some() => {
                        // All of them are gone: the next stretch is the newest.
                        let mut ends = feed.ends;
                        ends.write().remove(0);
                    }
                    // Of what was shown nothing is left.
                    Ok(page) if page.items.is_empty() && left > 0 => (above, left) = (None, 0),
                    Ok(page) => break page,
                    Err(_) if matches!(&*items.peek(), Loaded::Ready(_)) => return,
                    Err(fault) => return items.set(Loaded::Failed(fault)),
                }
            };
            if above.is_none() {
                head.set(page.items.first().map(FeedItem::cursor));
            }
            let page = if above.is_none() { short(page) } else { page };
            if let Some(end) = show(topics, items, page) {
                feed.split(None, end);
            }
            if *waiting.peek() != left {
                waiting.set(left);
            }
            if come.own {
                onown.call(());
            }
        }
    });
    Newest {
        items,
        waiting,
        again: use_callback(move |()| asking.restart()),
        show: use_callback(move |()| {
            head.set(None);
            waiting.set(0);
            asking.restart();
        }),
    }
}

/// What is newer than the newest that is shown.
#[derive(Default)]
struct Come {
    count: usize,
    /// Something of one's own is among it.
    own: bool,
}

async fn come_since(engine: &Engine, feed: Feed, shown: Option<FeedCursor>) -> Result<Come, Fault> {
    let Some(shown) = shown else {
        return Ok(Come::default());
    };
    let asked = feed.between(None, Some(shown.above()), LIMIT);
    let items = engine.ask(asked).await?.items;
    Ok(Come {
        count: items.len(),
        own: items.iter().any(|item| item.mine),
    })
}

/// The first few, if there are many: what was shown beyond them goes to a stretch of its own.
fn short(mut page: FeedPage) -> FeedPage {
    if page.items.len() > LONG {
        page.items.truncate(STRETCH as usize);
        page.next = page.items.last().map(FeedItem::cursor);
    }
    page
}

/// Shows `page`, and tells where it ends if there is more after it.
fn show(mut topics: Topics, mut items: Items, page: FeedPage) -> Option<FeedCursor> {
    // A load is newer than the news that came before it.
    if !topics.deliveries.peek().is_empty() {
        let is_loaded = |id| page.items.iter().any(|item| item.moment.id.0 == id);
        topics.deliveries.write().retain(|id, _| !is_loaded(*id));
    }
    items.set(Loaded::Ready(page.items));
    page.next
}
