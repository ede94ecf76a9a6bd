//! The list as markup.

use dioxus::prelude::*;
use jishi_core::engine::{CorrectionItem, Fault, LeaveItem, Todo};
use uuid::Uuid;

use super::{
    appeals::Appeals,
    doubts::Doubts,
    refusals::{RefusalAction, Refusals},
    results::Results,
    rows::{Lessons, Tasks},
};
use crate::{
    components::{EmptyState, Notice, NoticeKind, RequestRow, Rows, Shape, TopBar, UndoBar, Verdict},
    pages::{ChangedLeaves, PendingVerdict, leave_summary},
    t,
    texts::{self, Sentence as _, use_texts},
};

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum TodoAction {
    /// Decides on a request, an appeal or a result.
    Decide(PendingVerdict),
    /// Takes the decision back.
    Undo,
    /// Deals with what was refused.
    Refusal(RefusalAction),
    /// Has read the fault.
    Dismiss,
}

/// The page.
#[component]
pub fn TodoView(
    todo: Todo,
    /// The decision that can be taken back.
    pending: Option<PendingVerdict>,
    fault: Option<Fault>,
    onaction: EventHandler<TodoAction>,
    /// What stands below the list.
    children: Element,
) -> Element {
    let texts = use_texts();
    let todo = without(todo, pending.as_ref().and_then(PendingVerdict::subject));
    let decide = move |verdict: PendingVerdict| onaction.call(TodoAction::Decide(verdict));
    let empty = todo == Todo::default();
    rsx! {
        TopBar { title: t!(texts, "nav-todo") }
        div { class: "todo",
            if let Some(fault) = fault {
                div { class: "todo-notice",
                    Notice { kind: NoticeKind::Trouble, onclose: move |()| onaction.call(TodoAction::Dismiss),
                        {fault.sentence(&texts)}
                    }
                }
            }
            if empty {
                EmptyState { shape: Shape::Check, title: t!(texts, "todo-empty-title"), words: t!(texts, "todo-empty-words") }
            }
            if !todo.refusals.is_empty() {
                Refusals { refusals: todo.refusals, onaction: move |action| onaction.call(TodoAction::Refusal(action)) }
            }
            if !(todo.leaves.is_empty() && todo.corrections.is_empty()) {
                Requests { leaves: todo.leaves, corrections: todo.corrections, ondecide: decide }
            }
            if !todo.doubts.is_empty() {
                Doubts { doubts: todo.doubts, ondecide: decide }
            }
            if !todo.appeals.is_empty() {
                Appeals { appeals: todo.appeals, ondecide: decide }
            }
            if !todo.results.is_empty() {
                Results { results: todo.results, ondecide: decide }
            }
            if !todo.tasks.is_empty() {
                Tasks { tasks: todo.tasks }
            }
            if !todo.lessons.is_empty() {
                Lessons { lessons: todo.lessons }
            }
            if !todo.changed_leaves.is_empty() {
                ChangedLeaves { id: "todo-changed-leaves", leaves: todo.changed_leaves }
            }
            {children}
        }
        if let Some(pending) = pending {
            UndoBar { words: pending.words(&texts), onundo: move |()| onaction.call(TodoAction::Undo) }
        }
    }
}

/// Leaves and missing taps that wait for one's word.
#[component]
fn Requests(
    leaves: Vec<LeaveItem>,
    corrections: Vec<CorrectionItem>,
    ondecide: EventHandler<PendingVerdict>,
) -> Element {
    let texts = use_texts();
    rsx! {
        Rows { id: "todo-decide", title: t!(texts, "todo-decide"),
            for item in leaves {
                RequestRow {
                    key: "{item.leave.id}",
                    title: leave_summary(&texts, &item),
                    words: texts::span(&texts, item.leave.span),
                    person: item.person,
                    reason: item.leave.reason,
                    onverdict: move |verdict: Verdict| ondecide.call(PendingVerdict::leave(item.leave.id, verdict)),
                }
            }
            for item in corrections {
                RequestRow {
                    key: "{item.correction.id}",
                    title: t!(texts, "correction-request", mode = texts::mode(&texts, item.correction.mode)),
                    words: t!(
                        texts,
                        "correction-request-of",
                        day = texts::day(&texts, item.correction.day),
                        shift = item.correction.shift + 1
                    ),
                    person: item.person,
                    reason: item.correction.reason,
                    onverdict: move |verdict: Verdict| {
                        ondecide.call(PendingVerdict::correction(item.correction.id, verdict));
                    },
                }
            }
        }
    }
}

/// What waits, without what was just decided.
fn without(mut todo: Todo, decided: Option<Uuid>) -> Todo {
    let Some(decided) = decided else { return todo };
    todo.leaves.retain(|item| item.leave.id.0 != decided);
    todo.corrections.retain(|item| item.correction.id.0 != decided);
    todo.doubts.retain(|item| item.doubt.id.0 != decided);
    todo.appeals.retain(|item| item.appeal.id.0 != decided);
    todo.results.retain(|item| item.task.id.0 != decided);
    todo
}
