//! The lists: one's own tasks, and those given.

use dioxus::prelude::*;
use jishi_core::engine::{GetPolicy, GetTasks, Sections, TaskItem, Tasks};

use super::standing;
use crate::{
    Route,
    components::{Chip, Chips, EmptyState, MomentSkeleton, Row, Shape, TopBar},
    state::{Loaded, use_answer, use_now},
    t,
    texts::{Sentence as _, Texts, use_texts},
};

/// Loads the tasks, and again when records have changed.
#[component]
pub fn TasksPage() -> Element {
    let texts = use_texts();
    let (sections, tasks) = (use_answer(|| GetPolicy), use_answer(|| GetTasks));
    let loaded = (sections.read().clone(), tasks.read().clone());
    match loaded {
        (Loaded::Ready(sections), Loaded::Ready(tasks)) => rsx! { TasksView { sections, tasks } },
        (Loaded::Failed(fault), _) | (_, Loaded::Failed(fault)) => rsx! {
            TopBar { title: t!(texts, "tasks-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        _ => rsx! {
            TopBar { title: t!(texts, "tasks-title"), back: true }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
        },
    }
}

/// The page.
#[component]
pub fn TasksView(sections: Sections, tasks: Tasks) -> Element {
    let texts = use_texts();
    let now = use_now();
    let mut given = use_signal(|| false);
    let both = sections.may_give || !tasks.given.is_empty();
    let shown = if given() { tasks.given } else { tasks.mine };
    rsx! {
        TopBar { title: t!(texts, "tasks-title"), back: true,
            if sections.may_give {
                Link { class: "button is-primary", to: Route::GiveTask {}, {t!(texts, "task-give")} }
            }
        }
        div { class: "tasks",
            if both {
                div { class: "tasks-choice",
                    Chips {
                        label: t!(texts, "tasks-title"),
                        chips: vec![
                            Chip { words: t!(texts, "tasks-mine"), chosen: !given() },
                            Chip { words: t!(texts, "tasks-given"), chosen: given() },
                        ],
                        onchoose: move |index: usize| given.set(index == 1),
                    }
                }
            }
            if shown.is_empty() {
                EmptyState {
                    shape: Shape::Todo,
                    title: if given() { t!(texts, "tasks-given-none") } else { t!(texts, "tasks-mine-none") },
                    words: t!(texts, "tasks-none-words"),
                }
            }
            ul { class: "rows",
                for item in shown {
                    TaskRow { key: "{item.task.id}", hint: who(&texts, &item, given()), now, item }
                }
            }
        }
    }
}

/// A task in a list.
#[component]
pub(super) fn TaskRow(item: TaskItem, hint: String, now: jishi_core::model::Timestamp) -> Element {
    let texts = use_texts();
    let (shape, tone, words) = standing(&texts, now, &item);
    rsx! {
        Row { shape, tone, title: item.task.title.clone(), words, hint, to: Route::Task { id: item.task.id } }
    }
}

/// Who is at the other end.
fn who(texts: &Texts, item: &TaskItem, given: bool) -> String {
    let other = if given { &item.assignee } else { &item.assigner };
    let Some(person) = other else {
        return String::new();
    };
    if given {
        t!(texts, "task-for", name = person.name.as_str())
    } else {
        t!(texts, "task-from", name = person.name.as_str())
    }
}
