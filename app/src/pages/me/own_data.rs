//! One's own data (我的数据): what there is on this device, how long it stays, and a file of it to take along.

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetOwnData, OwnData},
    ports::Room,
};

use crate::{
    components::{EmptyState, Icon, Row, Shape, TopBar},
    media_url::MediaUrl,
    state::{Loaded, use_answer, use_room},
    t,
    texts::{Sentence as _, Texts, size, use_texts},
};

/// Asks for it.
#[component]
pub fn OwnDataPage() -> Element {
    let texts = use_texts();
    let data = use_answer(|| GetOwnData);
    let room = use_room();
    rsx! {
        TopBar { title: t!(texts, "own-data-title"), back: true }
        match &*data.read() {
            Loaded::Ready(data) => rsx! { OwnDataView { data: data.clone(), room } },
            Loaded::Failed(fault) => rsx! {
                EmptyState { shape: Shape::Broken, title: t!(texts, "own-data-failed"), words: fault.sentence(&texts) }
            },
            Loaded::Loading => rsx! {},
        }
    }
}

/// The page.
#[component]
pub fn OwnDataView(data: OwnData, room: Option<Room>) -> Element {
    let texts = use_texts();
    let file = use_memo(use_reactive!(|data| MediaUrl::new(&data.file)));
    let bytes = size(data.file.bytes.len() as u64);
    rsx! {
        p { class: "looks-note", {t!(texts, "own-data-note")} }
        ul { class: "rows",
            Row { shape: Shape::Feed, title: t!(texts, "own-data-moments", count = data.moments), to: None }
            Row { shape: Shape::CheckIn, title: t!(texts, "own-data-records", count = data.records), to: None }
            if data.entries > 0 {
                Row { shape: Shape::Like, title: t!(texts, "own-data-entries", count = data.entries), to: None }
            }
            if let Some(room) = room {
                Row {
                    shape: Shape::Storage,
                    title: t!(texts, "own-data-room"),
                    words: room_words(&texts, room),
                    to: None,
                }
            }
        }
        if let Some(url) = &*file.read() {
            a { class: "button is-primary receipts-save", href: url.as_str(), download: "jishi.json",
                Icon { shape: Shape::Storage }
                {t!(texts, "own-data-save", size = bytes)}
            }
        }
        p { class: "looks-note", {t!(texts, "own-data-how")} }
    }
}

/// How much room there is, and whether the system has promised to leave it alone.
fn room_words(texts: &Texts, room: Room) -> String {
    let (used, free) = (size(room.used), size(room.limit.saturating_sub(room.used)));
    let mut words = t!(texts, "me-room", used = used, free = free);
    words.push_str(&if room.is_kept {
        t!(texts, "me-room-kept")
    } else {
        t!(texts, "me-room-not-kept")
    });
    words
}
