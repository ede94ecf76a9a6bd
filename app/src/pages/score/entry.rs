//! One entry: what rule, what it rests on, whether it counts, and the way to contest it.

use dioxus::prelude::*;
use jishi_core::{
    engine::{AppealItem, Delivery, EntryItem},
    model::{APPEAL_REASON_MAX, Evidence, MomentId, Standing},
};

use super::ScoreAction;
use crate::{
    Route,
    components::{Button, ButtonKind, Icon, Shape, Sheet},
    t,
    texts::{self, Sentence as _, Texts, full_time, use_texts},
};

/// The row, which opens the sheet.
#[component]
pub(super) fn EntryRow(item: EntryItem, onaction: EventHandler<ScoreAction>) -> Element {
    let texts = use_texts();
    let mut open = use_signal(|| false);
    let entry = item.entry;
    let class = match entry.standing {
        Standing::Counted if entry.points.0 < 0 => "entry-points is-loss",
        Standing::Counted => "entry-points",
        Standing::OverCap | Standing::Frozen { .. } => "entry-points is-idle",
    };
    let hint = standing(&texts, &item);
    rsx! {
        li { class: "entry",
            button { class: "entry-row", r#type: "button", onclick: move |_| open.set(true),
                span { class: "entry-main",
                    span { class: "entry-rule", {texts::rule(&texts, entry.key.rule)} }
                    if !item.words.is_empty() {
                        span { class: "entry-words", dir: "auto", {item.words.clone()} }
                    }
                    if !hint.is_empty() {
                        span { class: "entry-hint", {hint} }
                    }
                }
                span { class, {texts::points(entry.points)} }
                Icon { shape: Shape::Forward }
            }
            if open() {
                EntrySheet { item: item.clone(), onaction, onclose: move |()| open.set(false) }
            }
        }
    }
}

/// Why it does not count, or what came of contesting it; empty for an ordinary one.
fn standing(texts: &Texts, item: &EntryItem) -> String {
    if let Some(appeal) = &item.appeal {
        return state(texts, appeal);
    }
    match item.entry.standing {
        Standing::Counted => String::new(),
        Standing::OverCap => t!(texts, "entry-over-cap"),
        Standing::Frozen { .. } => t!(texts, "entry-frozen"),
    }
}

fn state(texts: &Texts, item: &AppealItem) -> String {
    let appeal = &item.appeal;
    if appeal.withdrawn_at.is_some() {
        return t!(texts, "appeal-withdrawn");
    }
    let name = item
        .decider
        .as_ref()
        .map_or_else(|| t!(texts, "leave-leader"), |person| person.name.clone());
    match &appeal.decision {
        Some(decision) if decision.granted => t!(texts, "appeal-granted", name = name),
        Some(_) => t!(texts, "appeal-refused", name = name),
        None if item.lapsed => t!(texts, "appeal-lapsed"),
        None => t!(texts, "appeal-waits", time = full_time(texts, appeal.decide_by)),
    }
}

#[component]
fn EntrySheet(item: EntryItem, onaction: EventHandler<ScoreAction>, onclose: EventHandler<()>) -> Element {
    let texts = use_texts();
    let mut why = use_signal(String::new);
    let entry = item.entry;
    let empty = why.read().trim().is_empty();
    let moment = match entry.key.evidence {
        Evidence::Moment { id } | Evidence::Reaction { moment: id, .. } => Some(MomentId(id)),
        _ => None,
    };
    rsx! {
        Sheet { title: texts::rule(&texts, entry.key.rule), onclose,
            dl { class: "entry-facts",
                dt { {t!(texts, "entry-points")} }
                dd { {texts::points(entry.points)} }
                dt { {t!(texts, "entry-day")} }
                dd { {texts::day(&texts, entry.key.day)} }
                dt { {t!(texts, "entry-policy")} }
                dd { {t!(texts, "entry-policy-version", version = entry.policy)} }
                if let Evidence::Shift { shift } = entry.key.evidence {
                    dt { {t!(texts, "entry-shift")} }
                    dd { {t!(texts, "entry-shift-number", shift = shift + 1)} }
                }
                if let Some(giver) = &item.giver {
                    dt { {t!(texts, "entry-giver")} }
                    dd { bdi { {giver.name.clone()} } }
                }
            }
            if !item.words.is_empty() {
                p { class: "entry-quote", dir: "auto", {item.words.clone()} }
            }
            if let Some(id) = moment {
                Link { class: "button", to: Route::Moment { id }, {t!(texts, "entry-moment")} }
            }
            if let Some(appeal) = item.appeal.clone() {
                Contested { appeal, onaction, onclose }
            } else if item.may_appeal {
                label { class: "field",
                    span { class: "field-name", {t!(texts, "appeal-why")} }
                    textarea {
                        class: "field-text",
                        dir: "auto",
                        rows: "3",
                        maxlength: "{APPEAL_REASON_MAX}",
                        value: why(),
                        oninput: move |event| why.set(event.value()),
                    }
                }
                if let Some(last) = item.file_by {
                    p { class: "is-soft", {t!(texts, "appeal-until", day = texts::date(&texts, last))} }
                }
                div { class: "sheet-actions",
                    Button {
                        kind: ButtonKind::Primary,
                        disabled: empty,
                        onclick: move |_| {
                            onaction.call(ScoreAction::Contest(entry.key, why().trim().to_owned()));
                            onclose.call(());
                        },
                        {t!(texts, "appeal-send")}
                    }
                }
            }
        }
    }
}

/// What came of contesting it.
#[component]
fn Contested(appeal: AppealItem, onaction: EventHandler<ScoreAction>, onclose: EventHandler<()>) -> Element {
    let texts = use_texts();
    let id = appeal.appeal.id;
    let way = match &appeal.under_way {
        Some(Delivery::Refused { problem, .. }) => problem.sentence(&texts),
        Some(Delivery::Received(_)) | None => String::new(),
        Some(_) => t!(texts, "delivery-waiting-long"),
    };
    rsx! {
        p { class: "entry-appeal", {state(&texts, &appeal)} }
        p { class: "entry-quote", dir: "auto", {appeal.appeal.reason.clone()} }
        if let Some(decision) = appeal.appeal.decision.as_ref().filter(|decision| !decision.reason.is_empty()) {
            p { class: "is-soft", dir: "auto", {t!(texts, "leave-because", reason = decision.reason.clone())} }
        }
        if !way.is_empty() {
            p { class: "is-soft", role: "status", {way} }
        }
        if appeal.may_withdraw {
            div { class: "sheet-actions",
                Button {
                    onclick: move |_| {
                        onaction.call(ScoreAction::Withdraw(id));
                        onclose.call(());
                    },
                    {t!(texts, "appeal-withdraw")}
                }
            }
        }
    }
}
