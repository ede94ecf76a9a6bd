//! Places by points (季度评比), inside groups that can be compared.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{GetRanking, RankedGroupItem, RankingPage as Ranking},
    model::{PersonKind, UnitKind},
    rules::{rating::Group, score::Span},
};

use super::{
    day::ToScore,
    question::{Unanswered, use_server},
};
use crate::{
    components::{EmptyState, Shape, TopBar},
    pages::score::Spans,
    state::Loaded,
    t,
    texts::{self, Texts, use_texts},
};

/// The county compares by quarter, half-year and year.
const SPANS: [Span; 3] = [Span::Quarter, Span::HalfYear, Span::Year];

/// Asks for them.
#[component]
pub fn PlacesPage() -> Element {
    let texts = use_texts();
    let mut looked_at = use_signal(|| (Span::Quarter, None::<NaiveDate>));
    let (answer, retry) = use_server(move || {
        let (span, day) = looked_at();
        GetRanking {
            unit: None,
            span,
            day,
        }
    });
    rsx! {
        TopBar { title: t!(texts, "places-title"), back: true }
        match &*answer.read() {
            Loaded::Ready(ranking) => rsx! {
                PlacesView {
                    ranking: (**ranking).clone(),
                    span: looked_at().0,
                    onlook: move |(span, day)| looked_at.set((span, Some(day))),
                }
            },
            Loaded::Loading => rsx! { Unanswered { fault: None, onretry: retry } },
            Loaded::Failed(fault) => rsx! { Unanswered { fault: fault.clone(), onretry: retry } },
        }
    }
}

/// The stretch of time, and the groups.
#[component]
pub fn PlacesView(ranking: Ranking, span: Span, onlook: EventHandler<(Span, NaiveDate)>) -> Element {
    let texts = use_texts();
    rsx! {
        div { class: "unit-head",
            Spans { spans: SPANS.to_vec(), span, period: ranking.period, today: ranking.today, onchange: onlook }
        }
        if ranking.groups.is_empty() {
            EmptyState {
                shape: Shape::Feed,
                title: t!(texts, "places-none"),
                words: t!(texts, "places-none-words"),
            }
        }
        for group in ranking.groups {
            PlacedGroup { key: "{group.group:?}", title: group_name(&texts, group.group), group }
        }
    }
}

#[component]
fn PlacedGroup(title: String, group: RankedGroupItem) -> Element {
    let texts = use_texts();
    let heading = title.clone();
    rsx! {
        section { "aria-label": title,
            h2 { class: "section-title", {heading} }
            if group.places.is_empty() && group.hidden == 0 {
                p { class: "unit-few", {t!(texts, "places-few", count = group.people)} }
            }
            ol { class: "entries",
                for placed in group.places {
                    ToScore { key: "{placed.id}", person: placed.id, may: placed.may_see_score,
                        span { class: "unit-place", "{placed.place}" }
                        span { class: "entry-main",
                            bdi { class: "entry-rule",
                                {placed.person.as_ref().map_or_else(|| t!(texts, "request-somebody"), |person| person.name.clone())}
                            }
                        }
                        span { class: if placed.points.0 < 0 { "entry-points is-loss" } else { "entry-points" },
                            {texts::points(placed.points)}
                        }
                    }
                }
            }
            if group.hidden > 0 {
                p { class: "unit-few", {t!(texts, "places-hidden", count = group.hidden)} }
            }
        }
    }
}

fn group_name(texts: &Texts, group: Group) -> String {
    let unit = match group.unit {
        UnitKind::County => t!(texts, "unit-kind-county"),
        UnitKind::Bureau => t!(texts, "unit-kind-bureau"),
        UnitKind::Township => t!(texts, "unit-kind-township"),
        UnitKind::Village => t!(texts, "unit-kind-village"),
    };
    let person = match group.person {
        PersonKind::Ordinary => t!(texts, "person-kind-ordinary"),
        PersonKind::FirstSecretary => t!(texts, "person-kind-first-secretary"),
        PersonKind::VillageStationed => t!(texts, "person-kind-village-stationed"),
    };
    t!(texts, "places-group", unit = unit, person = person)
}
