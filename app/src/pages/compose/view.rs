//! The page as markup.

use std::rc::Rc;

use dioxus::{html::FileData, prelude::*};
use jishi_core::{
    engine::{Draft, Fault},
    model::{Attachment, PHOTOS_MAX, Sha256, TEXT_MAX},
    protocol::MediaSize,
};

use super::Purpose;
use crate::{
    components::{
        Button, ButtonKind, Icon, IconButton, Notice, NoticeKind, Picture, PlaceChip, Shape, Sheet, TopBar,
        VoiceBar, Waveform, photos,
    },
    media_url::MediaUrl,
    t,
    texts::{Sentence as _, duration, use_texts},
};

/// From how many characters on the counter is shown.
const COUNTER_FROM: usize = TEXT_MAX - 500;

/// A photo that was chosen and is not yet attached.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingPhoto {
    /// Tells it apart from the others.
    pub id: u32,
    /// To show it before it is prepared; a host may have none.
    pub preview: Option<Rc<MediaUrl>>,
    /// Why it cannot be attached; `None` while it is being prepared.
    pub fault: Option<Fault>,
}

/// What the microphone is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum VoiceState {
    /// Nothing.
    Idle,
    /// Being asked for.
    Starting,
    /// Recording.
    Recording {
        /// For so long.
        elapsed_ms: u32,
        /// Its latest levels, oldest first.
        levels: Vec<u8>,
    },
    /// Being attached.
    Saving,
}

/// What the location service is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceState {
    /// Nothing: it is asked at a tap only.
    Idle,
    /// Looking.
    Locating,
}

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum ComposeAction {
    /// Types.
    Text(String),
    /// Chooses photos.
    Photos(Vec<FileData>),
    /// Takes away a photo that is not yet attached.
    DropPending(u32),
    /// Takes off an attachment.
    Detach(Sha256),
    /// Begins to record.
    Record,
    /// Ends the recording and attaches it.
    FinishRecording,
    /// Ends the recording and throws it away.
    DropRecording,
    /// Asks for the place.
    Locate,
    /// Takes the place off.
    DropPlace,
    /// Sends.
    Send,
    /// Throws the draft away.
    Discard,
    /// Has read the fault.
    Dismiss,
}

/// The page.
#[component]
pub fn ComposeView(
    #[props(default)] purpose: Purpose,
    draft: ReadSignal<Draft>,
    pending: ReadSignal<Vec<PendingPhoto>>,
    voice: VoiceState,
    place: PlaceState,
    fault: Option<Fault>,
    sending: bool,
    onaction: EventHandler<ComposeAction>,
    /// What it is about, above the text.
    children: Element,
) -> Element {
    let texts = use_texts();
    let mut asking = use_signal(|| false);
    let shown = draft.read();
    let characters = shown.text.chars().count();
    let preparing = pending.read().iter().any(|photo| photo.fault.is_none());
    let empty = shown.text.trim().is_empty() && shown.attachments.is_empty();
    let recording = voice != VoiceState::Idle;
    let over = characters > TEXT_MAX;
    rsx! {
        TopBar { title: purpose.title(&texts), back: true,
            Button {
                kind: ButtonKind::Primary,
                disabled: empty || preparing || recording || over || sending,
                busy: sending,
                onclick: move |_| onaction.call(ComposeAction::Send),
                {t!(texts, "compose-send")}
            }
        }
        div { class: "compose",
            if let Some(fault) = fault {
                div { class: "compose-notice",
                    Notice { kind: NoticeKind::Trouble, onclose: move |()| onaction.call(ComposeAction::Dismiss),
                        {fault.sentence(&texts)}
                    }
                }
            }
            {children}
            textarea {
                class: "compose-text",
                dir: "auto",
                rows: "5",
                value: shown.text.clone(),
                placeholder: purpose.placeholder(&texts),
                "aria-label": purpose.field(&texts),
                "aria-describedby": "compose-count",
                "aria-invalid": if over { "true" },
                oninput: move |event| onaction.call(ComposeAction::Text(event.value())),
            }
            p { id: "compose-count", class: if over { "compose-count is-over" } else { "compose-count" }, "aria-live": "polite",
                if characters >= COUNTER_FROM {
                    {t!(texts, "compose-count", count = texts.number(characters), max = texts.number(TEXT_MAX))}
                }
            }
            Photos { draft, pending, onaction }
            ul { class: "compose-rows",
                VoiceRow { draft, voice, onaction }
                PlaceRow { draft, place, onaction }
            }
            p { class: "compose-safe", Icon { shape: Shape::Shield } span { {t!(texts, "compose-safe")} } }
            if !empty {
                button { class: "compose-discard", r#type: "button", onclick: move |_| asking.set(true),
                    {t!(texts, "compose-discard")}
                }
            }
        }
        if asking() {
            Sheet { title: t!(texts, "compose-discard-title"), onclose: move |()| asking.set(false),
                p { {t!(texts, "compose-discard-words")} }
                div { class: "sheet-actions",
                    Button {
                        kind: ButtonKind::Danger,
                        icon: Shape::Trash,
                        onclick: move |_| {
                            asking.set(false);
                            onaction.call(ComposeAction::Discard);
                        },
                        {t!(texts, "compose-discard")}
                    }
                    Button { onclick: move |_| asking.set(false), {t!(texts, "compose-keep")} }
                }
            }
        }
    }
}

#[component]
fn Photos(
    draft: ReadSignal<Draft>,
    pending: ReadSignal<Vec<PendingPhoto>>,
    onaction: EventHandler<ComposeAction>,
) -> Element {
    let texts = use_texts();
    // A file input tells nothing when the same file is chosen again; a new one does.
    let mut round = use_signal(|| 0u32);
    let attached = photos(&draft.read().attachments);
    let total = attached.len() + pending.read().len();
    let faults = pending
        .read()
        .iter()
        .filter_map(|photo| photo.fault.clone())
        .collect::<Vec<_>>();
    rsx! {
        div { class: "tiles",
            for (index, photo) in attached.iter().copied().enumerate() {
                div { key: "{photo.sha256}", class: "tile",
                    Picture {
                        sha256: photo.sha256,
                        size: MediaSize::Thumb,
                        label: t!(texts, "photo-label", index = index + 1, total = total),
                    }
                    Remove {
                        label: t!(texts, "photo-remove", index = index + 1),
                        onremove: move |()| onaction.call(ComposeAction::Detach(photo.sha256)),
                    }
                }
            }
            for photo in pending.read().iter().cloned() {
                PendingTile { key: "{photo.id}", photo, onaction }
            }
            if total < PHOTOS_MAX {
                label { class: "tile is-add",
                    Icon { shape: Shape::Photo }
                    span { {t!(texts, "compose-add-photo")} }
                    for key in [round()] {
                        input {
                            key: "{key}",
                            class: "is-hidden",
                            r#type: "file",
                            accept: "image/*",
                            multiple: true,
                            onchange: move |event| {
                                let files = event.files();
                                round += 1;
                                if !files.is_empty() {
                                    onaction.call(ComposeAction::Photos(files));
                                }
                            },
                        }
                    }
                }
            }
        }
        for fault in faults {
            p { class: "tiles-fault", role: "alert", {fault.sentence(&texts)} }
        }
    }
}

#[component]
fn PendingTile(photo: PendingPhoto, onaction: EventHandler<ComposeAction>) -> Element {
    let texts = use_texts();
    let id = photo.id;
    rsx! {
        div { class: "tile", role: "status",
            if let Some(preview) = &photo.preview {
                img { class: "picture", src: preview.as_str(), alt: "" }
            } else {
                span { class: "picture bone" }
            }
            if photo.fault.is_some() {
                span { class: "tile-veil is-refused", Icon { shape: Shape::Refused } {t!(texts, "photo-refused")} }
            } else {
                span { class: "tile-veil", Icon { shape: Shape::Clock } {t!(texts, "photo-preparing")} }
            }
            Remove { label: t!(texts, "photo-drop"), onremove: move |()| onaction.call(ComposeAction::DropPending(id)) }
        }
    }
}

#[component]
fn Remove(label: String, onremove: EventHandler<()>) -> Element {
    rsx! {
        button { class: "tile-remove", r#type: "button", "aria-label": label, onclick: move |_| onremove.call(()),
            span { class: "tile-cross", Icon { shape: Shape::Close } }
        }
    }
}

#[component]
fn VoiceRow(draft: ReadSignal<Draft>, voice: VoiceState, onaction: EventHandler<ComposeAction>) -> Element {
    let texts = use_texts();
    let attached = draft
        .read()
        .attachments
        .iter()
        .find_map(|attachment| match attachment {
            Attachment::Voice {
                sha256,
                duration_ms,
                waveform,
                ..
            } => Some((*sha256, *duration_ms, waveform.clone())),
            _ => None,
        });
    if let Some((sha256, duration_ms, waveform)) = attached {
        return rsx! {
            li { class: "compose-row is-voice",
                VoiceBar { key: "{sha256}", sha256, duration_ms, waveform }
                IconButton {
                    shape: Shape::Trash,
                    label: t!(texts, "voice-remove"),
                    onclick: move |_| onaction.call(ComposeAction::Detach(sha256)),
                }
            }
        };
    }
    match voice {
        VoiceState::Recording { elapsed_ms, levels } => rsx! {
            li { class: "compose-row is-recording",
                IconButton {
                    shape: Shape::Trash,
                    label: t!(texts, "voice-drop"),
                    onclick: move |_| onaction.call(ComposeAction::DropRecording),
                }
                span { class: "recording-dot", "aria-hidden": "true" }
                span { class: "recording-time", role: "timer", {duration(elapsed_ms / 1000 * 1000)} }
                Waveform { levels, played: 0 }
                button {
                    class: "recording-stop",
                    r#type: "button",
                    "aria-label": t!(texts, "voice-finish"),
                    onclick: move |_| onaction.call(ComposeAction::FinishRecording),
                    Icon { shape: Shape::Stop }
                }
            }
        },
        VoiceState::Idle | VoiceState::Starting | VoiceState::Saving => rsx! {
            li {
                button {
                    class: "compose-row",
                    r#type: "button",
                    disabled: voice != VoiceState::Idle,
                    onclick: move |_| onaction.call(ComposeAction::Record),
                    Icon { shape: Shape::Microphone }
                    span { class: "compose-row-name", {t!(texts, "compose-voice")} }
                    span { class: "compose-row-hint",
                        match voice {
                            VoiceState::Starting => t!(texts, "voice-starting"),
                            VoiceState::Saving => t!(texts, "voice-saving"),
                            _ => t!(texts, "voice-hint"),
                        }
                    }
                }
            }
        },
    }
}

#[component]
fn PlaceRow(draft: ReadSignal<Draft>, place: PlaceState, onaction: EventHandler<ComposeAction>) -> Element {
    let texts = use_texts();
    if let Some(known) = draft.read().place.clone() {
        return rsx! {
            li { class: "compose-row is-place",
                PlaceChip {
                    place: known,
                    with_age: true,
                    onremove: move |()| onaction.call(ComposeAction::DropPlace),
                }
            }
        };
    }
    let locating = place == PlaceState::Locating;
    rsx! {
        li {
            button {
                class: "compose-row",
                r#type: "button",
                disabled: locating,
                "aria-busy": if locating { "true" },
                onclick: move |_| onaction.call(ComposeAction::Locate),
                Icon { shape: Shape::Place }
                span { class: "compose-row-name", {t!(texts, "compose-place")} }
                span { class: "compose-row-hint",
                    if locating { {t!(texts, "place-locating")} } else { {t!(texts, "place-hint")} }
                }
            }
        }
    }
}
