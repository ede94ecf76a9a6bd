//! What there is to read.

use dioxus::prelude::*;
use jishi_core::engine::{GetLessons, GetPolicy, LessonItem, Sections};

use crate::{
    Route,
    components::{EmptyState, MomentSkeleton, Row, Rows, Shape, Tone, TopBar},
    state::{Loaded, use_answer, use_now},
    t,
    texts::{self, Sentence as _, Texts, use_texts},
};

/// Loads the lessons, and again when records have changed.
#[component]
pub fn LessonsPage() -> Element {
    let texts = use_texts();
    let (sections, lessons) = (use_answer(|| GetPolicy), use_answer(|| GetLessons));
    let loaded = (sections.read().clone(), lessons.read().clone());
    match loaded {
        (Loaded::Ready(sections), Loaded::Ready(lessons)) => rsx! { LessonsView { sections, lessons } },
        (Loaded::Failed(fault), _) | (_, Loaded::Failed(fault)) => rsx! {
            TopBar { title: t!(texts, "lessons-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
        },
        _ => rsx! {
            TopBar { title: t!(texts, "lessons-title"), back: true }
            div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
        },
    }
}

/// The page: what is to be read first, then the rest.
#[component]
pub fn LessonsView(sections: Sections, lessons: Vec<LessonItem>) -> Element {
    let texts = use_texts();
    let (to_read, rest): (Vec<_>, Vec<_>) = lessons.into_iter().partition(|item| item.to_read);
    let none = to_read.is_empty() && rest.is_empty();
    rsx! {
        TopBar { title: t!(texts, "lessons-title"), back: true,
            if sections.may_publish {
                Link { class: "button is-primary", to: Route::PublishLesson {}, {t!(texts, "lesson-publish")} }
            }
        }
        div { class: "lessons",
            if none {
                EmptyState { shape: Shape::Document, title: t!(texts, "lessons-empty-title"), words: t!(texts, "lessons-empty-words") }
            }
            if !to_read.is_empty() {
                Part { id: "lessons-to-read", title: t!(texts, "todo-lessons"), lessons: to_read }
            }
            if !rest.is_empty() {
                Part { id: "lessons-rest", title: t!(texts, "lessons-rest"), lessons: rest }
            }
        }
    }
}

#[component]
fn Part(id: &'static str, title: String, lessons: Vec<LessonItem>) -> Element {
    let texts = use_texts();
    let now = use_now();
    rsx! {
        Rows { id, title,
            for item in lessons {
                Row {
                    key: "{item.id}",
                    shape: if item.read_at.is_some() { Shape::Check } else { Shape::Document },
                    tone: if item.read_at.is_some() {
                        Tone::Done
                    } else if item.to_read {
                        Tone::Waiting
                    } else {
                        Tone::Quiet
                    },
                    title: item.title.clone(),
                    words: by(&texts, &item),
                    hint: match item.read_at {
                        Some(at) => t!(texts, "lesson-read-at", time = texts::relative_time(&texts, now, at)),
                        None => lasts(&texts, &item),
                    },
                    to: Route::Lesson { id: item.id },
                }
            }
        }
    }
}

/// Its topic, and who published it.
fn by(texts: &Texts, item: &LessonItem) -> String {
    let topic = texts::topic(texts, item.topic);
    match &item.publisher {
        Some(person) => format!("{topic} · {}", person.name),
        None => topic,
    }
}

/// Until when it can be read, and how long that takes.
pub(in crate::pages) fn lasts(texts: &Texts, item: &LessonItem) -> String {
    let until = match item.closes {
        Some(closes) => t!(texts, "lesson-closes", date = texts::date(texts, closes)),
        None => t!(texts, "lesson-open"),
    };
    match item.minimum_seconds.div_ceil(60) {
        0 => until,
        minutes => format!("{until} · {}", t!(texts, "lesson-minutes", count = minutes)),
    }
}
