//! What one has to do oneself: tasks and lessons.

use dioxus::prelude::*;
use jishi_core::engine::{LessonItem, TaskItem};

use crate::{
    Route,
    components::{Row, Shape, Tone},
    pages::lessons::lasts,
    state::use_now,
    t,
    texts::{self, Texts, use_texts},
};

/// Open tasks of one's own.
#[component]
pub(super) fn Tasks(tasks: Vec<TaskItem>) -> Element {
    let texts = use_texts();
    let now = use_now();
    rsx! {
        section { "aria-labelledby": "todo-tasks",
            h2 { id: "todo-tasks", class: "section-title", {t!(texts, "todo-tasks")} }
            ul { class: "rows",
                for item in tasks {
                    Row {
                        key: "{item.task.id}",
                        shape: if item.overdue { Shape::Clock } else { Shape::Todo },
                        tone: if item.overdue { Tone::Alarm } else { Tone::Waiting },
                        title: item.task.title.clone(),
                        words: {
                            let time = texts::day_time(&texts, now, item.task.deadline);
                            if item.overdue {
                                t!(texts, "task-overdue", time = time)
                            } else {
                                t!(texts, "task-due", time = time)
                            }
                        },
                        hint: from(&texts, &item),
                    }
                }
            }
        }
    }
}

/// Lessons that can be read for points.
#[component]
pub(super) fn Lessons(lessons: Vec<LessonItem>) -> Element {
    let texts = use_texts();
    rsx! {
        section { "aria-labelledby": "todo-lessons",
            h2 { id: "todo-lessons", class: "section-title", {t!(texts, "todo-lessons")} }
            ul { class: "rows",
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
}

/// Who gave it; that it came back, if it did.
fn from(texts: &Texts, item: &TaskItem) -> String {
    if item.task.deliveries.last().is_some() {
        return t!(texts, "task-returned");
    }
    item.assigner
        .as_ref()
        .map(|person| t!(texts, "task-from", name = person.name.as_str()))
        .unwrap_or_default()
}
