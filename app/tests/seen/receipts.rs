//! The receipts that one holds, with answers given.

use dioxus::prelude::*;
use jishi_app::{pages::ReceiptsView, texts::Locale};
use jishi_core::{
    engine::{MediaBytes, ReceiptsPage},
    model::Receipt,
};

use crate::{
    says,
    support::{people, stage},
};

fn held(count: usize) -> ReceiptsPage {
    let receipt = |sequence| Receipt {
        operation: people::operation(1),
        sequence,
        received_at: people::NOW,
        proof: None,
    };
    ReceiptsPage {
        count,
        ends: (count > 0).then(|| (receipt(12), receipt(340))),
        file: MediaBytes {
            mime: "application/x-ndjson".into(),
            bytes: b"{}".to_vec(),
        },
    }
}

#[test]
fn receipts_are_counted_and_can_be_taken_along() {
    let some = || rsx! { ReceiptsView { held: held(29) } };
    let html = stage::piece(some, Locale::Chinese);
    says(
        &html,
        &["共 29 张", "最近：第 340 号", "最早：第 12 号", "存一份回执"],
    );
    assert!(html.contains("download=\"jishi-receipts.jsonl\""), "{html}");
    says(
        &stage::piece(some, Locale::English),
        &["29 receipts", "Newest: no. 340"],
    );
    let none = stage::piece(|| rsx! { ReceiptsView { held: held(0) } }, Locale::Chinese);
    says(&none, &["还没有回执"]);
    assert!(!none.contains("download"), "nothing to take along");
}
