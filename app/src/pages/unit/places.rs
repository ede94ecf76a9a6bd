//! Places by points (季度评比), inside groups that can be compared.

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetRanking, RankedGroupItem, RankingPage as Ranking},
    model::{PersonKind, UnitKind},
    rules::{rating::Group, score::Span},
};

use super::question::{Unanswered, use_server};
use crate::{
    Route,
    components::{Chip, Chips, TopBar},
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
    let mut span = use_signal(|| Span::Quarter);
    let (answer, retry) = use_server(move || GetRanking {
        unit: None,
        span: span(),
        day: None,
    });
    let chips = SPANS
        .map(|each| Chip {
            words: match each {
                Span::HalfYear => t!(texts, "period-half-year"),
                Span::Year => t!(texts, "period-year"),
                _ => t!(texts, "period-quarter"),
            },
            chosen: each == span(),
        })
        .to_vec();
    rsx! {
        TopBar { title: t!(texts, "places-title"), back: true }
        div { class: "unit-head",
            Chips {
                label: t!(texts, "score-span"),
                chips,
                onchoose: move |index: usize| {
                    if let Some(chosen) = SPANS.get(index) {
                        span.set(*chosen);
                    }
                },
            }
        }
        match &*answer.read() {
            Loaded::Ready(ranking) => rsx! { PlacesView { ranking: (**ranking).clone() } },
            Loaded::Loading => rsx! { Unanswered { fault: None, onretry: retry } },
            Loaded::Failed(fault) => rsx! { Unanswered { fault: fault.clone(), onretry: retry } },
        }
    }
}

/// The groups.
#[component]
pub fn PlacesView(ranking: Ranking) -> Element {
    let texts = use_texts();
    rsx! {
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
            if group.places.is_empty() {
                p { class: "unit-few", {t!(texts, "places-few", count = group.people)} }
            }
            ol { class: "entries",
                for placed in group.places {
                    li { key: "{placed.id}", class: "entry",
                        Link { class: "entry-row", to: Route::PersonScore { person: placed.id },
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
