//! What one has to do oneself: tasks and lessons.

use dioxus::prelude::*;
use jishi_core::{
    engine::{LessonItem, TaskItem},
    model::Timestamp,
};

use crate::{
    Route,
    components::{Row, Rows, Shape, Tone},
    pages::{lessons::lasts, tasks::standing},
    state::use_now,
    t,
    texts::{self, use_texts},
};

/// Open tasks of one's own.
#[component]
pub(super) fn Tasks(tasks: Vec<TaskItem>) -> Element {
    let texts = use_texts();
    let now = use_now();
    rsx! {
        Rows { id: "todo-tasks", title: t!(texts, "todo-tasks"),
            for item in tasks {
                TaskLine { key: "{item.task.id}", item, now }
            }
        }
    }
}

#[component]
fn TaskLine(item: TaskItem, now: Timestamp) -> Element {
    let texts = use_texts();
    let (shape, tone, words) = standing(&texts, now, &item);
    let hint = match &item.assigner {
        Some(person) => t!(texts, "task-from", name = person.name.as_str()),
        None => String::new(),
    };
    rsx! {
        Row { shape, tone, title: item.task.title.clone(), words, hint, to: Route::Task { id: item.task.id } }
    }
}

/// Lessons that can be read for points.
#[component]
pub(super) fn Lessons(lessons: Vec<LessonItem>) -> Element {
    let texts = use_texts();
    rsx! {
        Rows { id: "todo-lessons", title: t!(texts, "todo-lessons"),
            for item in lessons {
                Row {
                    key: "{item.id}",
                    shape: Shape::Document,
                    tone: Tone::Waiting,
                    title: item.title.clone(),
                    words: texts::topic(&texts, item.topic),
                    hint: lasts(&texts, &item),
                    to: Route::Lesson { id: item.id },
                }
            }
        }
    }
}
