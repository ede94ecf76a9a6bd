//! The lists as markup.

use dioxus::prelude::*;
use jishi_core::{
    engine::{BoundItem, DevicesPage as Known, Fault, WaitingItem},
    model::{DeviceId, PersonId},
};

use crate::{
    Route,
    components::{
        Avatar, Button, DeliverySign, Notice, NoticeKind, ReasonSheet, RequestKind, RequestRow, Row, Rows,
        Shape, TopBar, UndoBar, Verdict,
    },
    pages::{PendingVerdict, in_groups},
    t,
    texts::{Sentence as _, full_time, use_texts},
};

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum DevicesAction {
    /// Decides on a phone that waits.
    Decide(PendingVerdict),
    /// Takes the decision back.
    Undo,
    /// Revokes somebody's phone.
    Revoke {
        /// Whose.
        person: PersonId,
        /// Which.
        device: DeviceId,
        /// Why.
        reason: String,
    },
    /// Asks the server once more.
    Again,
    /// Has read the fault.
    Dismiss,
}

/// The page.
#[component]
pub fn DevicesView(
    known: Known,
    /// The decision that can be taken back.
    pending: Option<PendingVerdict>,
    fault: Option<Fault>,
    onaction: EventHandler<DevicesAction>,
) -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { title: t!(texts, "devices-title"), back: true }
        if let Some(fault) = fault {
            Notice { kind: NoticeKind::Trouble, onclose: move |()| onaction.call(DevicesAction::Dismiss),
                {fault.sentence(&texts)}
            }
        }
        Rows {
            id: "devices-waiting",
            title: t!(texts, "devices-waiting"),
            note: if known.waiting.is_empty() { t!(texts, "devices-none-waiting") } else { t!(texts, "devices-note") },
            for item in known.waiting {
                Waiting { key: "{item.key.device}", item, onaction }
            }
        }
        div { class: "devices-again",
            Button { icon: Shape::Retry, onclick: move |_| onaction.call(DevicesAction::Again), {t!(texts, "devices-again")} }
        }
        Rows {
            id: "devices-bound",
            title: t!(texts, "devices-bound", unit = known.unit.name.clone()),
            note: if known.bound.is_empty() { t!(texts, "devices-bound-none") } else { String::new() },
            for item in known.bound {
                Bound { key: "{item.person.id}", item, onaction }
            }
        }
        if known.above.is_some() || !known.below.is_empty() {
            nav { "aria-label": t!(texts, "unit-others"),
                h2 { class: "section-title", {t!(texts, "unit-others")} }
                ul { class: "rows",
                    for other in known.above.into_iter().chain(known.below) {
                        Row {
                            key: "{other.id}",
                            shape: Shape::Person,
                            title: other.name.clone(),
                            to: Route::UnitDevices { unit: other.id },
                        }
                    }
                }
            }
        }
        if let Some(pending) = pending {
            UndoBar { words: pending.words(&texts), onundo: move |()| onaction.call(DevicesAction::Undo) }
        }
    }
}

/// A phone that waits, with the digits that it shows.
#[component]
fn Waiting(item: WaitingItem, onaction: EventHandler<DevicesAction>) -> Element {
    let texts = use_texts();
    let digits = in_groups(&item.key.digits());
    let words = t!(
        texts,
        "device-words",
        unit = item.unit,
        device = item.name,
        time = full_time(&texts, item.asked_at)
    );
    let title = t!(texts, "device-request");
    if let Some(delivery) = item.under_way {
        return rsx! {
            li { class: "request",
                Avatar { person: item.person.clone() }
                div { class: "request-main",
                    p { class: "request-title", bdi { {item.person.name} } " · " {title} }
                    p { class: "request-words", {words} }
                    DeliverySign { delivery, onopen: |_| {} }
                }
            }
        };
    }
    let (person, key) = (item.person.id, item.key);
    rsx! {
        RequestRow {
            kind: RequestKind::Device,
            title,
            words,
            person: item.person,
            reason: "",
            onverdict: move |verdict: Verdict| {
                onaction.call(DevicesAction::Decide(PendingVerdict::device(person, key.clone(), verdict)));
            },
            p { class: "devices-digits",
                span { class: "is-soft", {t!(texts, "device-digits")} }
                strong { {digits} }
            }
        }
    }
}

/// Somebody's phone.
#[component]
fn Bound(item: BoundItem, onaction: EventHandler<DevicesAction>) -> Element {
    let texts = use_texts();
    let mut revoking = use_signal(|| false);
    let (person, device, name) = (item.person.id, item.device, item.person.name.clone());
    rsx! {
        li { class: "request",
            Avatar { person: item.person }
            div { class: "request-main",
                p { class: "request-title", bdi { {name.clone()} } }
                p { class: "request-words", {item.name} }
                p { class: "request-reason", {full_time(&texts, item.bound_at)} }
                if let Some(delivery) = item.under_way.clone() {
                    DeliverySign { delivery, onopen: |_| {} }
                }
            }
            if item.under_way.is_none() {
                Button { onclick: move |_| revoking.set(true),
                    {t!(texts, "device-revoke")}
                    span { class: "is-hidden", {t!(texts, "device-of", name = name.clone())} }
                }
            }
            if revoking() {
                ReasonSheet {
                    title: t!(texts, "device-revoke-title", name = name.clone()),
                    seen: t!(texts, "device-revoke-seen"),
                    send: t!(texts, "device-revoke"),
                    onsend: move |reason: String| {
                        revoking.set(false);
                        onaction.call(DevicesAction::Revoke { person, device, reason });
                    },
                    onclose: move |()| revoking.set(false),
                }
            }
        }
    }
}
