//! The list and its engine.

use dioxus::prelude::*;
use jishi_core::engine::{Discard, Fault, GetTodo, Retry};

use super::{RefusalAction, TodoAction, TodoView};
use crate::{
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    pages::{duties::Duties, use_verdicts},
    state::{Engine, Loaded, use_answer, use_engine},
    t,
    texts::{Sentence as _, use_texts},
};

/// Loads what waits, and again when moments or records have changed.
#[component]
pub fn TodoPage() -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let verdicts = use_verdicts();
    let todo = use_answer(|| GetTodo);
    let mut fault = use_signal(|| None::<Fault>);
    let (pending, unsent) = (verdicts.pending, verdicts.fault);
    let onaction = move |action: TodoAction| match action {
        TodoAction::Decide(verdict) => verdicts.decide(verdict),
        TodoAction::Undo => verdicts.undo(),
        TodoAction::Refusal(action) => {
            let engine = engine.clone();
            spawn(async move {
                if let Err(why) = deal_with(&engine, action).await {
                    fault.set(Some(why));
                }
            });
        }
        TodoAction::Dismiss => {
            let mut unsent = unsent;
            fault.set(None);
            unsent.set(None);
        }
    };
    let loaded = todo.read().clone();
    match loaded {
        Loaded::Ready(todo) => rsx! {
            TodoView { todo: *todo, pending: pending(), fault: fault().or(unsent()), onaction, Duties {} }
        },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "nav-todo") }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        Loaded::Loading => rsx! {
            TopBar { title: t!(texts, "nav-todo") }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"),
                MomentSkeleton {}
                MomentSkeleton {}
            }
        },
    }
}

async fn deal_with(engine: &Engine, action: RefusalAction) -> Result<(), Fault> {
    match action {
        RefusalAction::Retry(operation) => engine.ask(Retry(operation)).await,
        RefusalAction::Discard(operation) => engine.ask(Discard(operation)).await,
        RefusalAction::Edit(edit, route) => {
            engine.ask(edit).await?;
            navigator().push(*route);
            Ok(())
        }
    }
}
