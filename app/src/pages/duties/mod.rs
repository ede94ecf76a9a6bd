//! The ways to tasks, lessons, leave and score, where there are such: rows at the end of other pages.

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
    let Loaded::Ready(sections) = sections.read().clone() else {
        return rsx! {};
    };
    let (tasks, learning, leave) = (sections.tasks, sections.learning, !sections.leave.is_empty());
    let others = sections.unit_days || sections.places || sections.learning_overview || sections.workplace;
    if !(tasks || learning || leave || others || sections.points) {
        return rsx! {};
    }
    rsx! {
        nav { class: "duties", "aria-label": t!(texts, "duties"),
            ul { class: "rows",
                if sections.points {
                    Row { shape: Shape::Check, title: t!(texts, "score-title"), to: Route::Score {} }
                }
                if leave {
                    Row { shape: Shape::Calendar, title: t!(texts, "leave-title"), to: Route::Leave {} }
                }
                if tasks {
                    Row { shape: Shape::Todo, title: t!(texts, "tasks-title"), to: Route::Tasks {} }
                }
                if learning {
                    Row { shape: Shape::Document, title: t!(texts, "lessons-title"), to: Route::Lessons {} }
                }
                if sections.unit_days {
                    Row { shape: Shape::Person, title: t!(texts, "unit-day-title"), to: Route::UnitDay {} }
                }
                if sections.workplace {
                    Row { shape: Shape::Place, title: t!(texts, "workplace-title"), to: Route::Workplace {} }
                }
                if sections.places {
                    Row { shape: Shape::Feed, title: t!(texts, "places-title"), to: Route::Places {} }
                }
                if sections.learning_overview {
                    Row { shape: Shape::Document, title: t!(texts, "learning-title"), to: Route::Learning {} }
                }
            }
        }
    }
}
