//! A stretch of older moments: as high as it was while it is far away, so that nothing moves.

use dioxus::prelude::*;
use jishi_core::engine::FeedCursor;

use super::loader::{Feed, Items, Stretch, use_stretch};
use crate::{
    components::{Button, ButtonKind, LiveMoment, Notice, NoticeKind, Shape},
    state::{Loaded, sleep},
    t,
    texts::{Sentence as _, use_texts},
};

/// So many moments come onto the page in one frame; more would hold up the finger.
const AT_ONCE: usize = 2;
/// One frame.
const FRAME_MS: u32 = 16;

/// All that comes after the newest moments.
#[component]
pub(super) fn OlderMoments(feed: Feed) -> Element {
    let ends = feed.ends.read();
    rsx! {
        for (place, before) in ends.iter().copied().enumerate() {
            OlderStretch { key: "{before.id}", feed, before, last: place + 1 == ends.len() }
        }
        if ends.is_empty() {
            FeedEnd {}
        }
    }
}

#[component]
fn FeedEnd() -> Element {
    let texts = use_texts();
    rsx! { p { class: "feed-end", {t!(texts, "feed-end")} } }
}

/// The moments after `before`; with the `last` stretch the feed may end.
#[component]
fn OlderStretch(feed: Feed, before: FeedCursor, last: bool) -> Element {
    let texts = use_texts();
    let mut near = use_signal(|| false);
    let stretch = use_stretch(feed, before, near);
    let mut height = use_hook(|| CopyValue::new(0.0_f64));
    let shown = use_shown(feed, before, stretch);
    let items = stretch.items.read();
    let is_here = matches!(&*items, Loaded::Ready(items) if items.len() <= shown());
    let room = Some(*height.peek()).filter(|height| !is_here && *height > 0.0);
    let mut come = move |is_near: bool| {
        if *near.peek() != is_near {
            near.set(is_near);
        }
    };
    rsx! {
        div {
            class: "stretch",
            min_height: room.map(|height| format!("{height}px")),
            onresize: move |event| {
                if let (Loaded::Ready(_), Ok(size)) = (&*stretch.items.peek(), event.get_border_box_size()) {
                    let least = if is_here { 0.0 } else { *height.peek() };
                    height.set(size.height.max(least));
                }
            },
            // Reaches out above and below, so that what comes near is there before it is seen.
            div {
                class: "stretch-sense",
                "aria-hidden": "true",
                onvisible: move |event| come(event.is_intersecting().unwrap_or(true)),
            }
            match &*items {
                Loaded::Ready(items) => rsx! {
                    for item in items.iter().take(shown()) {
                        LiveMoment { key: "{item.moment.id}", item: item.clone() }
                    }
                    if last && is_here && stretch.end.read().is_none() {
                        FeedEnd {}
                    }
                },
                Loaded::Failed(fault) => rsx! {
                    div { class: "feed-trouble",
                        Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
                        Button { icon: Shape::Retry, onclick: move |_| stretch.again.call(()), {t!(texts, "retry")} }
                    }
                },
                Loaded::Loading if last => rsx! {
                    // For keyboards, and where nothing tells what is near.
                    div { class: "feed-more",
                        Button { kind: ButtonKind::Quiet, busy: near(), onclick: move |_| come(true),
                            if near() { {t!(texts, "loading")} } else { {t!(texts, "feed-more")} }
                        }
                    }
                },
                Loaded::Loading => rsx! {},
            }
        }
    }
}

/// How many of its moments stand on the page: of those that have just come a few, and more with each frame. What comes after them
/// waits, so that all come in their order. Later all that it has are on the page at once: what one reads there must not go.
fn use_shown(feed: Feed, before: FeedCursor, stretch: Stretch) -> Signal<usize> {
    let Stretch { items, end, .. } = stretch;
    let mut shown = use_signal(|| AT_ONCE);
    use_resource(move || {
        let count = count(items);
        async move {
            if count == 0 && *shown.peek() != AT_ONCE {
                shown.set(AT_ONCE);
            }
            while *shown.peek() < count {
                sleep(FRAME_MS).await;
                shown += AT_ONCE;
            }
            if count > 0 && *shown.peek() != usize::MAX {
                shown.set(usize::MAX);
            }
        }
    });
    use_effect(move || {
        if let Some(end) = end().filter(|_| count(items) <= shown()) {
            feed.split(Some(before), end);
        }
    });
    shown
}

/// How many of them there are; none while they are not here.
fn count(items: Items) -> usize {
    match &*items.read() {
        Loaded::Ready(items) => items.len(),
        Loaded::Loading | Loaded::Failed(_) => 0,
    }
}
