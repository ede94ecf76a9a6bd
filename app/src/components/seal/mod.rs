//! The seal: the server's word that something is on the record.

use dioxus::prelude::*;
use jishi_core::model::{Receipt, Timestamp};

use super::{Icon, Shape, Sheet};
use crate::{
    t,
    texts::{full_time, use_texts},
};

/// The small seal on a moment; a tap shows the receipt.
#[component]
pub fn SealMark(onclick: EventHandler<MouseEvent>) -> Element {
    let texts = use_texts();
    rsx! {
        button { class: "seal-button", r#type: "button", "aria-label": t!(texts, "receipt-show"), onclick,
            span { class: "seal-mark", Icon { shape: Shape::SealShi } }
        }
    }
}

/// The receipt itself.
#[component]
pub fn ReceiptSheet(receipt: Receipt, done_at: Timestamp, onclose: EventHandler<()>) -> Element {
    let texts = use_texts();
    let number = usize::try_from(receipt.sequence).unwrap_or(usize::MAX);
    rsx! {
        Sheet { title: t!(texts, "receipt-title"), onclose,
            div { class: "receipt",
                span { class: "receipt-seal", "aria-hidden": "true", Icon { shape: Shape::SealShi } }
                p { class: "receipt-lead", {t!(texts, "receipt-lead")} }
                dl { class: "receipt-rows",
                    div { dt { {t!(texts, "receipt-number")} } dd { {texts.number(number)} } }
                    div { dt { {t!(texts, "receipt-done-at")} } dd { {full_time(&texts, done_at)} } }
                    div { dt { {t!(texts, "receipt-received-at")} } dd { {full_time(&texts, receipt.received_at)} } }
                    div { dt { {t!(texts, "receipt-operation")} } dd { class: "is-code", "{receipt.operation}" } }
                }
            }
        }
    }
}
