//! The rows in which videos and documents are chosen, and stand once they are.

use dioxus::prelude::*;
use jishi_core::{
    engine::Draft,
    model::{Attachment, DOCUMENT_MAX_BYTES, DOCUMENT_TYPES, DOCUMENTS_MAX, VIDEO_MAX_MS},
};

use super::{AttachAction, Pending};
use crate::{
    components::{FileRow, Icon, IconButton, Shape, VideoBox},
    t,
    texts::use_texts,
};

/// What a phone's camera makes.
const VIDEOS: &str = "video/mp4,video/quicktime,.mp4,.mov";

/// Which files are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Taken {
    /// A video, and documents of every kind that is known here.
    #[default]
    All,
    /// PDF only.
    Pdf,
}

/// The rows.
#[component]
pub fn FileRows(
    #[props(default)] taken: Taken,
    draft: ReadSignal<Draft>,
    pending: ReadSignal<Vec<Pending>>,
    onaction: EventHandler<AttachAction>,
) -> Element {
    let texts = use_texts();
    let attachments = draft.read().attachments.clone();
    let is_video = |attachment: &Attachment| matches!(attachment, Attachment::Video { .. });
    let is_document = |attachment: &Attachment| matches!(attachment, Attachment::Document { .. });
    let has_video = attachments.iter().any(is_video);
    let documents = attachments.iter().filter(|one| is_document(one)).count();
    // WeChat and some pickers know a file by its ending only.
    let (accepted, hint) = match taken {
        Taken::All => (
            format!("{},.pdf,.docx,.xlsx,.pptx,.txt", DOCUMENT_TYPES.join(",")),
            t!(texts, "document-hint", megabytes = DOCUMENT_MAX_BYTES / 1_000_000),
        ),
        Taken::Pdf => (
            "application/pdf,.pdf".into(),
            t!(
                texts,
                "document-hint-pdf",
                megabytes = DOCUMENT_MAX_BYTES / 1_000_000
            ),
        ),
    };
    rsx! {
        for attachment in attachments {
            match attachment {
                Attachment::Video { sha256, duration_ms, width, height, .. } => rsx! {
                    li { key: "{sha256}", class: "compose-row is-file",
                        VideoBox { sha256, duration_ms, width, height }
                        IconButton {
                            shape: Shape::Trash,
                            label: t!(texts, "video-remove"),
                            onclick: move |_| onaction.call(AttachAction::Detach(sha256)),
                        }
                    }
                },
                Attachment::Document { sha256, name, bytes, .. } => rsx! {
                    li { key: "{sha256}", class: "compose-row is-file",
                        FileRow { sha256, name: name.clone(), bytes }
                        IconButton {
                            shape: Shape::Trash,
                            label: t!(texts, "file-remove", name = name.as_str()),
                            onclick: move |_| onaction.call(AttachAction::Detach(sha256)),
                        }
                    }
                },
                Attachment::Photo { .. } | Attachment::Voice { .. } => rsx! {},
            }
        }
        for file in pending.read().iter().filter(|file| file.is_shown()).cloned() {
            li { key: "{file.id}", class: "compose-row is-file", role: "status",
                Icon { shape: Shape::Clock }
                bdi { class: "compose-row-name", {file.name.clone()} }
                span { class: "compose-row-hint", {t!(texts, "file-keeping")} }
                IconButton {
                    shape: Shape::Close,
                    label: t!(texts, "file-remove", name = file.name.as_str()),
                    onclick: move |_| onaction.call(AttachAction::DropFile(file.id)),
                }
            }
        }
        if taken == Taken::All && !has_video {
            Chooser {
                shape: Shape::Video,
                name: t!(texts, "compose-video"),
                hint: t!(texts, "video-hint", seconds = VIDEO_MAX_MS / 1000),
                accept: VIDEOS,
                multiple: false,
                onaction,
            }
        }
        if documents < DOCUMENTS_MAX {
            Chooser {
                shape: Shape::Document,
                name: t!(texts, "compose-document"),
                hint,
                accept: accepted,
                multiple: true,
                onaction,
            }
        }
    }
}

#[component]
fn Chooser(
    shape: Shape,
    name: String,
    hint: String,
    accept: String,
    multiple: bool,
    onaction: EventHandler<AttachAction>,
) -> Element {
    // A file input tells nothing when the same file is chosen again; a new one does.
    let mut round = use_signal(|| 0u32);
    rsx! {
        li {
            label { class: "compose-row",
                Icon { shape }
                span { class: "compose-row-name", {name} }
                span { class: "compose-row-hint", {hint} }
                for key in [round()] {
                    input {
                        key: "{key}",
                        class: "is-hidden",
                        r#type: "file",
                        accept: accept.clone(),
                        multiple,
                        onchange: move |event| {
                            let files = event.files();
                            round += 1;
                            if !files.is_empty() {
                                onaction.call(AttachAction::Files(files));
                            }
                        },
                    }
                }
            }
        }
    }
}
