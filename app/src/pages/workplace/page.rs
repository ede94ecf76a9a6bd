//! The page and its engine.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Fault, GetWorkplace, WorkplacePage as Known},
    model::{Place, UnitId, Workplace},
};

use super::{WorkplaceAction, WorkplaceDraft, WorkplaceView};
use crate::{
    Route,
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    state::{Loaded, use_answer, use_engine, use_host},
    t,
    texts::{Sentence as _, use_texts},
};

/// One's own unit's.
#[component]
pub fn WorkplacePage() -> Element {
    rsx! { Reading { unit: None } }
}

/// A unit's.
#[component]
pub fn UnitWorkplacePage(unit: ReadSignal<UnitId>) -> Element {
    rsx! { Reading { key: "{unit}", unit: unit() } }
}

#[component]
fn Reading(unit: Option<UnitId>) -> Element {
    let texts = use_texts();
    let known = use_answer(move || GetWorkplace { unit });
    match known.read().clone() {
        Loaded::Ready(known) => rsx! { Setting { key: "{known.unit.id}", known: *known } },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "workplace-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        Loaded::Loading => rsx! {
            TopBar { title: t!(texts, "workplace-title"), back: true }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
        },
    }
}

#[component]
fn Setting(known: Known) -> Element {
    let engine = use_engine();
    let host = use_host();
    let begun = WorkplaceDraft::of(&known);
    let mut draft = use_signal(|| begun);
    let mut here = use_signal(|| None::<Place>);
    let mut locating = use_signal(|| false);
    let mut fault = use_signal(|| None::<Fault>);
    let mut sending = use_signal(|| false);
    let unit = known.unit.id;
    let held = known.clone();
    let onaction = move |action: WorkplaceAction| match action {
        WorkplaceAction::Change(changed) => {
            fault.set(None);
            draft.set(changed);
        }
        WorkplaceAction::Locate => {
            let location = host.location.clone();
            locating.set(true);
            spawn(async move {
                match location.locate().await {
                    Ok(place) => {
                        let workplace = Workplace {
                            latitude: place.latitude,
                            longitude: place.longitude,
                            radius_m: draft.peek().radius(),
                        };
                        draft.write().workplace = Some(workplace);
                        here.set(Some(place));
                    }
                    Err(why) => fault.set(Some(why)),
                }
                locating.set(false);
            });
        }
        WorkplaceAction::Save => {
            let engine = engine.clone();
            if sending() {
                return;
            }
            sending.set(true);
            let (workplace, hours) = (draft.peek().workplace, draft.peek().hours(&held));
            spawn(async move {
                let set = Deed::SetWorkplace {
                    unit,
                    workplace,
                    hours,
                };
                match engine.ask(Act(set)).await {
                    Ok(_) if navigator().can_go_back() => navigator().go_back(),
                    Ok(_) => {
                        navigator().replace(Route::Me {});
                    }
                    Err(why) => {
                        fault.set(Some(why));
                        sending.set(false);
                    }
                }
            });
        }
    };
    rsx! {
        WorkplaceView {
            known,
            draft: draft(),
            here: here(),
            locating: locating(),
            fault: fault(),
            sending: sending(),
            onaction,
        }
    }
}
