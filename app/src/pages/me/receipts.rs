//! The server's signed receipts (回执), to be kept by whom they are for.

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetReceipts, ReceiptsPage as Held},
    model::Receipt,
};

use crate::{
    components::{EmptyState, Icon, Row, Shape, TopBar},
    media_url::MediaUrl,
    state::{Loaded, use_answer},
    t,
    texts::{Texts, full_time, use_texts},
};

/// Asks for them.
#[component]
pub fn ReceiptsPage() -> Element {
    let texts = use_texts();
    let held = use_answer(|| GetReceipts);
    rsx! {
        TopBar { title: t!(texts, "receipts-title"), back: true }
        match &*held.read() {
            Loaded::Ready(held) => rsx! { ReceiptsView { held: held.clone() } },
            Loaded::Loading | Loaded::Failed(_) => rsx! {},
        }
    }
}

/// How many there are, from when to when, and the file to take along.
#[component]
pub fn ReceiptsView(held: Held) -> Element {
    let texts = use_texts();
    let file = use_memo(use_reactive!(|held| MediaUrl::new(&held.file)));
    let Some((first, last)) = &held.ends else {
        return rsx! {
            EmptyState {
                shape: Shape::Shield,
                title: t!(texts, "receipts-none"),
                words: t!(texts, "receipts-none-words"),
            }
        };
    };
    rsx! {
        p { class: "looks-note", {t!(texts, "receipts-note")} }
        ul { class: "rows",
            Row {
                shape: Shape::Shield,
                title: t!(texts, "receipts-count", count = held.count),
                words: t!(texts, "receipts-last", place = line(&texts, last)),
                hint: t!(texts, "receipts-first", place = line(&texts, first)),
                to: None,
            }
        }
        if let Some(url) = &*file.read() {
            a { class: "button is-primary receipts-save", href: url.as_str(), download: "jishi-receipts.jsonl",
                Icon { shape: Shape::Storage }
                {t!(texts, "receipts-save")}
            }
        }
        p { class: "looks-note", {t!(texts, "receipts-how")} }
    }
}

/// Its place on the record, and when it came there.
fn line(texts: &Texts, receipt: &Receipt) -> String {
    let time = full_time(texts, receipt.received_at);
    t!(texts, "receipts-place", sequence = receipt.sequence, time = time)
}
