//! Stretches of time: which there are, what they are called, the one before and after.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::rules::score::{Period, Span};

use crate::{
    components::{Chip, Chips, IconButton, Shape},
    t,
    texts::{self, Texts, use_texts},
};

const SPANS: [Span; 5] = [Span::Day, Span::Month, Span::Quarter, Span::HalfYear, Span::Year];

/// Chooses a length, and walks from one stretch to the next.
#[component]
pub fn Spans(
    /// Which lengths can be chosen.
    #[props(default = SPANS.to_vec())]
    spans: Vec<Span>,
    span: Span,
    period: Period,
    today: NaiveDate,
    onchange: EventHandler<(Span, NaiveDate)>,
) -> Element {
    let texts = use_texts();
    let chips: Vec<_> = spans
        .iter()
        .map(|each| Chip {
            words: span_name(&texts, *each),
            chosen: *each == span,
        })
        .collect();
    let after = period.last.succ_opt().filter(|after| *after <= today);
    rsx! {
        Chips {
            label: t!(texts, "score-span"),
            chips,
            onchoose: move |index: usize| {
                if let Some(chosen) = spans.get(index) {
                    onchange.call((*chosen, period.last.min(today)));
                }
            },
        }
        div { class: "score-period",
            IconButton {
                shape: Shape::Back,
                label: t!(texts, "score-before"),
                onclick: move |_| onchange.call((span, period.before(span).last)),
            }
            h2 { class: "score-when", {when(&texts, period, span)} }
            if let Some(after) = after {
                IconButton { shape: Shape::Forward, label: t!(texts, "score-after"), onclick: move |_| onchange.call((span, after)) }
            } else {
                span { class: "score-no-after", "aria-hidden": "true" }
            }
        }
    }
}

fn span_name(texts: &Texts, span: Span) -> String {
    match span {
        Span::Day => t!(texts, "period-day"),
        Span::Month => t!(texts, "period-month"),
        Span::Quarter => t!(texts, "period-quarter"),
        Span::HalfYear => t!(texts, "period-half-year"),
        Span::Year => t!(texts, "period-year"),
    }
}

/// A stretch in words: `11月24日 周二`, `2026年11月`, or from the first month to the last.
pub(super) fn when(texts: &Texts, period: Period, span: Span) -> String {
    match span {
        Span::Day => texts::day(texts, period.first),
        Span::Month => texts::month(texts, period.first),
        Span::Quarter | Span::HalfYear | Span::Year => t!(
            texts,
            "period-from-to",
            from = texts::month(texts, period.first),
            to = texts::month(texts, period.last)
        ),
    }
}
