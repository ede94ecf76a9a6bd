//! One moment on a page of its own.

mod trace;

pub use trace::{TracePage, TraceView};

use dioxus::prelude::*;
use jishi_core::{
    engine::{Delivery, FeedItem, GetMoment},
    model::MomentId,
};

use crate::{
    Route,
    components::{EmptyState, LiveMoment, MomentSkeleton, Row, Shape, TopBar},
    state::{Loaded, use_engine, use_topics},
    t,
    texts::{Sentence as _, use_texts},
};

/// Loads the moment, and again when the feed has changed.
#[component]
pub fn MomentPage(id: ReadSignal<MomentId>) -> Element {
    let engine = use_engine();
    let topics = use_topics();
    let mut item = use_signal(|| Loaded::Loading);
    use_resource(move || {
        let engine = engine.clone();
        let id = id();
        topics.feed.read();
        async move {
            let loaded = engine.ask(GetMoment(id)).await.map(|item| *item);
            if loaded.is_ok() && topics.deliveries.peek().contains_key(&id.0) {
                let mut deliveries = topics.deliveries;
                deliveries.write().remove(&id.0);
            }
            item.set(loaded.into());
        }
    });
    rsx! {
        MomentView { item }
    }
}

/// The page.
#[component]
pub fn MomentView(item: ReadSignal<Loaded<FeedItem>>) -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { title: t!(texts, "detail-title"), back: true }
        match &*item.read() {
            Loaded::Loading => rsx! { MomentSkeleton { photo: true } },
            Loaded::Failed(fault) => rsx! {
                EmptyState { shape: Shape::Broken, title: t!(texts, "detail-failed"), words: fault.sentence(&texts) }
            },
            Loaded::Ready(item) => rsx! {
                LiveMoment { key: "{item.moment.id}", item: item.clone(), whole: true }
                if item.may_see_trace && matches!(item.delivery, Delivery::Received(_)) {
                    ul { class: "rows",
                        Row { shape: Shape::Edit, title: t!(texts, "trace-title"), to: Route::Trace { id: item.moment.id } }
                    }
                }
            },
        }
    }
}
