//! Oneself: who one is here, what has not arrived, and the choices.

mod choices;
mod looks;
mod own_data;
mod receipts;
mod videos;

use dioxus::prelude::*;
use jishi_core::{
    engine::{Fault, GetToday, MovedAside, SetWifiOnly, SyncNow, SyncState},
    model::{Person, Unit},
};

use crate::{
    Route,
    components::{Avatar, Button, Icon, Notice, NoticeKind, Shape, TodayCard, TopBar},
    pages::duties::Duties,
    state::{Loaded, Preferences, use_answer, use_engine, use_topics},
    t,
    texts::{Sentence as _, clock_time, use_texts},
};
use choices::Choices;
pub use looks::{LooksPage, LooksView};
pub use own_data::{OwnDataPage, OwnDataView};
pub use receipts::{ReceiptsPage, ReceiptsView};
use videos::Videos;

/// Shows what the session and the exchange say.
#[component]
pub fn MePage() -> Element {
    let engine = use_engine();
    let topics = use_topics();
    let mut preferences = use_context::<Signal<Preferences>>();
    let mut fault = use_signal(|| None::<Fault>);
    let session = topics.session.read().clone();
    let today = use_answer(|| GetToday);
    let Loaded::Ready(session) = session else {
        return rsx! {};
    };
    let Some((person, unit)) = session.me else {
        return rsx! {};
    };
    rsx! {
        MeView {
            person,
            unit,
            sync: topics.sync.read().clone(),
            moved_aside: session.moved_aside,
            preferences: preferences(),
            onpreferences: move |chosen: Preferences| {
                chosen.save();
                preferences.set(chosen);
            },
            fault: fault(),
            onwifi: {
                let engine = engine.clone();
                move |only: bool| {
                    let engine = engine.clone();
                    // What holds from now on comes as a change.
                    async move { fault.set(engine.ask(SetWifiOnly(only)).await.err()) }
                }
            },
            onsync: move |()| {
                let engine = engine.clone();
                async move {
                    // How it went comes as a change.
                    let _ = engine.ask(SyncNow).await;
                }
            },
            TodayCard { today }
            Duties {}
        }
    }
}

/// The page.
#[component]
pub fn MeView(
    person: Person,
    unit: Unit,
    sync: SyncState,
    moved_aside: Option<MovedAside>,
    preferences: Preferences,
    onpreferences: EventHandler<Preferences>,
    /// Why a choice was not kept.
    fault: Option<Fault>,
    onwifi: EventHandler<bool>,
    onsync: EventHandler<()>,
    /// What stands below who one is.
    children: Element,
) -> Element {
    let texts = use_texts();
    let byline: Vec<_> = [unit.name.as_str(), person.post.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    rsx! {
        TopBar { title: t!(texts, "nav-me") }
        section { class: "me-card",
            Avatar { person: person.clone() }
            div {
                h2 { class: "me-name", bdi { {person.name.clone()} } }
                p { class: "me-post", {byline.join(" · ")} }
            }
        }
        {children}
        if let Some(moved) = moved_aside {
            div { class: "me-notice",
                Notice { kind: NoticeKind::Waiting, {t!(texts, "moved-aside", name = moved.name)} }
            }
        }
        section { class: "me-group", "aria-labelledby": "me-sync",
            h2 { id: "me-sync", class: "me-heading", {t!(texts, "me-sync")} }
            Exchange { sync: sync.clone(), onsync }
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
            }
            Videos { wifi_only: sync.wifi_only, line: sync.line, onchoose: onwifi }
        }
        Choices { preferences, onpreferences }
        section { class: "me-group", "aria-labelledby": "me-stored",
            h2 { id: "me-stored", class: "me-heading", {t!(texts, "me-stored")} }
            ul { class: "me-facts",
                li { Icon { shape: Shape::Storage } span { {t!(texts, "me-stored-moments")} } }
                li { Icon { shape: Shape::Place } span { {t!(texts, "me-stored-place")} } }
                li { Icon { shape: Shape::Shield } span { {t!(texts, "me-stored-key")} } }
            }
            Link { class: "me-row me-looks", to: Route::Looks {},
                span { {t!(texts, "looks-title")} }
                Icon { shape: Shape::Forward }
            }
            Link { class: "me-row", to: Route::OwnData {},
                span { {t!(texts, "own-data-title")} }
                Icon { shape: Shape::Forward }
            }
            Link { class: "me-row", to: Route::Receipts {},
                span { {t!(texts, "receipts-title")} }
                Icon { shape: Shape::Forward }
            }
        }
    }
}

#[component]
fn Exchange(sync: SyncState, onsync: EventHandler<()>) -> Element {
    let texts = use_texts();
    let quiet = sync.waiting == 0 && sync.refused == 0;
    rsx! {
        div { class: "me-exchange",
            if quiet {
                p { class: "me-row is-done", Icon { shape: Shape::Check } span { {t!(texts, "me-all-arrived")} } }
            }
            if sync.waiting > 0 {
                p { class: "me-row is-waiting",
                    Icon { shape: Shape::Clock }
                    span { {t!(texts, "me-waiting", count = sync.waiting)} }
                }
            }
            if sync.refused > 0 {
                Link { class: "me-row is-refused", to: Route::Feed {},
                    Icon { shape: Shape::Refused }
                    span { {t!(texts, "me-refused", count = sync.refused)} }
                    Icon { shape: Shape::Forward }
                }
            }
            if let Some(trouble) = sync.trouble {
                p { class: "me-trouble",
                    {trouble.sentence(&texts)}
                    if let Some(next) = sync.next_try {
                        {t!(texts, "me-next-try", time = clock_time(&texts, next))}
                    }
                }
            }
            if sync.trouble.is_some() || sync.waiting > 0 {
                Button { icon: Shape::Retry, onclick: move |_| onsync.call(()), {t!(texts, "sync-retry")} }
            }
        }
    }
}
