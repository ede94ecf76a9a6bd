//! Somebody else's ledger of this month, to be read.

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetPersonScore, PersonScorePage as Score},
    model::PersonId,
    rules::score::Span,
};

use super::question::{Unanswered, use_server};
use crate::{
    components::{EmptyState, Shape, TopBar},
    state::Loaded,
    t,
    texts::{self, use_texts},
};

/// Asks for it.
#[component]
pub fn PersonScorePage(person: ReadSignal<PersonId>) -> Element {
    let texts = use_texts();
    let (answer, retry) = use_server(move || GetPersonScore {
        person: person(),
        span: Span::Month,
        day: None,
    });
    match &*answer.read() {
        Loaded::Ready(score) => rsx! { PersonScoreView { score: score.clone() } },
        Loaded::Loading => rsx! {
            TopBar { title: t!(texts, "person-score-title"), back: true }
            Unanswered { fault: None, onretry: retry }
        },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "person-score-title"), back: true }
            Unanswered { fault: fault.clone(), onretry: retry }
        },
    }
}

/// The page.
#[component]
pub fn PersonScoreView(score: Score) -> Element {
    let texts = use_texts();
    let name = score
        .person
        .as_ref()
        .map_or_else(|| t!(texts, "request-somebody"), |person| person.name.clone());
    rsx! {
        TopBar { title: name, back: true }
        div { class: "score",
            h2 { class: "score-when", {texts::month(&texts, score.period.first)} }
            p { class: if score.total.0 < 0 { "score-total is-loss" } else { "score-total" },
                {texts::points(score.total)}
                span { class: "score-unit", {t!(texts, "score-points")} }
            }
        }
        if score.ledger.entries().is_empty() {
            EmptyState { shape: Shape::Calendar, title: t!(texts, "score-none-title"), words: String::new() }
        }
        ul { class: "entries",
            for entry in score.ledger.entries().iter().rev() {
                li { key: "{entry.key:?}", class: "entry",
                    div { class: "entry-row",
                        span { class: "entry-main",
                            span { class: "entry-rule", {texts::rule(&texts, entry.key.rule)} }
                            span { class: "entry-words", {texts::day(&texts, entry.key.day)} }
                        }
                        span { class: if entry.counts().0 < 0 { "entry-points is-loss" } else { "entry-points" },
                            {texts::points(entry.counts())}
                        }
                    }
                }
            }
        }
    }
}
