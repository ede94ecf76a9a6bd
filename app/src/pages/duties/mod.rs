//! The ways to news, tasks, lessons, leave and score, where there are such: rows at the end of other pages.

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
    let ways = [
        (Shape::Bell, t!(texts, "news-title"), Route::News {}, true),
        (Shape::Check, t!(texts, "score-title"), Route::Score {}, true),
        (
            Shape::Calendar,
            t!(texts, "leave-title"),
            Route::Leave {},
            !sections.leave.is_empty(),
        ),
        (Shape::Todo, t!(texts, "tasks-title"), Route::Tasks {}, true),
        (
            Shape::Document,
            t!(texts, "lessons-title"),
            Route::Lessons {},
            true,
        ),
        (
            Shape::Person,
            t!(texts, "unit-day-title"),
            Route::UnitDay {},
            sections.unit_days,
        ),
        (
            Shape::Place,
            t!(texts, "workplace-title"),
            Route::Workplace {},
            sections.workplace,
        ),
        (
            Shape::Feed,
            t!(texts, "places-title"),
            Route::Places {},
            sections.places,
        ),
        (
            Shape::Document,
            t!(texts, "learning-title"),
            Route::Learning {},
            sections.learning_overview,
        ),
        (
            Shape::Shield,
            t!(texts, "devices-title"),
            Route::Devices {},
            sections.devices,
        ),
    ];
    let ways: Vec<_> = ways
        .into_iter()
        .filter(|(_, _, route, may)| *may && route.is_there(&sections))
        .collect();
    rsx! {
        nav { class: "duties", "aria-label": t!(texts, "duties"),
            ul { class: "rows",
                for (shape, title, to, _) in ways {
                    Row { key: "{to}", shape, title, to }
                }
            }
        }
    }
}
