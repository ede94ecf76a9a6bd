//! One task and its engine.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Fault, GetTask, SendNow},
    model::TaskId,
};

use super::{TaskAction, TaskView};
use crate::{
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    pages::{PendingVerdict, use_verdicts},
    state::{Loaded, use_answer, use_engine},
    t,
    texts::{Sentence as _, use_texts},
};

/// Loads the task, and again when records have changed.
#[component]
pub fn TaskPage(id: ReadSignal<TaskId>) -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let verdicts = use_verdicts();
    let page = use_answer(move || GetTask(id()));
    let mut fault = use_signal(|| None::<Fault>);
    let (pending, unsent) = (verdicts.pending, verdicts.fault);
    let onaction = move |action: TaskAction| match action {
        TaskAction::Decide(verdict) => verdicts.decide(PendingVerdict::result(id(), verdict)),
        TaskAction::Undo => verdicts.undo(),
        TaskAction::Cancel(reason) => {
            let engine = engine.clone();
            spawn(async move {
                let task = id();
                if let Err(why) = engine.ask(Act(Deed::CancelTask { task, reason })).await {
                    fault.set(Some(why));
                }
            });
        }
        TaskAction::SendNow(operation) => {
            let engine = engine.clone();
            spawn(async move {
                if let Err(why) = engine.ask(SendNow(operation)).await {
                    fault.set(Some(why));
                }
            });
        }
        TaskAction::Dismiss => {
            let mut unsent = unsent;
            fault.set(None);
            unsent.set(None);
        }
    };
    let loaded = page.read().clone();
    match loaded {
        Loaded::Ready(page) => rsx! {
            TaskView { key: "{page.task.task.id}", page: *page, pending: pending(), fault: fault().or(unsent()), onaction }
        },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "task-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        Loaded::Loading => rsx! {
            TopBar { title: t!(texts, "task-title"), back: true }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
        },
    }
}
