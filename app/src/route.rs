//! Addresses, and the frame around the pages: one column on a phone; tabs, feed and page side by side on a wide screen.

use dioxus::prelude::*;
use jishi_core::model::MomentId;

use crate::{
    components::NavBar,
    pages::{ComposePage, EnrolPage, FeedPage, MePage, MissingPage, MomentPage, PhotoPage, StartView},
    state::{Loaded, use_engine, use_topics},
    t,
    texts::use_texts,
};

/// Every address.
#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
pub enum Route {
    #[layout(Frame)]
        /// The feed.
        #[route("/", Nothing)]
        Feed {},
        /// Writing.
        #[route("/compose", ComposePage)]
        Compose {},
        /// One moment.
        #[route("/moment/:id", MomentPage)]
        Moment {
            /// Which.
            id: MomentId,
        },
        /// A photo of a moment, over the whole screen.
        #[route("/moment/:id/photo/:index", PhotoPage)]
        Photo {
            /// Which moment.
            id: MomentId,
            /// Which of its photos, from 0.
            index: usize,
        },
        /// Oneself.
        #[route("/me", MePage)]
        Me {},
        /// Binding the device. Whoever is enrolled is sent to the feed.
        #[route("/enrol", Enrolled)]
        Enrol {},
        /// No page.
        #[route("/:..rest", MissingPage)]
        Missing {
            /// What was asked for.
            rest: Vec<String>,
        },
}

/// Who is enrolled decides what there is to see. The feed stays mounted under every page, so that coming back finds it
/// where it was left.
#[component]
fn Frame() -> Element {
    let topics = use_topics();
    let engine = use_engine();
    let session = topics.session;
    match &*session.read() {
        Loaded::Loading => rsx! { StartView { fault: None, onretry: |()| {} } },
        Loaded::Failed(fault) => rsx! {
            StartView {
                fault: fault.clone(),
                onretry: move |()| {
                    let engine = engine.clone();
                    async move { topics.load_session(&engine).await }
                },
            }
        },
        Loaded::Ready(known) if known.me.is_none() => rsx! { EnrolPage {} },
        Loaded::Ready(_) => rsx! { Panes {} },
    }
}

#[component]
fn Panes() -> Element {
    let route = use_route::<Route>();
    let topics = use_topics();
    let texts = use_texts();
    let refused = topics.sync.read().refused;
    // What the address is about is the main part of the page; on a phone there is nothing else.
    let (list, detail) = if matches!(route, Route::Feed {}) {
        ("main", None)
    } else {
        ("region", Some("main"))
    };
    let place = match route {
        Route::Feed {} => "frame is-feed",
        Route::Me {} => "frame is-tab",
        Route::Compose {}
        | Route::Moment { .. }
        | Route::Photo { .. }
        | Route::Enrol {}
        | Route::Missing { .. } => "frame is-page",
    };
    rsx! {
        div { class: place,
            NavBar { current: route, refused }
            div { class: "pane is-list", role: list, "aria-label": t!(texts, "nav-feed"), FeedPage {} }
            div { class: "pane is-detail", role: detail, Outlet::<Route> {} }
        }
    }
}

/// Beside the feed, until something is chosen. A phone does not show it.
#[component]
fn Nothing() -> Element {
    let texts = use_texts();
    rsx! {
        div { class: "nothing",
            span { class: "brand is-large", "aria-hidden": "true",
                crate::components::Icon { shape: crate::components::Shape::SealJi }
            }
            p { {t!(texts, "nothing-chosen")} }
        }
    }
}

#[component]
fn Enrolled() -> Element {
    use_effect(|| {
        navigator().replace(Route::Feed {});
    });
    rsx! {}
}
