//! One leave of one's own: what it is, how it stands, what can be done with it.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Deed, Delivery, LeaveItem},
    model::LeaveState,
};

use super::view::{LeaveAction, summary};
use crate::{
    components::{BringsOf, Button, ButtonKind, Icon, Shape, Sheet},
    t,
    texts::{self, Sentence as _, Texts, use_texts},
};

/// What is being asked about this leave before it is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asking {
    Withdraw,
    Return,
}

/// The row.
#[component]
pub fn LeaveRow(item: LeaveItem, onaction: EventHandler<LeaveAction>) -> Element {
    let texts = use_texts();
    let mut asking = use_signal(|| None::<Asking>);
    let leave = &item.leave;
    let id = leave.id;
    let (class, shape) = sign(&leave.state);
    let title = summary(&texts, &item);
    let (may_withdraw, lasts) = (item.may_withdraw, item.may_end_with.clone());
    let may_return = !lasts.is_empty();
    rsx! {
        li { class,
            Icon { shape }
            div { class: "leave-main",
                p { class: "leave-name", {title} }
                p { class: "leave-span", {texts::span(&texts, leave.span)} }
                p { class: "leave-state", {state(&texts, &item)} }
                if let Some(reason) = decided_reason(&leave.state) {
                    p { class: "leave-reason", dir: "auto", {t!(texts, "leave-because", reason = reason)} }
                }
                if let Some(delivery) = &item.under_way {
                    p { class: "leave-way", role: "status", {under_way(&texts, delivery)} }
                }
            }
            if may_withdraw {
                Button { onclick: move |_| asking.set(Some(Asking::Withdraw)), {t!(texts, "leave-withdraw")} }
            }
            if may_return {
                Button { onclick: move |_| asking.set(Some(Asking::Return)), {t!(texts, "leave-return")} }
            }
            if asking() == Some(Asking::Withdraw) {
                Sheet { title: t!(texts, "leave-withdraw-title"), onclose: move |()| asking.set(None),
                    p { {t!(texts, "leave-withdraw-words")} }
                    BringsOf { deed: Deed::WithdrawLeave { leave: id } }
                    div { class: "sheet-actions",
                        Button {
                            kind: ButtonKind::Danger,
                            onclick: move |_| {
                                asking.set(None);
                                onaction.call(LeaveAction::Withdraw(id));
                            },
                            {t!(texts, "leave-withdraw")}
                        }
                        Button { onclick: move |_| asking.set(None), {t!(texts, "leave-keep")} }
                    }
                }
            }
            if asking() == Some(Asking::Return) {
                Sheet { title: t!(texts, "leave-return-title"), onclose: move |()| asking.set(None),
                    p { {t!(texts, "leave-return-words")} }
                    div { class: "sheet-actions",
                        for last in lasts {
                            BringsOf { deed: Deed::ReturnEarly { leave: id, last } }
                            Button {
                                onclick: move |_| {
                                    asking.set(None);
                                    onaction.call(LeaveAction::Return(id, last));
                                },
                                {t!(texts, "leave-return-until", half = texts::half_day(&texts, last))}
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How it stands, with the name of who decided.
pub(super) fn state(texts: &Texts, item: &LeaveItem) -> String {
    let name = item
        .decider
        .as_ref()
        .map_or_else(|| t!(texts, "leave-leader"), |person| person.name.clone());
    match &item.leave.state {
        LeaveState::Asked => match &item.waits_for[..] {
            [] => t!(texts, "leave-asked"),
            people => {
                let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
                t!(
                    texts,
                    "leave-asked-of",
                    names = names.join(&t!(texts, "list-and"))
                )
            }
        },
        LeaveState::Decided { decision } if decision.granted => t!(texts, "leave-granted", name = name),
        LeaveState::Decided { .. } => t!(texts, "leave-refused", name = name),
        LeaveState::Withdrawn { .. } => t!(texts, "leave-withdrawn"),
        LeaveState::Returned { granted_to, .. } => {
            t!(
                texts,
                "leave-returned",
                until = texts::half_day(texts, *granted_to)
            )
        }
    }
}

fn decided_reason(state: &LeaveState) -> Option<String> {
    match state {
        LeaveState::Decided { decision } if !decision.reason.is_empty() => Some(decision.reason.clone()),
        _ => None,
    }
}

fn under_way(texts: &Texts, delivery: &Delivery) -> String {
    match delivery {
        // No video hangs on a leave.
        Delivery::Waiting | Delivery::WaitsForWifi { .. } => t!(texts, "delivery-waiting-long"),
        Delivery::Uploading { .. } | Delivery::Sending => t!(texts, "delivery-sending"),
        Delivery::Refused { problem, .. } => problem.sentence(texts),
        Delivery::Received(_) => String::new(),
    }
}

pub(super) const fn sign(state: &LeaveState) -> (&'static str, Shape) {
    match state {
        LeaveState::Asked => ("leave-row is-waiting", Shape::Clock),
        LeaveState::Decided { decision } if decision.granted => ("leave-row is-done", Shape::Check),
        LeaveState::Decided { .. } => ("leave-row is-refused", Shape::Refused),
        LeaveState::Withdrawn { .. } => ("leave-row", Shape::Close),
        LeaveState::Returned { .. } => ("leave-row is-done", Shape::Retry),
    }
}
