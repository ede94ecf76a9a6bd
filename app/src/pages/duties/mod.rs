//! The ways to tasks and lessons, where there are such: rows at the end of other pages.

use dioxus::prelude::*;
use jishi_core::engine::GetPolicy;

use crate::{
    Route,
    components::{Row, Shape},
    state::{Loaded, use_answer},
    t,
    texts::use_texts,
};

/// A row for each.
#[component]
pub(in crate::pages) fn Duties() -> Element {
    let texts = use_texts();
    let sections = use_answer(|| GetPolicy);
    let (tasks, learning) = match &*sections.read() {
        Loaded::Ready(sections) => (sections.tasks, sections.learning),
        Loaded::Loading | Loaded::Failed(_) => (false, false),
    };
    if !(tasks || learning) {
        return rsx! {};
    }
    rsx! {
        nav { class: "duties", "aria-label": t!(texts, "duties"),
            ul { class: "rows",
                if tasks {
                    Row { shape: Shape::Todo, title: t!(texts, "tasks-title"), to: Route::Tasks {} }
                }
                if learning {
                    Row { shape: Shape::Document, title: t!(texts, "lessons-title"), to: Route::Lessons {} }
                }
            }
        }
    }
}
