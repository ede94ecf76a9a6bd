//! Learning, as the organization department sees it: whether enough lessons are out, and who reads them.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::engine::{GetLearningOverview, LearningPage};

use super::question::{Unanswered, use_server};
use crate::{
    Route,
    components::{Icon, Shape, TopBar},
    state::Loaded,
    t,
    texts::{self, use_texts},
};

const MONTHS: u8 = 6;

/// Asks for it.
#[component]
pub fn LearningOverviewPage() -> Element {
    let texts = use_texts();
    let (answer, retry) = use_server(|| GetLearningOverview { months: MONTHS });
    rsx! {
        TopBar { title: t!(texts, "learning-title"), back: true }
        match &*answer.read() {
            Loaded::Ready(page) => rsx! { LearningView { page: page.clone() } },
            Loaded::Loading => rsx! { Unanswered { fault: None, onretry: retry } },
            Loaded::Failed(fault) => rsx! { Unanswered { fault: fault.clone(), onretry: retry } },
        }
    }
}

/// The months, and the lessons with their readers.
#[component]
pub fn LearningView(page: LearningPage) -> Element {
    let texts = use_texts();
    rsx! {
        h2 { class: "section-title", {t!(texts, "learning-months")} }
        ul { class: "entries",
            for month in page.months {
                li { key: "{month.year}-{month.month}", class: if month.is_enough() { "entry unit-month is-done" } else { "entry unit-month is-missed" },
                    div { class: "entry-row",
                        span { class: "entry-main",
                            if let Some(first) = NaiveDate::from_ymd_opt(month.year, month.month, 1) {
                                {texts::month(&texts, first)}
                            }
                        }
                        span { class: "unit-count",
                            {t!(texts, "learning-count", lessons = month.lessons, required = month.required)}
                            if month.planned > 0 {
                                " "
                                {t!(texts, "learning-planned", lessons = month.planned)}
                            }
                        }
                        Icon { shape: if month.is_enough() { Shape::Check } else { Shape::Refused } }
                    }
                }
            }
        }
        h2 { class: "section-title", {t!(texts, "learning-readers")} }
        ul { class: "entries",
            for lesson in page.lessons {
                li { key: "{lesson.lesson}", class: "entry",
                    Link { class: "entry-row", to: Route::Lesson { id: lesson.lesson },
                        span { class: "entry-main",
                            span { class: "entry-rule", dir: "auto", {lesson.title.clone()} }
                            progress { value: "{lesson.read}", max: "{lesson.of.max(1)}", "aria-label": lesson.title.clone() }
                        }
                        span { class: "unit-count", "{lesson.read} / {lesson.of}" }
                    }
                }
            }
        }
    }
}
