//! The page as markup.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{EntryItem, Fault, ScorePage as Score},
    model::{AppealId, EntryKey},
    rules::score::Span,
};

use super::{entry::EntryRow, spans::Spans, trend::Trend};
use crate::{
    components::{EmptyState, Notice, NoticeKind, Shape, TopBar},
    t,
    texts::{self, Sentence as _, use_texts},
};

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum ScoreAction {
    /// Looks at another stretch: its length, and a day in it.
    Look(Span, NaiveDate),
    /// Contests an entry, and why.
    Contest(EntryKey, String),
    /// Takes an appeal back.
    Withdraw(AppealId),
    /// Has read the fault.
    Dismiss,
}

/// The page.
#[component]
pub fn ScoreView(
    score: Score,
    span: Span,
    today: NaiveDate,
    fault: Option<Fault>,
    onaction: EventHandler<ScoreAction>,
) -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { title: t!(texts, "score-title"), back: true }
        div { class: "score",
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, onclose: move |()| onaction.call(ScoreAction::Dismiss), {fault.sentence(&texts)} }
            }
            if let Some(year) = score.unpublished {
                Notice { kind: NoticeKind::Information, {t!(texts, "calendar-unpublished", year = year.to_string())} }
            }
            Spans {
                span,
                period: score.period,
                today,
                onchange: move |(span, day): (Span, NaiveDate)| onaction.call(ScoreAction::Look(span, day)),
            }
            p { class: if score.total.0 < 0 { "score-total is-loss" } else { "score-total" },
                {texts::points(score.total)}
                span { class: "score-unit", {t!(texts, "score-points")} }
            }
            Trend { stretches: score.trend.clone(), span }
        }
        if score.entries.is_empty() {
            EmptyState { shape: Shape::Calendar, title: t!(texts, "score-none-title"), words: t!(texts, "score-none-words") }
        }
        Entries { entries: score.entries.clone(), onaction }
    }
}

/// Entries by their days, the latest first; each opens what it rests on.
#[component]
pub fn Entries(entries: Vec<EntryItem>, #[props(default)] onaction: EventHandler<ScoreAction>) -> Element {
    let texts = use_texts();
    rsx! {
        for (day, entries) in by_day(&entries) {
            section { key: "{day}", "aria-label": texts::day(&texts, day),
                h2 { class: "section-title", {texts::day(&texts, day)} }
                ul { class: "entries",
                    for item in entries {
                        EntryRow { key: "{item.entry.key:?}", item, onaction }
                    }
                }
            }
        }
    }
}

/// The days that have entries, the latest first.
fn by_day(entries: &[EntryItem]) -> Vec<(NaiveDate, Vec<EntryItem>)> {
    let mut days: Vec<(NaiveDate, Vec<EntryItem>)> = Vec::new();
    for item in entries.iter().rev() {
        let day = item.entry.key.day;
        match days.last_mut() {
            Some((last, of_it)) if *last == day => of_it.push(item.clone()),
            _ => days.push((day, vec![item.clone()])),
        }
    }
    for (_, of_it) in &mut days {
        of_it.reverse();
    }
    days
}
