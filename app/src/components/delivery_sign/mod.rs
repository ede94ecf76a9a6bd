//! How far a moment is on its way, as a small sign under it.

use dioxus::prelude::*;
use jishi_core::{
    engine::Delivery,
    model::OperationId,
    protocol::{Problem, ProblemKind},
};

use super::{Button, ButtonKind, Icon, MomentAction, Shape, Sheet};
use crate::{
    t,
    texts::{Sentence as _, use_texts},
};

/// The sign; what the person may decide about opens. What has been received shows a seal instead and no sign.
#[component]
pub fn DeliverySign(delivery: Delivery, onopen: EventHandler<MouseEvent>) -> Element {
    let texts = use_texts();
    match delivery {
        Delivery::Waiting => rsx! {
            span { class: "delivery is-waiting", title: t!(texts, "delivery-waiting-long"),
                Icon { shape: Shape::Clock }
                {t!(texts, "delivery-waiting")}
            }
        },
        Delivery::Uploading { percent } => rsx! {
            span { class: "delivery is-sending", role: "status",
                Icon { shape: Shape::Upload }
                {t!(texts, "delivery-uploading", percent = percent)}
            }
        },
        Delivery::Sending => rsx! {
            span { class: "delivery is-sending", role: "status",
                Icon { shape: Shape::Upload }
                {t!(texts, "delivery-sending")}
            }
        },
        Delivery::Refused { .. } => rsx! {
            button { class: "delivery is-refused", r#type: "button", onclick: onopen,
                Icon { shape: Shape::Refused }
                {t!(texts, "delivery-refused")}
            }
        },
        Delivery::WaitsForWifi { .. } => rsx! {
            button { class: "delivery is-held", r#type: "button", title: t!(texts, "delivery-wifi-long"), onclick: onopen,
                Icon { shape: Shape::Wifi }
                {t!(texts, "delivery-wifi")}
            }
        },
        Delivery::Received(_) => rsx! {},
    }
}

/// Why a moment with a video waits, and the way to send it all the same.
#[component]
pub fn WifiSheet(
    operation: OperationId,
    onaction: EventHandler<MomentAction>,
    onclose: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    rsx! {
        Sheet { title: t!(texts, "wifi-title"), onclose,
            p { {t!(texts, "wifi-words")} }
            p { class: "is-soft", {t!(texts, "wifi-costs")} }
            div { class: "sheet-actions",
                Button {
                    icon: Shape::Upload,
                    onclick: move |_| {
                        onclose.call(());
                        onaction.call(MomentAction::SendNow(operation));
                    },
                    {t!(texts, "wifi-send-now")}
                }
            }
        }
    }
}

/// Why a moment was refused, and what can be done.
#[component]
pub fn RefusedSheet(
    operation: OperationId,
    problem: Problem,
    onaction: EventHandler<MomentAction>,
    onclose: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let (retry, edit) = if mends_by_editing(problem.kind) {
        (ButtonKind::Quiet, ButtonKind::Primary)
    } else {
        (ButtonKind::Primary, ButtonKind::Quiet)
    };
    let act = move |action| {
        onclose.call(());
        onaction.call(action);
    };
    rsx! {
        Sheet { title: t!(texts, "refused-title"), onclose,
            p { {problem.sentence(&texts)} }
            p { class: "is-soft", {t!(texts, "refused-safe")} }
            div { class: "sheet-actions",
                Button {
                    kind: retry,
                    icon: Shape::Retry,
                    onclick: move |_| act(MomentAction::Retry(operation)),
                    {t!(texts, "refused-retry")}
                }
                Button {
                    kind: edit,
                    icon: Shape::Edit,
                    onclick: move |_| act(MomentAction::Edit(operation)),
                    {t!(texts, "refused-edit")}
                }
                Button {
                    kind: ButtonKind::Danger,
                    icon: Shape::Trash,
                    onclick: move |_| act(MomentAction::Discard(operation)),
                    {t!(texts, "refused-discard")}
                }
            }
        }
    }
}

/// Whether sending the same again would be refused again; then editing is offered first.
const fn mends_by_editing(kind: ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::Conflict | ProblemKind::TooLarge | ProblemKind::UnsupportedMedia | ProblemKind::Invalid
    )
}
