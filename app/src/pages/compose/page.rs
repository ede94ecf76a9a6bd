//! The page and its engine.

use dioxus::prelude::*;
use jishi_core::{
    engine::{AttachVoice, DiscardDraft, Draft, Fault, SaveDraft},
    model::clean_text,
};

use super::{
    Purpose,
    recording::use_recording,
    view::{ComposeAction, ComposeView, PlaceState},
};
use crate::{
    components::{Brings, EmptyState, MomentSkeleton, Shape, TopBar},
    pages::attachments::use_attaching,
    state::{DraftKeeper, Loaded, Typed, use_engine, use_host, use_preview_of},
    t,
    texts::{Sentence as _, use_texts},
};

/// Longer than the pause after which typed words are kept: what is asked about is what is written.
const KEPT_MS: u32 = 400;

/// Writing for the log.
#[component]
pub fn ComposePage() -> Element {
    rsx! { Opening { purpose: Purpose::Moment } }
}

/// Opens the draft.
#[component]
pub fn Opening(
    purpose: Purpose,
    /// What it is about, above the text.
    children: Element,
) -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let keeper = use_context::<DraftKeeper>();
    let opened = use_resource(move || {
        let (engine, keeper) = (engine.clone(), keeper.clone());
        async move { keeper.open(&engine, purpose.open(&engine)).await }
    });
    let opened = opened.read().clone().map_or(Loaded::Loading, Loaded::from);
    match opened {
        Loaded::Loading => rsx! {
            TopBar { title: purpose.title(&texts), back: true }
            MomentSkeleton {}
        },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: purpose.title(&texts), back: true }
            EmptyState { shape: Shape::Refused, title: t!(texts, "compose-failed"), words: fault.sentence(&texts) }
        },
        Loaded::Ready(draft) => rsx! { Writing { key: "{draft.id}", draft, purpose, {children} } },
    }
}

/// The draft being written.
#[component]
fn Writing(draft: Draft, purpose: Purpose, children: Element) -> Element {
    let engine = use_engine();
    let host = use_host();
    let keeper = use_context::<DraftKeeper>();
    let id = draft.id;
    let mut draft = use_signal(|| draft);
    let mut fault = use_signal(|| None::<Fault>);
    let mut sending = use_signal(|| false);
    let mut place_state = use_signal(|| PlaceState::Idle);
    let attaching = use_attaching(draft, fault);
    let recording = use_recording();
    let preview = use_preview_of(KEPT_MS, move || {
        let draft = draft.read();
        let written = !draft.text.trim().is_empty() || !draft.attachments.is_empty();
        // Only whether there is something, and what is shown with it, not every letter, can change the points.
        let shown = (draft.attachments.len(), draft.place.is_some());
        written.then(|| (purpose.deed(id), shown))
    });

    let as_saved = move || {
        let draft = draft.peek();
        SaveDraft {
            draft: id,
            text: clean_text(&draft.text),
            place: draft.place.clone(),
        }
    };
    let keep = {
        let keeper = keeper.clone();
        move || keeper.keep(Typed::Words(as_saved()))
    };
    let attach_voice = {
        let engine = engine.clone();
        move || {
            let engine = engine.clone();
            async move {
                let outcome = match recording.finish().await {
                    Ok(Some(recording)) => engine.ask(AttachVoice { draft: id, recording }).await.map(Some),
                    Ok(None) => Ok(None),
                    Err(why) => Err(why),
                };
                recording.rest();
                match outcome {
                    Ok(Some(with_voice)) => draft.write().attachments = with_voice.attachments,
                    Ok(None) => {}
                    Err(why) => fault.set(Some(why)),
                }
            }
        }
    };
    let kept_fault = keeper.fault;
    let onaction = move |action: ComposeAction| match action {
        ComposeAction::Text(text) => {
            draft.write().text = text;
            keep();
        }
        ComposeAction::Attach(action) => attaching.act(action),
        ComposeAction::Record => {
            let (recorder, attach_voice) = (host.recorder.clone(), attach_voice.clone());
            spawn(async move {
                match recording.run(recorder).await {
                    // It ran into the longest time that a note may have.
                    Ok(true) => attach_voice().await,
                    Ok(false) => {}
                    Err(why) => {
                        recording.rest();
                        fault.set(Some(why));
                    }
                }
            });
        }
        ComposeAction::FinishRecording => {
            spawn(attach_voice());
        }
        ComposeAction::DropRecording => recording.rest(),
        ComposeAction::Locate => {
            let (location, keep) = (host.location.clone(), keep.clone());
            place_state.set(PlaceState::Locating);
            spawn(async move {
                match location.locate().await {
                    Ok(place) => {
                        draft.write().place = Some(place);
                        keep();
                    }
                    Err(why) => fault.set(Some(why)),
                }
                place_state.set(PlaceState::Idle);
            });
        }
        ComposeAction::DropPlace => {
            draft.write().place = None;
            keep();
        }
        ComposeAction::Send => {
            let (engine, keeper) = (engine.clone(), keeper.clone());
            if sending() {
                return;
            }
            sending.set(true);
            spawn(async move {
                // The keeper must not bring older words after these.
                keeper.forget(id);
                let posted = match engine.ask(as_saved()).await {
                    Ok(()) => purpose.send(&engine, id).await,
                    Err(why) => Err(why),
                };
                match posted {
                    Ok(()) => purpose.leave(),
                    Err(why) => {
                        fault.set(Some(why));
                        sending.set(false);
                    }
                }
            });
        }
        ComposeAction::Discard => {
            let (engine, keeper) = (engine.clone(), keeper.clone());
            spawn(async move {
                keeper.forget(id);
                match engine.ask(DiscardDraft(id)).await {
                    Ok(()) => purpose.leave(),
                    Err(why) => fault.set(Some(why)),
                }
            });
        }
        ComposeAction::Dismiss => {
            fault.set(None);
            let mut kept_fault = kept_fault;
            kept_fault.set(None);
        }
    };
    rsx! {
        ComposeView {
            purpose,
            draft,
            pending: attaching.photos(),
            files: attaching.files(),
            voice: recording.state(),
            place: place_state(),
            fault: fault().or(kept_fault()),
            sending: sending(),
            onaction,
            {children}
            Brings { preview: preview() }
        }
    }
}
