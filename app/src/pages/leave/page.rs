//! The list and its engine.

use dioxus::prelude::*;
use jishi_core::engine::{Act, Deed, Fault, GetLeaves, GetPolicy};

use super::{LeaveAction, LeaveView, PendingVerdict, use_verdicts};
use crate::{
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    state::{Loaded, use_answer, use_engine},
    t,
    texts::{Sentence as _, use_texts},
};

/// Loads the leaves, and again when records have changed.
#[component]
pub fn LeavePage() -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let verdicts = use_verdicts();
    let (sections, leaves) = (use_answer(|| GetPolicy), use_answer(|| GetLeaves));
    let mut fault = use_signal(|| None::<Fault>);
    let mut asking = use_signal(|| false);
    let (pending, unsent) = (verdicts.pending, verdicts.fault);
    let act = move |deed: Deed| {
        let engine = engine.clone();
        asking.set(true);
        spawn(async move {
            if let Err(why) = engine.ask(Act(deed)).await {
                fault.set(Some(why));
            }
            asking.set(false);
        });
    };
    let onaction = move |action: LeaveAction| {
        let mut act = act.clone();
        match action {
            LeaveAction::AskUsual(offer) => act(Deed::AskLeave {
                draft: None,
                kind: offer.kind,
                span: offer.span,
                reason: String::new(),
            }),
            LeaveAction::Withdraw(leave) => act(Deed::WithdrawLeave { leave }),
            LeaveAction::Return(leave, last) => act(Deed::ReturnEarly { leave, last }),
            LeaveAction::Decide(leave, verdict) => verdicts.decide(PendingVerdict::leave(leave, verdict)),
            LeaveAction::Undo => verdicts.undo(),
            LeaveAction::Dismiss => {
                let mut unsent = unsent;
                fault.set(None);
                unsent.set(None);
            }
        }
    };
    let loaded = (sections.read().clone(), leaves.read().clone());
    match loaded {
        (Loaded::Ready(sections), Loaded::Ready(leaves)) => rsx! {
            LeaveView {
                leaves,
                kinds: sections.leave,
                pending: pending(),
                asking: asking(),
                fault: fault().or(unsent()),
                onaction,
            }
        },
        (Loaded::Failed(fault), _) | (_, Loaded::Failed(fault)) => rsx! {
            TopBar { title: t!(texts, "leave-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        _ => rsx! {
            TopBar { title: t!(texts, "leave-title"), back: true }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"),
                MomentSkeleton {}
                MomentSkeleton {}
            }
        },
    }
}
