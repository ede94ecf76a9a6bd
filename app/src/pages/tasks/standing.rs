//! How a task stands, in a sign and a line.

use jishi_core::{
    engine::TaskItem,
    model::{EvidenceAsked, TaskState, Timestamp},
};

use crate::{
    components::{Shape, Tone},
    t,
    texts::{self, Texts},
};

/// The sign, its colour and the words.
pub(in crate::pages) fn standing(texts: &Texts, now: Timestamp, item: &TaskItem) -> (Shape, Tone, String) {
    let due = texts::day_time(texts, now, item.due_by);
    match &item.task.state {
        TaskState::Open if item.overdue => (Shape::Clock, Tone::Alarm, t!(texts, "task-overdue", time = due)),
        // Where it costs nothing, no time is given anew.
        TaskState::Open if !item.task.deliveries.is_empty() && item.due_by < now => {
            (Shape::Retry, Tone::Waiting, t!(texts, "task-returned-again"))
        }
        TaskState::Open if !item.task.deliveries.is_empty() => (
            Shape::Retry,
            Tone::Waiting,
            t!(texts, "task-returned", time = due),
        ),
        TaskState::Open => (Shape::Todo, Tone::Waiting, t!(texts, "task-due", time = due)),
        TaskState::Delivered => (Shape::Clock, Tone::Waiting, t!(texts, "task-delivered")),
        TaskState::Accepted => (Shape::Check, Tone::Done, t!(texts, "task-accepted")),
        TaskState::Cancelled { .. } => (Shape::Close, Tone::Quiet, t!(texts, "task-cancelled")),
    }
}

/// What has to be shown, in words; empty if nothing.
pub(super) fn asked(texts: &Texts, evidence: EvidenceAsked) -> String {
    let parts = [
        (evidence.photo, t!(texts, "evidence-photo")),
        (evidence.place, t!(texts, "evidence-place")),
        (evidence.document, t!(texts, "evidence-document")),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter_map(|(wanted, name)| wanted.then_some(name))
        .collect();
    parts.join(&t!(texts, "list-separator"))
}
