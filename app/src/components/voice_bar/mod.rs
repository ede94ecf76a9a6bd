//! A voice note: a bar with its waveform and length; a tap plays it.

use dioxus::prelude::*;
use jishi_core::{engine::GetMedia, model::Sha256, protocol::MediaSize};

use super::{Icon, Shape};
use crate::{
    state::{MediaState, sleep, use_media},
    t,
    texts::{Sentence as _, duration, use_texts},
};

const TICK_MS: u32 = 100;
/// Bars shown; a stored waveform is gathered into these.
const BARS: usize = 28;

/// A voice note.
#[component]
pub fn VoiceBar(sha256: Sha256, duration_ms: u32, waveform: Vec<u8>) -> Element {
    let texts = use_texts();
    let mut playing = use_signal(|| false);
    // Sound is fetched at the first tap, not with the feed.
    let mut wanted = use_signal(|| false);
    let mut elapsed = use_signal(|| 0u32);
    let (state, again) = use_media(
        GetMedia {
            sha256,
            size: MediaSize::Full,
        },
        wanted(),
    );

    let count_on = move || async move {
        while playing() && elapsed() < duration_ms {
            sleep(TICK_MS).await;
            elapsed += TICK_MS;
        }
    };

    let sounding = playing() && matches!(state, MediaState::Ready(_));
    let played = if sounding {
        (elapsed() as usize * BARS) / duration_ms.max(1) as usize
    } else {
        0
    };
    let length = duration(duration_ms);
    let label = if playing() {
        t!(texts, "voice-stop")
    } else {
        t!(texts, "voice-play", length = length.clone())
    };
    let fault = match &state {
        MediaState::Failed(fault) if wanted() => Some(fault.sentence(&texts)),
        _ => None,
    };
    rsx! {
        div { class: "voice",
            button {
                class: if playing() { "voice-bar is-playing" } else { "voice-bar" },
                r#type: "button",
                "aria-label": label,
                onclick: move |_| {
                    if wanted() && fault_state(&state) {
                        again.call(());
                    }
                    wanted.set(true);
                    elapsed.set(0);
                    playing.toggle();
                    if playing() {
                        spawn(count_on());
                    }
                },
                Icon { shape: if playing() { Shape::Pause } else { Shape::Play } }
                Waveform { levels: gather(&waveform, BARS), played }
                span { class: "voice-length", {length} }
            }
            if let (true, MediaState::Ready(url)) = (playing(), &state) {
                // The tap that made this element is what allows it to sound.
                audio {
                    src: url.as_str(),
                    autoplay: true,
                    onplay: move |_| elapsed.set(0),
                    onended: move |_| playing.set(false),
                    onerror: move |_| playing.set(false),
                }
            }
            if let Some(fault) = fault {
                p { class: "voice-fault", role: "alert", {fault} }
            }
        }
    }
}

const fn fault_state(state: &MediaState) -> bool {
    matches!(state, MediaState::Failed(_))
}

/// Loudness as bars; the first `played` are marked.
#[component]
pub fn Waveform(levels: Vec<u8>, played: usize) -> Element {
    let width = levels.len().max(1) * 4;
    rsx! {
        svg {
            class: "waveform",
            view_box: "0 0 {width} 24",
            preserve_aspect_ratio: "none",
            "aria-hidden": "true",
            for (index, level) in levels.iter().enumerate() {
                rect {
                    key: "{index}",
                    class: if index < played { "is-played" },
                    x: "{index * 4 + 1}",
                    y: "{12 - bar_height(*level) / 2}",
                    width: "2",
                    height: "{bar_height(*level)}",
                    rx: "1",
                }
            }
        }
    }
}

/// Between 2 and 22: silence is seen as a dot, not as a gap.
const fn bar_height(level: u8) -> u32 {
    2 + (level as u32 * 10 / 255) * 2
}

/// `levels` as exactly `bars` bars, each the loudest of its share.
fn gather(levels: &[u8], bars: usize) -> Vec<u8> {
    (0..bars)
        .map(|bar| {
            let (from, to) = (bar * levels.len() / bars, (bar + 1) * levels.len() / bars);
            let to = to.max(from + 1).min(levels.len());
            levels
                .get(from..to)
                .and_then(|share| share.iter().max())
                .copied()
                .unwrap_or(0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{bar_height, gather};

    #[test]
    fn a_waveform_becomes_so_many_bars() {
        assert_eq!(gather(&[], 3), [0, 0, 0]);
        assert_eq!(gather(&[7], 2), [7, 7]);
        assert_eq!(gather(&[1, 9, 2, 8], 2), [9, 8]);
        assert_eq!((bar_height(0), bar_height(255)), (2, 22));
    }
}
