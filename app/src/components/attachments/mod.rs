//! What hangs on a result: photos that open over the page, voice, documents, video.

use dioxus::prelude::*;
use jishi_core::{model::Attachment, protocol::MediaSize};

use super::{FileRow, LookNote, PhotoViewer, Picture, VideoBox, VoiceBar, photos};
use crate::{t, texts::use_texts};

/// The attachments, photos first. Who opens those of somebody else (not `mine`) is told beforehand that it is noted.
#[component]
pub fn Attachments(attachments: Vec<Attachment>, mine: bool) -> Element {
    let texts = use_texts();
    let mut open = use_signal(|| None::<usize>);
    let pictures = photos(&attachments);
    let total = pictures.len();
    rsx! {
        if total > 0 {
            div { class: "photo-grid is-three",
                for (index, photo) in pictures.iter().enumerate() {
                    button {
                        key: "{photo.sha256}",
                        class: "photo is-square",
                        r#type: "button",
                        onclick: move |_| open.set(Some(index)),
                        svg { class: "photo-shape", view_box: "0 0 1 1", "aria-hidden": "true" }
                        Picture {
                            sha256: photo.sha256,
                            size: MediaSize::Thumb,
                            label: t!(texts, "photo-label", index = index + 1, total = total),
                        }
                    }
                }
            }
        }
        for attachment in attachments.clone() {
            match attachment {
                Attachment::Voice { sha256, duration_ms, waveform, .. } => rsx! {
                    VoiceBar { key: "{sha256}", sha256, duration_ms, waveform }
                },
                Attachment::Document { sha256, name, bytes, .. } => rsx! {
                    FileRow { key: "{sha256}", sha256, name, bytes }
                },
                Attachment::Video { sha256, duration_ms, width, height, .. } => rsx! {
                    VideoBox { key: "{sha256}", sha256, duration_ms, width, height }
                },
                Attachment::Photo { .. } => rsx! {},
            }
        }
        if !mine {
            LookNote { attachments }
        }
        if let Some(index) = open() {
            PhotoViewer {
                photos: pictures,
                index,
                mine,
                onmove: move |index| open.set(Some(index)),
                onclose: move |()| open.set(None),
            }
        }
    }
}
