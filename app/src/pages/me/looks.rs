//! Who looked at one's records (查看记录), and how long places are kept.

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetLookedAt, LookItem, LookedAtPage},
    protocol::{LOOKS_DAYS, LookKind},
};

use crate::{
    components::{EmptyState, Row, Shape, TopBar},
    pages::unit::{Unanswered, use_server},
    state::Loaded,
    t,
    texts::{self, clock_time, use_texts},
};

/// Asks for it.
#[component]
pub fn LooksPage() -> Element {
    let texts = use_texts();
    let (answer, retry) = use_server(|| GetLookedAt);
    rsx! {
        TopBar { title: t!(texts, "looks-title"), back: true }
        match &*answer.read() {
            Loaded::Ready(page) => rsx! { LooksView { page: page.clone() } },
            Loaded::Loading => rsx! { Unanswered { fault: None, onretry: retry } },
            Loaded::Failed(fault) => rsx! { Unanswered { fault: fault.clone(), onretry: retry } },
        }
    }
}

/// The looks, day by day.
#[component]
pub fn LooksView(page: LookedAtPage) -> Element {
    let texts = use_texts();
    let days: Vec<&[LookItem]> = page
        .looks
        .chunk_by(|one, other| one.look.day == other.look.day)
        .collect();
    rsx! {
        p { class: "looks-note", {t!(texts, "looks-note", days = LOOKS_DAYS)} }
        if days.is_empty() {
            EmptyState {
                shape: Shape::Shield,
                title: t!(texts, "looks-none"),
                words: t!(texts, "looks-none-words", days = LOOKS_DAYS),
            }
        }
        for looks in days {
            h2 { key: "{looks[0].look.day}", class: "section-title",
                if looks[0].look.day == page.today {
                    {t!(texts, "today-title")}
                } else {
                    {texts::day(&texts, looks[0].look.day)}
                }
            }
            ul { class: "rows",
                for item in looks {
                    LookRow { key: "{item.look.viewer}-{item.look.what:?}", item: item.clone() }
                }
            }
        }
        if let Some(days) = page.place_days {
            p { class: "looks-note", {t!(texts, "looks-places", days = days)} }
        }
    }
}

#[component]
fn LookRow(item: LookItem) -> Element {
    let texts = use_texts();
    let LookItem { look, viewer, unit } = item;
    let name = viewer.map_or_else(|| t!(texts, "looks-somebody"), |viewer| viewer.name);
    let title = match unit {
        Some(unit) => format!("{name} · {unit}"),
        None => name,
    };
    let (shape, words) = match look.what {
        LookKind::UnitDay => (Shape::CheckIn, t!(texts, "looks-unit-day", times = look.times)),
        LookKind::Ledger => (Shape::Document, t!(texts, "looks-ledger", times = look.times)),
        LookKind::Trace => (Shape::Edit, t!(texts, "looks-trace", times = look.times)),
        LookKind::Unknown => (Shape::Shield, t!(texts, "looks-unknown", times = look.times)),
        LookKind::File => (Shape::Photo, t!(texts, "looks-file", times = look.times)),
        LookKind::Place => (Shape::Place, t!(texts, "looks-place", times = look.times)),
    };
    let hint = t!(texts, "looks-last", time = clock_time(&texts, look.last_at));
    rsx! { Row { shape, title, words, hint, to: None } }
}
