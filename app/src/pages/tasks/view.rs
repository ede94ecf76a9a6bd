//! One task as markup.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Delivery, Fault, TaskItem, TaskPage},
    model::{OperationId, Points, TaskState},
};

use super::{
    chain::{Chain, Parts, passed},
    deliveries::Deliveries,
    standing,
    standing::asked,
};
use crate::{
    Route,
    components::{
        Button, ButtonKind, Icon, Notice, NoticeKind, ReasonSheet, RefuseSheet, RequestKind, Shape, TopBar,
        UndoBar, Verdict,
    },
    pages::PendingVerdict,
    state::use_now,
    t,
    texts::{self, Sentence as _, Texts, use_texts},
};

/// What a person does here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskAction {
    /// Accepts or returns the result.
    Decide(Verdict),
    /// Takes that back.
    Undo,
    /// Takes the task back, and why.
    Cancel(String),
    /// Sends a result whose video waits for Wi-Fi over any line.
    SendNow(OperationId),
    /// Has read the fault.
    Dismiss,
}

/// The page.
#[component]
pub fn TaskView(
    page: TaskPage,
    /// The word on its result that can be taken back.
    pending: Option<PendingVerdict>,
    fault: Option<Fault>,
    onaction: EventHandler<TaskAction>,
) -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { title: t!(texts, "task-title"), back: true }
        div { class: "tasks",
            if let Some(fault) = fault {
                div { class: "tasks-notice",
                    Notice { kind: NoticeKind::Trouble, onclose: move |()| onaction.call(TaskAction::Dismiss),
                        {fault.sentence(&texts)}
                    }
                }
            }
            Facts { item: page.task.clone() }
            if let Some(Delivery::WaitsForWifi { operation }) = page.task.under_way {
                div { class: "task-actions",
                    Button { icon: Shape::Upload, onclick: move |_| onaction.call(TaskAction::SendNow(operation)),
                        {t!(texts, "wifi-send-now")}
                    }
                }
            }
            Actions { page: page.clone(), decided: pending.is_some(), onaction }
            if !page.task.task.deliveries.is_empty() {
                Deliveries { task: page.task.task.id, mine: page.mine, deliveries: page.task.task.deliveries.clone() }
            }
            if !page.parts.is_empty() {
                Parts { parts: page.parts.clone(), progress: page.progress }
            }
            if !page.chain.is_empty() {
                Chain { chain: page.chain.clone() }
            }
        }
        if let Some(pending) = pending {
            UndoBar { words: pending.words(&texts), onundo: move |()| onaction.call(TaskAction::Undo) }
        }
    }
}

/// What it is: title, state, who, until when, what for.
#[component]
fn Facts(item: TaskItem) -> Element {
    let texts = use_texts();
    let now = use_now();
    let task = &item.task;
    let (shape, tone, words) = standing(&texts, now, &item);
    let evidence = asked(&texts, task.evidence);
    rsx! {
        article { class: "task", "aria-labelledby": "task-name",
            h2 { id: "task-name", class: "task-name", dir: "auto", {task.title.clone()} }
            p { class: "task-verdict {tone.modifier()}", Icon { shape } span { {words} } }
            if let TaskState::Cancelled { reason, .. } = &task.state {
                p { class: "is-soft", dir: "auto", {t!(texts, "leave-because", reason = reason.as_str())} }
            }
            if let Some(way) = &item.under_way {
                p { class: "is-soft", role: "status", {under_way(&texts, way)} }
            }
            if !task.text.is_empty() {
                p { class: "task-words", dir: "auto", {task.text.clone()} }
            }
            dl { class: "task-facts",
                Fact { name: t!(texts, "task-who"), words: passed(&texts, &item) }
                Fact { name: t!(texts, "task-deadline"), words: texts::day_time(&texts, now, task.deadline) }
                if item.due_by != task.deadline {
                    Fact { name: t!(texts, "task-due-again"), words: texts::day_time(&texts, now, item.due_by) }
                }
                if !evidence.is_empty() {
                    Fact { name: t!(texts, "task-evidence"), words: evidence }
                }
                if task.reward != Points::ZERO {
                    Fact { name: t!(texts, "task-reward"), words: texts::points(task.reward) }
                }
                if task.penalty != Points::ZERO {
                    Fact { name: t!(texts, "task-penalty"), words: texts::points(-task.penalty) }
                }
                Fact { name: t!(texts, "task-given-at"), words: texts::day_time(&texts, now, task.given_at) }
            }
        }
    }
}

#[component]
fn Fact(name: String, words: String) -> Element {
    rsx! {
        div { dt { {name} } dd { {words} } }
    }
}

fn under_way(texts: &Texts, delivery: &Delivery) -> String {
    match delivery {
        Delivery::Waiting => t!(texts, "delivery-waiting-long"),
        Delivery::Uploading { percent } => t!(texts, "delivery-uploading", percent = *percent),
        Delivery::WaitsForWifi { .. } => t!(texts, "delivery-wifi-long"),
        Delivery::Sending => t!(texts, "delivery-sending"),
        Delivery::Refused { problem, .. } => problem.sentence(texts),
        Delivery::Received(_) => String::new(),
    }
}

/// What is being asked before it is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Return,
    Cancel,
}

/// What one may do with it now.
#[component]
fn Actions(
    page: TaskPage,
    /// Whether the word on its result is about to go.
    decided: bool,
    onaction: EventHandler<TaskAction>,
) -> Element {
    let texts = use_texts();
    let mut asking = use_signal(|| None::<Asking>);
    let (id, may) = (page.task.task.id, page.may);
    let judge = may.judge && !decided;
    let name = page
        .task
        .assignee
        .as_ref()
        .map_or_else(|| t!(texts, "request-somebody"), |person| person.name.clone());
    if !(judge || may.deliver || may.split || may.cancel) {
        return rsx! {};
    }
    rsx! {
        div { class: "task-actions",
            if may.deliver {
                Link { class: "button is-primary", to: Route::TaskResult { id }, {t!(texts, "task-deliver")} }
            }
            if judge {
                Button {
                    kind: ButtonKind::Primary,
                    icon: Shape::Check,
                    onclick: move |_| onaction.call(TaskAction::Decide(Verdict::Grant)),
                    {t!(texts, "result-accept")}
                }
                Button { onclick: move |_| asking.set(Some(Asking::Return)), {t!(texts, "result-return")} }
            }
            if may.split {
                Link { class: "button", to: Route::SplitTask { id }, {t!(texts, "task-split")} }
            }
            if may.cancel {
                Button { kind: ButtonKind::Danger, onclick: move |_| asking.set(Some(Asking::Cancel)),
                    {t!(texts, "task-cancel")}
                }
            }
        }
        match asking() {
            Some(Asking::Return) => rsx! {
                RefuseSheet {
                    kind: RequestKind::Result,
                    name,
                    onrefuse: move |why: String| {
                        asking.set(None);
                        onaction.call(TaskAction::Decide(Verdict::Refuse(why)));
                    },
                    onclose: move |()| asking.set(None),
                }
            },
            Some(Asking::Cancel) => rsx! {
                ReasonSheet {
                    title: t!(texts, "task-cancel-title"),
                    seen: t!(texts, "task-cancel-words"),
                    send: t!(texts, "task-cancel"),
                    onsend: move |why: String| {
                        asking.set(None);
                        onaction.call(TaskAction::Cancel(why));
                    },
                    onclose: move |()| asking.set(None),
                }
            },
            None => rsx! {},
        }
    }
}
