//! The list as markup.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Deed, Fault, LeaveItem, Leaves},
    model::{HalfDay, LeaveId, LeaveKind},
    rules::leave::{Balance, Offer},
};

use super::{ChangedLeaves, LeaveRow, PendingVerdict};
use crate::{
    Route,
    components::{
        BringsOf, Button, ButtonKind, Notice, NoticeKind, RequestRow, Rows, TopBar, UndoBar, Verdict,
    },
    pages::MissingPage,
    t,
    texts::{self, Sentence as _, Texts, use_texts},
};

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum LeaveAction {
    /// Asks for what is offered.
    AskUsual(Offer),
    /// Takes one's leave back.
    Withdraw(LeaveId),
    /// Comes back early; the last half day that was taken.
    Return(LeaveId, HalfDay),
    /// Decides on another's.
    Decide(LeaveId, Verdict),
    /// Takes the decision back.
    Undo,
    /// Has read the fault.
    Dismiss,
}

/// The page.
#[component]
pub fn LeaveView(
    leaves: Leaves,
    /// The kinds that can be asked for; none where leave is off.
    kinds: Vec<LeaveKind>,
    /// The decision that can be taken back.
    pending: Option<PendingVerdict>,
    /// Whether the offer is being asked for.
    asking: bool,
    fault: Option<Fault>,
    onaction: EventHandler<LeaveAction>,
) -> Element {
    let texts = use_texts();
    // Where leave is switched off, what was asked for before can still be read and taken back.
    if kinds.is_empty() && leaves.mine.is_empty() && leaves.changed.is_empty() {
        return rsx! { MissingPage { rest: vec![] } };
    }
    let decided = pending.as_ref().and_then(PendingVerdict::subject).map(LeaveId);
    rsx! {
        TopBar { title: t!(texts, "leave-title"), back: true,
            if !kinds.is_empty() {
                Link { class: "button is-primary", to: Route::AskLeave {}, {t!(texts, "leave-ask")} }
            }
        }
        div { class: "leave",
            if let Some(fault) = fault {
                div { class: "leave-notice",
                    Notice { kind: NoticeKind::Trouble, onclose: move |()| onaction.call(LeaveAction::Dismiss),
                        {fault.sentence(&texts)}
                    }
                }
            }
            if leaves.to_decide.iter().any(|item| Some(item.leave.id) != decided) {
                Rows { id: "leave-decide", title: t!(texts, "leave-to-decide"),
                    for item in leaves.to_decide.iter().filter(|item| Some(item.leave.id) != decided).cloned() {
                        RequestRow {
                            key: "{item.leave.id}",
                            title: summary(&texts, &item),
                            words: texts::span(&texts, item.leave.span),
                            person: item.person,
                            reason: item.leave.reason,
                            onverdict: move |verdict: Verdict| onaction.call(LeaveAction::Decide(item.leave.id, verdict)),
                        }
                    }
                }
            }
            if !leaves.changed.is_empty() {
                ChangedLeaves { id: "leave-changed", leaves: leaves.changed.clone() }
            }
            if let Some((offer, terms)) = leaves.terms.as_ref().and_then(|terms| Some((terms.usual?, terms))) {
                OfferCard {
                    offer,
                    needs_reason: terms.kinds.get(&offer.kind).is_some_and(|kind| kind.reason),
                    asking,
                    onask: move |()| onaction.call(LeaveAction::AskUsual(offer)),
                }
            }
            Rows {
                id: "leave-mine",
                title: t!(texts, "leave-mine"),
                note: if leaves.mine.is_empty() { t!(texts, "leave-none") } else { String::new() },
                for item in leaves.mine.iter().cloned() {
                    LeaveRow { key: "{item.leave.id}", item, onaction }
                }
            }
            if let Some(terms) = &leaves.terms {
                Balances { balances: terms.balances.clone() }
            }
        }
        if let Some(pending) = pending {
            UndoBar {
                words: pending.words(&texts),
                onundo: move |()| onaction.call(LeaveAction::Undo),
            }
        }
    }
}

/// What is offered with one tap.
#[component]
fn OfferCard(
    offer: Offer,
    /// Then one tap opens the form, where the reason is given.
    needs_reason: bool,
    asking: bool,
    onask: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    // What the form will ask for as a reason earns and costs nothing.
    let reason = if needs_reason { "…".into() } else { String::new() };
    let asked = Deed::AskLeave {
        draft: None,
        kind: offer.kind,
        span: offer.span,
        reason,
    };
    rsx! {
        h2 { id: "leave-usual", class: "section-title", {t!(texts, "leave-usual")} }
        section { class: "leave-offer", "aria-labelledby": "leave-usual",
            div { class: "leave-main",
                p { class: "leave-name",
                    {t!(texts, "leave-row", kind = texts::leave_kind(&texts, offer.kind), days = texts::half_days(&texts, offer.half_days))}
                }
                p { class: "leave-span", {texts::span(&texts, offer.span)} }
                BringsOf { deed: asked }
            }
            if needs_reason {
                Link { class: "button is-primary", to: Route::AskUsual {}, {t!(texts, "leave-ask")} }
            } else {
                Button { kind: ButtonKind::Primary, disabled: asking, busy: asking, onclick: move |_| onask.call(()),
                    {t!(texts, "leave-ask-usual")}
                }
            }
        }
    }
}

/// What each kind has left this year.
#[component]
fn Balances(balances: Vec<(LeaveKind, Balance)>) -> Element {
    let texts = use_texts();
    rsx! {
        section { "aria-labelledby": "leave-balance",
            h2 { id: "leave-balance", class: "section-title", {t!(texts, "leave-balance")} }
            dl { class: "balances",
                for (kind, balance) in balances {
                    div { key: "{kind:?}", class: "balance",
                        dt { {texts::leave_kind(&texts, kind)} }
                        dd { {balance_words(&texts, balance)} }
                    }
                }
            }
        }
    }
}

/// What is left of how much; without a limit, what was taken.
pub(super) fn balance_words(texts: &Texts, balance: Balance) -> String {
    match (balance.left(), balance.per_year) {
        (Some(left), Some(all)) => t!(
            texts,
            "balance-left",
            left = texts::days(left),
            all = texts::half_days(texts, all)
        ),
        _ => t!(
            texts,
            "balance-taken",
            taken = texts::half_days(texts, balance.granted)
        ),
    }
}

/// What is asked for, and with what it has to be granted.
pub(in crate::pages) fn summary(texts: &Texts, item: &LeaveItem) -> String {
    let kind = texts::leave_kind(texts, item.leave.kind);
    match item.half_days {
        Some(half_days) if item.leave.adjoining > 0 => t!(
            texts,
            "leave-row-adjoining",
            kind = kind,
            days = texts::half_days(texts, half_days),
            all = texts::half_days(texts, half_days.saturating_add(item.leave.adjoining))
        ),
        Some(half_days) => t!(
            texts,
            "leave-row",
            kind = kind,
            days = texts::half_days(texts, half_days)
        ),
        None => kind,
    }
}
