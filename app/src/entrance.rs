//! Who is enrolled decides what there is to see: the form that binds the device, or all else. On the web all else comes as a
//! file of its own, so that the form is there soon on a slow line.

use dioxus::prelude::*;
use jishi_core::engine::{Fault, Trouble};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::{
    Route,
    pages::{EnrolPage, StartView, TypedAhead},
    state::{Loaded, Opening, use_engine, use_host, use_topics},
    texts::{self, Source, Texts},
};

/// The form, or what is inside.
#[component]
pub(crate) fn Entrance() -> Element {
    let topics = use_topics();
    let engine = use_engine();
    let host = use_host();
    let mut texts = use_context::<Signal<Texts>>();
    let session = topics.session;
    let opening = use_hook(|| try_consume_context().unwrap_or_else(Opening::expected));
    use_context_provider(|| CopyValue::new(try_consume_context::<TypedAhead>()));
    // Whether somebody is enrolled; `None` while the form is there and the line belongs to the engine, which binds the device.
    let enrolled = use_memo(move || match &*session.read() {
        Loaded::Ready(known) => Some(known.me.is_some()),
        Loaded::Loading | Loaded::Failed(_) => (opening == Opening::Feed).then_some(true),
    });
    // Fetched while the form is filled in, or the engine starts; what could not be had then is asked for again at the entrance.
    let mut rest = use_resource(move || {
        let wanted = enrolled().is_some();
        async move {
            if !wanted {
                std::future::pending::<()>().await;
            }
            let part = inside().await?;
            // Before anybody says it.
            let told = texts.peek().and(part.texts);
            if *texts.peek() != told {
                texts.set(told);
            }
            Ok::<_, SplitLoaderError>(part)
        }
    });
    let installation = host.installation.clone();
    use_effect(move || {
        if let Loaded::Ready(known) = &*session.read() {
            if known.me.is_none() {
                installation.badge(0);
            }
            if known.ended.is_some() {
                // Where one person was is no place for the next to begin.
                dioxus_history::history().replace("/".into());
            }
            let next = if known.me.is_some() {
                Opening::Feed
            } else {
                Opening::Start
            };
            next.remember();
        }
    });
    if let Loaded::Failed(fault) = &*session.read() {
        return rsx! {
            StartView {
                fault: fault.clone(),
                onretry: move |()| {
                    let engine = engine.clone();
                    async move { topics.load_session(&engine).await }
                },
            }
        };
    }
    if enrolled() != Some(true) {
        // The same form before and after it is known that nobody is enrolled: what was typed meanwhile stays.
        return rsx! { EnrolPage {} };
    }
    let is_known = matches!(&*session.read(), Loaded::Ready(_));
    match &*rest.read() {
        Some(Ok(part)) if is_known => rsx! { Inside { part: *part } },
        Some(Err(_)) if *rest.state().read() == UseResourceState::Ready => rsx! {
            StartView {
                fault: Fault::Trouble(Trouble::Unreachable),
                onretry: move |()| {
                    // It may be this version's file that is gone.
                    host.installation.begin_anew();
                    rest.restart();
                },
            }
        },
        _ => rsx! { StartView { fault: None, onretry: |()| {} } },
    }
}

/// The part of the app that was loaded.
#[derive(Clone, Copy)]
struct Part {
    pages: fn() -> Element,
    texts: Source,
}

/// There is but one.
impl PartialEq for Part {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Everything for whoever is enrolled.
#[component]
fn Inside(part: Part) -> Element {
    (part.pages)()
}

/// Loads what is inside. What is called from here, and from nowhere else, is in the other file.
#[wasm_split(inside, fallible)]
fn inside() -> Result<Part, SplitLoaderError> {
    fn pages() -> Element {
        rsx! { Router::<Route> {} }
    }
    Ok(Part {
        pages,
        texts: texts::inside,
    })
}
