//! A video: a dark box with its length; a tap fetches and plays it.

use dioxus::prelude::*;
use jishi_core::{engine::GetMedia, model::Sha256, protocol::MediaSize};

use super::{Icon, Shape};
use crate::{
    state::{MediaState, use_media},
    t,
    texts::{Sentence as _, duration, use_texts},
};

/// A video.
#[component]
pub fn VideoBox(sha256: Sha256, duration_ms: u32, width: u32, height: u32) -> Element {
    let texts = use_texts();
    // Videos are fetched at the tap, not with the feed.
    let mut wanted = use_signal(|| false);
    let (state, again) = use_media(
        GetMedia {
            sha256,
            size: MediaSize::Full,
        },
        wanted(),
    );
    let upright = if height > width {
        "video is-upright"
    } else {
        "video"
    };
    let length = duration(duration_ms);
    let fault = match &state {
        MediaState::Failed(fault) if wanted() => Some(fault.sentence(&texts)),
        _ => None,
    };
    let label = t!(texts, "video-play", length = length.as_str());
    rsx! {
        div { class: upright,
            if let (true, MediaState::Ready(url)) = (wanted(), &state) {
                // The tap that made this element is what allows it to play with its sound.
                video { class: "video-frame", src: url.as_str(), controls: true, autoplay: true, "playsinline": "true" }
            } else {
                button {
                    class: "video-frame",
                    r#type: "button",
                    "aria-label": label,
                    onclick: move |_| {
                        if wanted() {
                            again.call(());
                        }
                        wanted.set(true);
                    },
                    Icon { shape: Shape::Play }
                    span { class: "video-length",
                        if wanted() && fault.is_none() { {t!(texts, "file-fetching")} } else { {length} }
                    }
                }
            }
            if let Some(fault) = fault {
                p { class: "file-fault", role: "alert", {fault} }
            }
        }
    }
}
