//! The form and its engine.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, DiscardDraft, Draft, Fault, Form, GetLeaves, GetToday, LeaveTerms},
    model::{Half, HalfDay, LeaveKind, LeaveSpan, MomentId, clean_text},
};

use super::{AskLeaveAction, AskLeaveView, LeaveDraft};
use crate::{
    Route,
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    state::{DraftKeeper, Loaded, fields, use_answer, use_engine, use_form, use_preview},
    t,
    texts::{Sentence as _, use_texts},
};

/// Asking for leave, from what was begun.
#[component]
pub fn AskLeavePage() -> Element {
    rsx! { Ask { offer: false } }
}

/// Asking for the leave that is offered, whatever was begun.
#[component]
pub fn AskUsualPage() -> Element {
    rsx! { Ask { offer: true } }
}

/// Loads what leave goes by, what today is, and what was begun.
#[component]
fn Ask(offer: bool) -> Element {
    let texts = use_texts();
    let (leaves, today) = (use_answer(|| GetLeaves), use_answer(|| GetToday));
    let kept = use_form(Form::Leave);
    let loaded = (leaves.read().clone(), today.read().clone(), kept);
    match loaded {
        (Loaded::Ready(leaves), Loaded::Ready(today), Loaded::Ready(kept)) => {
            rsx! { Asking { key: "{kept.id}", terms: leaves.terms, today: today.day, kept, offer } }
        }
        (Loaded::Failed(fault), ..) | (_, Loaded::Failed(fault), _) | (.., Loaded::Failed(fault)) => rsx! {
            TopBar { title: t!(texts, "leave-new"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        _ => rsx! {
            TopBar { title: t!(texts, "leave-new"), back: true }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
        },
    }
}

/// The leave being asked for; whether it could be is asked of the rules with every change.
#[component]
fn Asking(
    /// None where leave is off.
    terms: Option<LeaveTerms>,
    today: chrono::NaiveDate,
    /// What was written before.
    kept: Draft,
    offer: bool,
) -> Element {
    let engine = use_engine();
    let keeper = use_context::<DraftKeeper>();
    let begun = begun(terms.as_ref(), today);
    // What was written before is another leave than the one that is offered, or that is begun anew.
    let mut written_in = use_signal(|| (!offer).then_some(kept.id));
    let mut draft = use_signal(|| match fields::<LeaveDraft>(&kept) {
        Some(written) if !offer => LeaveDraft {
            reason: kept.text.clone(),
            ..written
        },
        _ => begun.clone(),
    });
    let mut fault = use_signal(|| None::<Fault>);
    let mut sending = use_signal(|| false);
    let preview = use_preview(0, move || {
        // The words change nothing, and that they are still missing is said at their field.
        let reason = "…".to_owned();
        Some(ask(LeaveDraft { reason, ..draft() }, None))
    });
    let keep = move |keeper: &DraftKeeper| {
        if let Some(id) = written_in() {
            keeper.keep_form(id, &clean_text(&draft.peek().reason), &*draft.peek());
        }
    };
    let new = begun.clone();
    let onaction = move |action: AskLeaveAction| match action {
        // What is being sent is what was written last.
        _ if sending() => {}
        AskLeaveAction::Change(changed) => {
            fault.set(None);
            draft.set(changed);
            keep(&keeper);
        }
        AskLeaveAction::Anew => {
            fault.set(None);
            draft.set(new.clone());
            if let Some(id) = written_in.take() {
                keeper.forget(id);
                let engine = engine.clone();
                spawn(async move { fault.set(engine.ask(DiscardDraft(id)).await.err()) });
            }
        }
        AskLeaveAction::Send => {
            sending.set(true);
            let (engine, keeper) = (engine.clone(), keeper.clone());
            spawn(async move {
                // The draft goes with the deed: the keeper must not come after it.
                written_in().inspect(|id| keeper.forget(*id));
                match engine.ask(Act(ask(draft(), written_in()))).await {
                    Ok(_) => {
                        navigator().replace(Route::Leave {});
                    }
                    Err(why) => {
                        fault.set(Some(why));
                        keep(&keeper);
                        sending.set(false);
                    }
                }
            });
        }
    };
    rsx! {
        AskLeaveView {
            kinds: terms.as_ref().map(|terms| terms.kinds.keys().copied().collect()).unwrap_or_default(),
            today,
            draft: draft(),
            begun,
            terms,
            preview: preview(),
            fault: fault(),
            sending: sending(),
            onaction,
        }
    }
}

fn ask(draft: LeaveDraft, written_in: Option<MomentId>) -> Deed {
    Deed::AskLeave {
        draft: written_in,
        kind: draft.kind,
        span: draft.span,
        reason: draft.reason.trim().to_owned(),
    }
}

/// What most likely is wanted: the offer, otherwise the first kind, tomorrow.
fn begun(terms: Option<&LeaveTerms>, today: chrono::NaiveDate) -> LeaveDraft {
    let offer = terms.and_then(|terms| terms.usual);
    let first = terms.and_then(|terms| terms.kinds.keys().next().copied());
    LeaveDraft {
        kind: offer
            .map(|offer| offer.kind)
            .or(first)
            .unwrap_or(LeaveKind::Annual),
        span: offer.map_or_else(|| tomorrow(today), |offer| offer.span),
        reason: String::new(),
    }
}

fn tomorrow(today: chrono::NaiveDate) -> LeaveSpan {
    let day = today.succ_opt().unwrap_or(today);
    LeaveSpan {
        from: HalfDay {
            day,
            half: Half::Morning,
        },
        to: HalfDay {
            day,
            half: Half::Afternoon,
        },
    }
}
