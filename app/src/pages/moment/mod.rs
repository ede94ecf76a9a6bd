//! One moment on a page of its own.

mod trace;

pub use trace::{TracePage, TraceView};

use dioxus::prelude::*;
use jishi_core::{
    engine::{Delivery, Fault, FeedItem, Follow, GetMoment},
    model::{MomentId, Person},
};

use crate::{
    Route,
    components::{
        Button, ButtonKind, EmptyState, LiveMoment, MomentSkeleton, Notice, NoticeKind, Row, Shape, TopBar,
    },
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

/// Picks the author out, or no longer; whether that is kept comes as a change of the feed.
#[component]
fn FollowButton(person: Person, followed: bool) -> Element {
    let (texts, engine) = (use_texts(), use_engine());
    let mut fault = use_signal(|| None::<Fault>);
    let name = person.name.as_str();
    let words = if followed {
        t!(texts, "unfollow", name = name)
    } else {
        t!(texts, "follow", name = name)
    };
    rsx! {
        div { class: "moment-follow",
            Button {
                kind: ButtonKind::Quiet,
                icon: if followed { Shape::Check } else { Shape::Plus },
                onclick: move |_| {
                    let engine = engine.clone();
                    async move {
                        let follow = Follow { person: person.id, on: !followed };
                        fault.set(engine.ask(follow).await.err());
                    }
                },
                {words}
            }
            p { class: "is-soft", {t!(texts, "follow-note")} }
            if let Some(fault) = fault() {
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
            }
        }
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
                if !item.mine {
                    FollowButton { person: item.author.clone(), followed: item.followed }
                }
                if item.may_see_trace && matches!(item.delivery, Delivery::Received(_)) {
                    ul { class: "rows",
                        Row { shape: Shape::Edit, title: t!(texts, "trace-title"), to: Route::Trace { id: item.moment.id } }
                    }
                }
            },
        }
    }
}
