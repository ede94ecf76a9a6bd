//! A stretch of older moments: as high as it was while it is far away, so that nothing moves.

use dioxus::prelude::*;
use jishi_core::engine::FeedCursor;

use super::loader::{Feed, use_stretch};
use crate::{
    components::{Button, ButtonKind, LiveMoment, Notice, NoticeKind, Shape},
    state::Loaded,
    t,
    texts::{Sentence as _, use_texts},
};

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
    let items = stretch.items.read();
    let is_here = matches!(&*items, Loaded::Ready(_));
    let mut come = move |is_near: bool| {
        if *near.peek() != is_near {
            near.set(is_near);
        }
    };
    rsx! {
        div {
            class: "stretch",
            onresize: move |event| {
                if let (Loaded::Ready(_), Ok(size)) = (&*stretch.items.peek(), event.get_border_box_size()) {
                    height.set(size.height);
                }
            },
            if !is_here && *height.peek() > 0.0 {
                div { class: "stretch-gap", height: "{height}px" }
            }
            // Reaches out above and below, so that what comes near is there before it is seen.
            div {
                class: "stretch-sense",
                "aria-hidden": "true",
                onvisible: move |event| come(event.is_intersecting().unwrap_or(true)),
            }
            match &*items {
                Loaded::Ready(items) => rsx! {
                    for item in items {
                        LiveMoment { key: "{item.moment.id}", item: item.clone() }
                    }
                    if last {
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
