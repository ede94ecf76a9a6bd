//! The page as markup.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Draft, Fault},
    model::{Attachment, TEXT_MAX},
};

use super::Purpose;
use crate::{
    components::{
        Button, ButtonKind, Icon, IconButton, Notice, NoticeKind, PlaceChip, Shape, Sheet, TopBar, VoiceBar,
        Waveform,
    },
    pages::attachments::{AttachAction, FileRows, Pending, Photos, are_under_way},
    t,
    texts::{Sentence as _, duration, use_texts},
};

/// From how many characters on the counter is shown.
const COUNTER_FROM: usize = TEXT_MAX - 500;

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
    /// Attaches something, or takes it off.
    Attach(AttachAction),
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
    pending: ReadSignal<Vec<Pending>>,
    #[props(default)] files: ReadSignal<Vec<Pending>>,
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
    let preparing = are_under_way(&pending.read()) || are_under_way(&files.read());
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
            Photos { draft, pending, ordered: true, onaction: move |action| onaction.call(ComposeAction::Attach(action)) }
            ul { class: "compose-rows",
                VoiceRow { draft, voice, onaction }
                FileRows { draft, pending: files, onaction: move |action| onaction.call(ComposeAction::Attach(action)) }
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
                    onclick: move |_| onaction.call(ComposeAction::Attach(AttachAction::Detach(sha256))),
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
