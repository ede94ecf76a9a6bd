//! What the server would not take: why, and what can be done.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Edit, Refusal, Stands},
    model::{OperationId, Timestamp},
    protocol::{Problem, ProblemKind},
};

use super::rewrite::rewrite;
use crate::{
    Route,
    components::{Button, ButtonKind, Icon, Rows, Shape, Sheet},
    state::use_now,
    t,
    texts::{self, Sentence as _, Texts, use_texts},
};

/// What a person does with something that was refused.
#[derive(Clone, Debug, PartialEq)]
pub enum RefusalAction {
    /// Sends it again.
    Retry(OperationId),
    /// Writes it anew, on the page of its form.
    Edit(Edit, Box<Route>),
    /// Throws it away.
    Discard(OperationId),
}

/// The refusals, newest first.
#[component]
pub(super) fn Refusals(refusals: Vec<Refusal>, onaction: EventHandler<RefusalAction>) -> Element {
    let texts = use_texts();
    rsx! {
        Rows { id: "todo-refusals", title: t!(texts, "todo-refusals"),
            for refusal in refusals {
                RefusalRow { key: "{refusal.operation}", refusal, onaction }
            }
        }
    }
}

#[component]
fn RefusalRow(refusal: Refusal, onaction: EventHandler<RefusalAction>) -> Element {
    let texts = use_texts();
    let now = use_now();
    let mut open = use_signal(|| false);
    let operation = refusal.operation;
    let settled = is_settled(&refusal.problem);
    let anew = rewrite(&texts, &refusal);
    let loses_nothing = settled && anew.is_none() && refusal.problem.kind != ProblemKind::Conflict;
    let mut act = move |action| {
        open.set(false);
        onaction.call(action);
    };
    rsx! {
        li {
            button { class: "row is-link is-alarm", r#type: "button", onclick: move |_| open.set(true),
                Icon { shape: Shape::Refused }
                div { class: "row-main",
                    p { class: "row-title", {title(&texts, &refusal)} }
                    if !refusal.words.is_empty() {
                        p { class: "todo-words", dir: "auto", {refusal.words.clone()} }
                    }
                    p { class: "row-hint", {refusal.problem.sentence(&texts)} }
                    p { class: "row-hint", {texts::relative_time(&texts, now, refusal.at)} }
                }
                Icon { shape: Shape::Forward }
            }
            if open() {
                Sheet {
                    title: t!(texts, "refusal-title", action = texts::action(&texts, &refusal.action)),
                    onclose: move |()| open.set(false),
                    p { {refusal.problem.sentence(&texts)} }
                    if let Some(stands) = &refusal.stands {
                        Versions { words: refusal.words.clone(), at: refusal.at, stands: stands.clone() }
                    }
                    p { class: "is-soft", {t!(texts, "refused-safe")} }
                    div { class: "sheet-actions",
                        if !settled {
                            Button {
                                kind: ButtonKind::Primary,
                                icon: Shape::Retry,
                                onclick: move |_| act(RefusalAction::Retry(operation)),
                                {t!(texts, "refused-retry")}
                            }
                        }
                        if let Some((edit, route)) = anew.clone() {
                            Button {
                                icon: Shape::Edit,
                                onclick: move |_| act(RefusalAction::Edit(edit.clone(), Box::new(route.clone()))),
                                {t!(texts, "refusal-edit")}
                            }
                        }
                        if loses_nothing {
                            Button { kind: ButtonKind::Primary, onclick: move |_| act(RefusalAction::Discard(operation)),
                                {t!(texts, "refusal-settled")}
                            }
                        } else {
                            Button {
                                kind: ButtonKind::Danger,
                                icon: Shape::Trash,
                                onclick: move |_| act(RefusalAction::Discard(operation)),
                                {t!(texts, "refusal-discard")}
                            }
                        }
                        if settled {
                            Button {
                                icon: Shape::Retry,
                                onclick: move |_| act(RefusalAction::Retry(operation)),
                                {t!(texts, "refused-retry")}
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What one wrote beside what stands instead.
#[component]
fn Versions(words: String, at: Timestamp, stands: Stands) -> Element {
    let texts = use_texts();
    let now = use_now();
    let title = match &stands.by {
        Some(by) => t!(texts, "refusal-stands-by", name = by.name.as_str()),
        None => t!(texts, "refusal-stands"),
    };
    let granted = stands.granted.map(|granted| {
        if granted {
            t!(texts, "refusal-stands-granted")
        } else {
            t!(texts, "refusal-stands-refused")
        }
    });
    rsx! {
        dl { class: "versions",
            // Of a decision the words are those of the request, which both versions share.
            if stands.granted.is_none() {
                dt { {t!(texts, "refusal-yours")} " · " {texts::relative_time(&texts, now, at)} }
                dd { dir: "auto", {words} }
            }
            dt { {title} " · " {texts::relative_time(&texts, now, stands.at)} }
            if let Some(granted) = granted {
                dd { {granted} }
            }
            if !stands.words.is_empty() {
                dd { dir: "auto", {stands.words.clone()} }
            }
        }
    }
}

/// Whether somebody was faster, or it is on the record in another way: the same again would be refused again, so putting it
/// aside is offered first.
const fn is_settled(problem: &Problem) -> bool {
    problem.status == ProblemKind::AlreadyDecided.status()
}

/// What was done, and to whom.
fn title(texts: &Texts, refusal: &Refusal) -> String {
    let action = texts::action(texts, &refusal.action);
    match &refusal.person {
        Some(person) => t!(texts, "refusal-of", action = action, name = person.name.as_str()),
        None => action,
    }
}
