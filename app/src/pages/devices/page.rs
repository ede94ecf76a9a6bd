//! The page and its engine.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, DevicesPage as Known, Fault, GetDevices},
    model::UnitId,
};
use uuid::Uuid;

use super::{DevicesAction, DevicesView};
use crate::{
    components::TopBar,
    pages::{PendingVerdict, Unanswered, use_server, use_verdicts},
    state::{Loaded, use_engine, use_topics},
    t,
    texts::use_texts,
};

/// Those of one's own unit.
#[component]
pub fn DevicesPage() -> Element {
    let topics = use_topics();
    let (answer, retry) = use_server(move || {
        topics.refresh();
        GetDevices { unit: None }
    });
    rsx! { Answered { answer, retry } }
}

/// Those of a unit.
#[component]
pub fn UnitDevicesPage(unit: ReadSignal<UnitId>) -> Element {
    let topics = use_topics();
    let (answer, retry) = use_server(move || {
        topics.refresh();
        GetDevices { unit: Some(unit()) }
    });
    rsx! { Answered { answer, retry } }
}

#[component]
fn Answered(answer: Signal<Loaded<Known>>, retry: Callback<()>) -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let verdicts = use_verdicts();
    let (pending, mut unsent) = (verdicts.pending, verdicts.fault);
    let mut fault = use_signal(|| None::<Fault>);
    // The server's answer still has them as waiting until it is asked again.
    let mut decided = use_signal(Vec::<Uuid>::new);
    let onaction = move |action: DevicesAction| match action {
        DevicesAction::Decide(verdict) => {
            decided.write().extend(verdict.subject());
            verdicts.decide(verdict);
        }
        DevicesAction::Undo => {
            let taken_back = pending.peek().as_ref().and_then(PendingVerdict::subject);
            decided.write().retain(|id| Some(*id) != taken_back);
            verdicts.undo();
        }
        DevicesAction::Revoke {
            person,
            device,
            reason,
        } => {
            let engine = engine.clone();
            spawn(async move {
                let revoke = Deed::RevokeDevice {
                    person,
                    device,
                    reason,
                };
                fault.set(engine.ask(Act(revoke)).await.err());
            });
        }
        DevicesAction::Again => retry.call(()),
        DevicesAction::Dismiss => {
            fault.set(None);
            unsent.set(None);
        }
    };
    match &*answer.read() {
        Loaded::Ready(known) => rsx! {
            DevicesView {
                known: without(known.clone(), &decided.read()),
                pending: pending(),
                fault: fault().or(unsent()),
                onaction,
            }
        },
        Loaded::Loading => rsx! {
            TopBar { title: t!(texts, "devices-title"), back: true }
            Unanswered { fault: None, onretry: retry }
        },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "devices-title"), back: true }
            Unanswered { fault: fault.clone(), onretry: retry }
        },
    }
}

/// Without those that were decided meanwhile.
fn without(mut known: Known, decided: &[Uuid]) -> Known {
    known.waiting.retain(|item| !decided.contains(&item.key.device.0));
    known
}
