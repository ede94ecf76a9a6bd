//! What others say to a moment: likes with their names, dislikes with their reasons.

use dioxus::prelude::*;
use jishi_core::{engine::Dislike, model::Person};

use super::MomentAction;
use crate::{
    components::{Icon, Shape},
    t,
    texts::use_texts,
};

/// Likes, or takes that back.
#[component]
pub(super) fn LikeButton(liked: bool, count: usize, onaction: EventHandler<MomentAction>) -> Element {
    let texts = use_texts();
    let label = if liked {
        t!(texts, "unlike")
    } else {
        t!(texts, "like-label", count = count)
    };
    rsx! {
        button {
            class: if liked { "like is-on" } else { "like" },
            r#type: "button",
            "aria-pressed": if liked { "true" } else { "false" },
            "aria-label": label,
            onclick: move |_| onaction.call(MomentAction::Like(!liked)),
            Icon { shape: Shape::Like }
            span { {t!(texts, "like")} }
        }
    }
}

/// Dislikes with a reason, or changes and takes back what one gave.
#[component]
pub(super) fn DislikeButton(disliked: bool, count: usize, onaction: EventHandler<MomentAction>) -> Element {
    let texts = use_texts();
    let label = if disliked {
        t!(texts, "dislike-change")
    } else {
        t!(texts, "dislike-label", count = count)
    };
    rsx! {
        button {
            class: if disliked { "like is-dislike is-on" } else { "like is-dislike" },
            r#type: "button",
            "aria-pressed": if disliked { "true" } else { "false" },
            "aria-haspopup": "dialog",
            "aria-label": label,
            onclick: move |_| onaction.call(MomentAction::Dislike),
            Icon { shape: Shape::Dislike }
            span { {t!(texts, "dislike")} }
        }
    }
}

/// Who likes it: these by name, of so many.
#[component]
pub(super) fn Likes(likes: Vec<Person>, count: usize) -> Element {
    let texts = use_texts();
    if likes.is_empty() {
        return rsx! {};
    }
    rsx! {
        div { class: "likes", role: "group", "aria-label": t!(texts, "likes-label", count = count),
            Icon { shape: Shape::Like }
            span {
                for (index, person) in likes.iter().enumerate() {
                    if index > 0 {
                        {t!(texts, "list-separator")}
                    }
                    bdi { class: "likes-name", {person.name.clone()} }
                }
                if count > likes.len() {
                    {t!(texts, "likes-more", count = count)}
                }
            }
        }
    }
}

/// Who dislikes it, and why.
#[component]
pub(super) fn Dislikes(dislikes: Vec<Dislike>) -> Element {
    let texts = use_texts();
    if dislikes.is_empty() {
        return rsx! {};
    }
    let label = t!(texts, "dislikes-label", count = dislikes.len());
    rsx! {
        ul { class: "dislikes", "aria-label": label,
            for dislike in dislikes {
                li { key: "{dislike.person.id}",
                    Icon { shape: Shape::Dislike }
                    span {
                        bdi { class: "likes-name", {dislike.person.name.clone()} }
                        {t!(texts, "dislike-colon")}
                        bdi { {dislike.reason.clone()} }
                    }
                }
            }
        }
    }
}
