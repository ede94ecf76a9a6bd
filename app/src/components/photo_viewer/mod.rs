//! One photo over the whole screen, its neighbours a swipe, a key or a tap away.

use dioxus::prelude::*;
use jishi_core::{engine::GetMedia, protocol::MediaSize};

use super::{IconButton, Photo, PictureView, Shape};
use crate::{
    state::{MediaState, use_media},
    t,
    texts::{Sentence as _, use_texts},
};

/// How far a finger goes before it is a swipe, in CSS pixels.
const SWIPE: f64 = 48.0;

/// The viewer.
#[component]
pub fn PhotoViewer(
    photos: Vec<Photo>,
    index: usize,
    /// They are one's own. Those of others are shown as in the feed; who opens one as it was sent, is noted.
    mine: bool,
    onmove: EventHandler<usize>,
    onclose: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let mut began = use_signal(|| None::<(f64, f64)>);
    let mut originals = use_signal(Vec::new);
    let total = photos.len();
    let Some(photo) = photos.get(index).copied() else {
        return rsx! {};
    };
    let previous = index.checked_sub(1);
    let next = Some(index + 1).filter(|next| *next < total);
    let go = move |to: Option<usize>| {
        if let Some(to) = to {
            onmove.call(to);
        }
    };
    let counter = t!(texts, "photo-counter", index = index + 1, total = total);
    rsx! {
        section {
            class: "viewer",
            role: "dialog",
            "aria-modal": "true",
            "aria-label": t!(texts, "photo-label", index = index + 1, total = total),
            tabindex: "-1",
            onmounted: move |event| async move {
                let _ = event.set_focus(true).await;
            },
            onkeydown: move |event| match event.key() {
                Key::Escape => onclose.call(()),
                Key::ArrowLeft => go(previous),
                Key::ArrowRight => go(next),
                _ => {}
            },
            ontouchstart: move |event| began.set(finger(&event)),
            ontouchend: move |event| {
                let (Some((x, y)), Some((to_x, to_y))) = (began.take(), finger(&event)) else { return };
                let (across, down) = (to_x - x, to_y - y);
                if across.abs() > SWIPE && across.abs() > down.abs() {
                    go(if across < 0.0 { next } else { previous });
                } else if down > 2.0 * SWIPE {
                    onclose.call(());
                }
            },
            Slide {
                key: "{photo.sha256}",
                photo,
                original: mine || originals.read().contains(&photo.sha256),
                label: t!(texts, "photo-label", index = index + 1, total = total),
                onoriginal: move |()| originals.write().push(photo.sha256),
            }
            div { class: "viewer-bar",
                IconButton { shape: Shape::Close, label: t!(texts, "close"), onclick: move |_| onclose.call(()) }
                if total > 1 {
                    span { class: "viewer-counter", "aria-hidden": "true", {counter} }
                }
            }
            if previous.is_some() {
                div { class: "viewer-arrow is-previous",
                    IconButton { shape: Shape::Back, label: t!(texts, "photo-previous"), onclick: move |_| go(previous) }
                }
            }
            if next.is_some() {
                div { class: "viewer-arrow is-next",
                    IconButton { shape: Shape::Forward, label: t!(texts, "photo-next"), onclick: move |_| go(next) }
                }
            }
        }
    }
}

/// A photo as in the feed, and as it was sent once that is wanted.
#[component]
fn Slide(photo: Photo, original: bool, label: String, onoriginal: EventHandler<()>) -> Element {
    let texts = use_texts();
    let of = |size| GetMedia {
        sha256: photo.sha256,
        size,
    };
    let (smaller, again) = use_media(of(MediaSize::Feed), !original);
    let (whole, whole_again) = use_media(of(MediaSize::Full), original);
    // The smaller one stays until there is something better to see.
    let shows_whole =
        original && (matches!(whole, MediaState::Ready(_)) || !matches!(smaller, MediaState::Ready(_)));
    let fault = match &whole {
        MediaState::Failed(fault) if original && !shows_whole => Some(fault.sentence(&texts)),
        _ => None,
    };
    rsx! {
        div { class: "viewer-slide",
            if shows_whole {
                PictureView { state: whole, label, onagain: move |()| whole_again.call(()) }
            } else {
                PictureView { state: smaller, label, onagain: move |()| again.call(()) }
            }
        }
        div { class: "viewer-foot",
            if let Some(fault) = &fault {
                p { class: "viewer-fault", role: "alert", {fault.clone()} }
            }
            if !shows_whole && !photo.is_small() && (!original || fault.is_some()) {
                button {
                    class: "viewer-original",
                    r#type: "button",
                    onclick: move |_| if original { whole_again.call(()) } else { onoriginal.call(()) },
                    {t!(texts, "photo-original")}
                    span { class: "viewer-note", {t!(texts, "look-note")} }
                }
            } else if original && !shows_whole {
                p { class: "viewer-fault", role: "status", {t!(texts, "file-fetching")} }
            }
        }
    }
}

fn finger(event: &TouchEvent) -> Option<(f64, f64)> {
    let touches = event.touches_changed();
    let place = touches.first()?.client_coordinates();
    Some((place.x, place.y))
}
