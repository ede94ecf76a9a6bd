//! One leave of one's own: what it is, how it stands, what can be done with it.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{Delivery, LeaveItem},
    model::{Half, HalfDay, LeaveState},
};

use super::view::LeaveAction;
use crate::{
    components::{Button, ButtonKind, Icon, Shape, Sheet},
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
pub fn LeaveRow(
    item: LeaveItem,
    today: NaiveDate,
    /// Counted half days, if they are known.
    half_days: Option<u32>,
    onaction: EventHandler<LeaveAction>,
) -> Element {
    let texts = use_texts();
    let mut asking = use_signal(|| None::<Asking>);
    let leave = &item.leave;
    let id = leave.id;
    let (class, shape) = sign(&leave.state);
    let kind = texts::leave_kind(&texts, leave.kind);
    let title = match half_days {
        Some(half_days) => t!(
            texts,
            "leave-row",
            kind = kind,
            days = texts::half_days(&texts, half_days)
        ),
        None => kind,
    };
    let waiting = matches!(leave.state, LeaveState::Asked);
    let may_withdraw = waiting || (leave.is_granted() && today < leave.span.from.day);
    let may_return = matches!(&leave.state, LeaveState::Decided { decision } if decision.granted)
        && leave.span.from.day <= today
        && today <= leave.span.to.day
        && leave.span.to
            != HalfDay {
                day: today,
                half: Half::Morning,
            };
    // What may have been taken last: a half of today.
    let (span, halves) = (leave.span, [Half::Morning, Half::Afternoon]);
    let lasts = halves
        .map(|half| HalfDay { day: today, half })
        .into_iter()
        .filter(move |last| span.contains(*last) && *last < span.to);
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
fn state(texts: &Texts, item: &LeaveItem) -> String {
    let name = item
        .decider
        .as_ref()
        .map_or_else(|| t!(texts, "leave-leader"), |person| person.name.clone());
    match &item.leave.state {
        LeaveState::Asked => t!(texts, "leave-asked"),
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
        Delivery::Waiting => t!(texts, "delivery-waiting-long"),
        Delivery::Uploading { .. } | Delivery::Sending => t!(texts, "delivery-sending"),
        Delivery::Refused { problem, .. } => problem.sentence(texts),
        Delivery::Received(_) => String::new(),
    }
}

const fn sign(state: &LeaveState) -> (&'static str, Shape) {
    match state {
        LeaveState::Asked => ("leave-row is-waiting", Shape::Clock),
        LeaveState::Decided { decision } if decision.granted => ("leave-row is-done", Shape::Check),
        LeaveState::Decided { .. } => ("leave-row is-refused", Shape::Refused),
        LeaveState::Withdrawn { .. } => ("leave-row", Shape::Close),
        LeaveState::Returned { .. } => ("leave-row is-done", Shape::Retry),
    }
}
