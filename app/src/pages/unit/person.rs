//! Somebody else's ledger, to be read.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{GetPersonScore, PersonScorePage as Score},
    model::PersonId,
    rules::score::Span,
};

use super::question::{Unanswered, use_server};
use crate::{
    components::{EmptyState, Shape, TopBar},
    pages::score::{Entries, Spans},
    state::Loaded,
    t,
    texts::{self, use_texts},
};

/// Asks for it.
#[component]
pub fn PersonScorePage(person: ReadSignal<PersonId>) -> Element {
    let texts = use_texts();
    let mut looked_at = use_signal(|| (Span::Month, None::<NaiveDate>));
    let (answer, retry) = use_server(move || {
        let (span, day) = looked_at();
        GetPersonScore {
            person: person(),
            span,
            day,
        }
    });
    match &*answer.read() {
        Loaded::Ready(score) => rsx! {
           PersonScoreView {
               score: score.clone(),
               span: looked_at().0,
               onlook: move |(span, day)| looked_at.set((span, Some(day))),
           }
        },
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
pub fn PersonScoreView(score: Score, span: Span, onlook: EventHandler<(Span, NaiveDate)>) -> Element {
    let texts = use_texts();
    let name = score
        .person
        .as_ref()
        .map_or_else(|| t!(texts, "request-somebody"), |person| person.name.clone());
    rsx! {
        TopBar { title: t!(texts, "person-score-of", name = name), back: true }
        div { class: "score",
            Spans { span, period: score.period, today: score.today, onchange: onlook }
            p { class: if score.total.0 < 0 { "score-total is-loss" } else { "score-total" },
                {texts::points(score.total)}
                span { class: "score-unit", {t!(texts, "score-points")} }
            }
        }
        if score.entries.is_empty() {
            EmptyState { shape: Shape::Calendar, title: t!(texts, "score-none-title"), words: String::new() }
        }
        Entries { entries: score.entries }
    }
}
