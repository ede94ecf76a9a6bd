//! One's own requests for missing taps, and how they stand.

use dioxus::prelude::*;
use jishi_core::{
    engine::{CorrectionItem, Deed, Delivery},
    model::CorrectionId,
};

use crate::{
    components::{BringsOf, Button, ButtonKind, Icon, Rows, Shape, Sheet},
    t,
    texts::{self, Sentence as _, Texts, use_texts},
};

/// The requests, newest first.
#[component]
pub fn CorrectionList(items: Vec<CorrectionItem>, onwithdraw: EventHandler<CorrectionId>) -> Element {
    let texts = use_texts();
    rsx! {
        Rows { id: "corrections-title", title: t!(texts, "corrections-title"),
            for item in items {
                Row { key: "{item.correction.id}", item, onwithdraw }
            }
        }
    }
}

#[component]
fn Row(item: CorrectionItem, onwithdraw: EventHandler<CorrectionId>) -> Element {
    let texts = use_texts();
    let mut asking = use_signal(|| false);
    let correction = &item.correction;
    let id = correction.id;
    let (class, shape) = match &correction.decision {
        None if correction.withdrawn_at.is_some() => ("shift", Shape::Close),
        None => ("shift is-waiting", Shape::Clock),
        Some(decision) if decision.granted => ("shift is-done", Shape::Check),
        Some(_) => ("shift is-missed", Shape::Refused),
    };
    let title = t!(
        texts,
        "correction-row",
        day = texts::day(&texts, correction.day),
        shift = correction.shift + 1,
        mode = texts::mode(&texts, correction.mode)
    );
    rsx! {
        li { class,
            Icon { shape }
            div { class: "shift-main",
                p { class: "shift-title", {title} }
                p { class: "shift-standing", {standing(&texts, &item)} }
                p { class: "shift-taps", dir: "auto", {correction.reason.clone()} }
                if let Some(decision) = correction.decision.as_ref().filter(|decision| !decision.reason.is_empty()) {
                    p { class: "shift-taps", dir: "auto", {t!(texts, "leave-because", reason = decision.reason.clone())} }
                }
            }
            if item.may_withdraw {
                Button { onclick: move |_| asking.set(true), {t!(texts, "leave-withdraw")} }
            }
            if asking() {
                Sheet { title: t!(texts, "correction-withdraw-title"), onclose: move |()| asking.set(false),
                    p { {t!(texts, "correction-withdraw-words")} }
                    BringsOf { deed: Deed::WithdrawCorrection { correction: id } }
                    div { class: "sheet-actions",
                        Button {
                            kind: ButtonKind::Danger,
                            onclick: move |_| {
                                asking.set(false);
                                onwithdraw.call(id);
                            },
                            {t!(texts, "leave-withdraw")}
                        }
                        Button { onclick: move |_| asking.set(false), {t!(texts, "leave-keep")} }
                    }
                }
            }
        }
    }
}

fn standing(texts: &Texts, item: &CorrectionItem) -> String {
    if let Some(Delivery::Refused { problem, .. }) = &item.under_way {
        return problem.sentence(texts);
    }
    let name = item
        .decider
        .as_ref()
        .map_or_else(|| t!(texts, "leave-leader"), |person| person.name.clone());
    match &item.correction.decision {
        None if item.under_way.is_some() => t!(texts, "delivery-waiting-long"),
        None if item.correction.withdrawn_at.is_some() => t!(texts, "leave-withdrawn"),
        None => t!(texts, "leave-asked"),
        Some(decision) if decision.granted => t!(texts, "leave-granted", name = name),
        Some(_) => t!(texts, "leave-refused", name = name),
    }
}
