//! A list of moments in each of its states: on its way, not to be had, empty, there.

use dioxus::prelude::*;
use jishi_core::engine::FeedItem;

use crate::{
    components::{Button, LiveMoment, MomentSkeleton, Notice, NoticeKind, Shape},
    state::Loaded,
    t,
    texts::{Sentence as _, use_texts},
};

/// The list.
#[component]
pub(super) fn Moments(
    items: ReadSignal<Loaded<Vec<FeedItem>>>,
    /// What it is called, where it is not the page itself.
    label: Option<String>,
    onretry: EventHandler<()>,
    /// What is seen if there is none.
    none: Element,
    /// The moments after these.
    older: Element,
) -> Element {
    let texts = use_texts();
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
        Loaded::Ready(items) if items.is_empty() => rsx! { {none} },
        Loaded::Ready(items) => rsx! {
            section { class: "feed", "aria-label": label,
                for item in items {
                    LiveMoment { key: "{item.moment.id}", item: item.clone() }
                }
                {older}
            }
        },
    }
}
