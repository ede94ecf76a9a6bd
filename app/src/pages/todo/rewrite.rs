//! Writing anew what was refused: the form that it goes back into, and where that is.

use chrono::Timelike as _;
use jishi_core::{
    engine::{Edit, Refusal},
    model::{Action, Lesson, Person, Task, Unit},
};
use serde::Serialize;

use crate::{
    Route,
    pages::{CorrectionDraft, LeaveDraft, LessonDraft, TaskDraft},
    texts::{self, Texts},
};

/// How it is taken back, and the page on which it is written then; `None` for what is not written in a form.
pub(super) fn rewrite(texts: &Texts, refusal: &Refusal) -> Option<(Edit, Route)> {
    let (fields, route) = match &refusal.action {
        Action::PostMoment { .. } => (None, Route::Compose {}),
        Action::DeliverTask { task, .. } => (None, Route::TaskResult { id: *task }),
        Action::AskLeave { leave } => {
            let form = LeaveDraft {
                kind: leave.kind,
                span: leave.span,
                reason: leave.reason.clone(),
            };
            (written(&form), Route::AskLeave {})
        }
        Action::AskCorrection { correction } => {
            let form = CorrectionDraft {
                mode: correction.mode,
                reason: correction.reason.clone(),
            };
            let (day, shift) = (correction.day, correction.shift);
            (written(&form), Route::Correction { day, shift })
        }
        Action::PublishLesson { lesson } => (written(&of_lesson(lesson)), Route::PublishLesson {}),
        Action::GiveTask { task } => {
            let form = of_task(texts, task, refusal.person.clone(), refusal.unit.clone());
            let route = task
                .parent
                .map_or(Route::GiveTask {}, |id| Route::SplitTask { id });
            (written(&form), route)
        }
        _ => return None,
    };
    let operation = refusal.operation;
    Some((Edit { operation, fields }, route))
}

/// As the page keeps its fields. They are plain values, which always can be written.
fn written(fields: &impl Serialize) -> Option<String> {
    serde_json::to_string(fields).ok()
}

fn of_lesson(lesson: &Lesson) -> LessonDraft {
    LessonDraft {
        topic: lesson.topic,
        title: lesson.title.clone(),
        body: lesson.body.clone(),
        opens: lesson.opens,
        closes: lesson.closes,
        minutes: lesson.minimum_seconds.div_ceil(60),
    }
}

fn of_task(texts: &Texts, task: &Task, assignee: Option<Person>, unit: Option<Unit>) -> TaskDraft {
    let (day, time) = texts::day_and_time(texts, task.deadline);
    TaskDraft {
        assignee,
        unit,
        others: vec![],
        title: task.title.clone(),
        text: task.text.clone(),
        day: Some(day),
        // The field for it has no seconds.
        time: time.with_second(0).and_then(|time| time.with_nanosecond(0)),
        photo: task.evidence.photo,
        place: task.evidence.place,
        document: task.evidence.document,
        reward: task.reward.to_string(),
        penalty: task.penalty.to_string(),
    }
}
